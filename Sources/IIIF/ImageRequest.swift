/// One request for a whole image, with the size that it should bring.
public struct ImageRequest: Sendable, Equatable {
  /// The request in its parts.
  public var address: ImageAddress
  /// `nil` where the service alone decides.
  public var expected: PixelSize?

  /// The address to ask for.
  public var text: String { address.text }
}

extension ImageInformation {
  /// Requests for the whole image with a long side of at least `longSide` pixels, the best one first; the next
  /// is for when the service answers 400 or 501.
  ///
  /// Never asks for more than the full image, nor for more than the service's limits. A listed size that is
  /// large enough but not twice too large is preferred, because services keep these ready. Level 0 services
  /// are asked only for listed sizes, for whole images among the tiles, and for the full image.
  /// Sources: IIIF Image API 3.0 sections 4.2, 5.3 and 5.4; 2.1.1 sections 4.2 and 5.3; 1.1 section 4.2.
  ///
  /// - Parameter longSide: Pixels wanted, at least 1.
  public func requests(longSide: Int) -> [ImageRequest] {
    let full = PixelSize(width: width, height: height)
    let longest = limits.longestSide(of: full)
    let wanted = min(max(longSide, 1), longest)
    var requests: [ImageRequest] = []

    let ready = readySizes.filter { $0.longSide <= longest }.sorted { $0.longSide < $1.longSide }
    let enough = ready.first { $0.longSide >= wanted }
    if let enough, enough.longSide <= 2 * wanted || !canScale {
      requests.append(request(exactly: enough))
    }
    if wanted == longest {
      requests += wholeRequests(expected: full.scaled(toLongSide: longest))
    } else {
      let target = full.scaled(toLongSide: wanted)
      if canConfine {
        requests.append(request(size: "!\(wanted),\(wanted)", expected: target))
      }
      if canScaleByWidth { requests.append(request(exactly: target)) }
    }
    if let enough { requests.append(request(exactly: enough)) }
    requests += wholeRequests(expected: full.scaled(toLongSide: longest))
    if let largest = ready.last { requests.append(request(exactly: largest)) }
    var seen: Set<String> = []
    return requests.filter { seen.insert($0.text).inserted }
  }

  /// Sizes of the whole image that can be had of a level 0 service: the listed ones, and those at which the
  /// whole image is a single tile.
  var readySizes: [PixelSize] {
    var ready = sizes
    for set in tiles {
      for factor in set.scaleFactors {
        let size = PixelSize(
          width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
        if size.width <= set.width, size.height <= set.height, !ready.contains(size) { ready.append(size) }
      }
    }
    return ready.filter { $0.width <= width && $0.height <= height }
  }

  /// `!w,h`: level 2, or declared.
  private var canConfine: Bool {
    level == 2 || features.contains("sizeByConfinedWh")
  }

  /// `w,` in versions 1 and 2, `w,h` in version 3: level 1, or declared.
  private var canScaleByWidth: Bool {
    guard let level, level >= 1 else { return features.contains(version == .v3 ? "sizeByWh" : "sizeByW") }
    return true
  }

  private var canScale: Bool { canConfine || canScaleByWidth }

  /// A request for a size in the canonical form of the version.
  private func request(exactly size: PixelSize) -> ImageRequest {
    if size.width == width && size.height == height, let whole = wholeRequests(expected: size).first {
      return whole
    }
    return request(
      size: version == .v3 ? "\(size.width),\(size.height)" : "\(size.width),", expected: size)
  }

  /// Requests for the largest image that the service gives.
  private func wholeRequests(expected: PixelSize) -> [ImageRequest] {
    let words: [String]
    switch version {
    case .v1_0, .v1_1: words = ["full"]
    // `max` came with 2.1, as did the limits; without limits every 2.x service knows `full`.
    case .v2: words = limits == SizeLimits() ? ["full", "max"] : ["max", "full"]
    case .v3: words = ["max"]
    }
    return words.map { request(size: $0, expected: expected) }
  }

  private func request(size: String, expected: PixelSize?) -> ImageRequest {
    let quality = version == .v1_0 || version == .v1_1 ? "native" : "default"
    return ImageRequest(
      address: ImageAddress(base: base, size: size, quality: quality, format: "jpg"), expected: expected)
  }
}

extension ImageRequest {
  /// Requests for a service whose `info.json` cannot be had, the most likely to work first.
  public static func withoutInformation(base: String, longSide: Int) -> [ImageRequest] {
    let base = withoutSlash(base)
    let side = max(longSide, 1)
    return [
      ("!\(side),\(side)", "default"), ("max", "default"), ("full", "default"), ("full", "native"),
    ].map { size, quality in
      ImageRequest(
        address: ImageAddress(base: base, size: size, quality: quality, format: "jpg"), expected: nil)
    }
  }
}
