/// An image offered by the IIIF Image API 3.0 at level 0: whole, in a few sizes that are made beforehand.
///
/// Source: IIIF Image API 3.0 sections 5.3 and 5.8 and its compliance document.
public struct StaticImageService: Sendable, Equatable {
  /// The service's base address, without a slash at the end.
  public let base: String
  /// The full size and all smaller ones, the largest first.
  public let sizes: [PixelSize]
  /// A licence or rights statement.
  public let rights: String?

  /// - Parameters:
  ///   - base: The service's base address.
  ///   - full: Pixels of the image.
  ///   - longSides: Long sides of the smaller sizes, in pixels; those not below the full size are left out.
  ///   - rights: A licence or rights statement, which must be an http address.
  public init(base: String, full: PixelSize, longSides: [Int] = [400, 1000], rights: String? = nil) {
    self.base = withoutSlash(base)
    self.rights = rights
    let smaller = Set(longSides).filter { $0 > 0 && $0 < full.longSide }.sorted(by: >)
    sizes = [full] + smaller.map { full.scaled(toLongSide: $0) }
  }

  /// The size that a request path asks for: `full/max/0/default.jpg`, `full/400,300/0/default.jpg`.
  ///
  /// The words of older versions, `full` and `w,`, are understood too.
  ///
  /// - Parameter path: What follows the base address and a slash.
  /// - Returns: One of ``sizes``, or `nil` where level 0 does not offer it.
  public func size(forRequest path: String) -> PixelSize? {
    guard let request = ImageAddress(parsing: base + "/" + path), request.base == base,
      request.region == "full", request.rotation == "0", request.format == "jpg",
      request.quality == "default" || request.quality == "native", let full = sizes.first
    else { return nil }
    if request.size == "max" || request.size == "full" { return full }
    return sizes.first { request.size == "\($0.width),\($0.height)" || request.size == "\($0.width)," }
  }

  /// The `info.json`: the same bytes for the same image.
  public var information: [UInt8] {
    guard let full = sizes.first else { return [] }
    var document: OrderedJSON = [
      "@context": "http://iiif.io/api/image/3/context.json", "id": .text(base), "type": "ImageService3",
      "protocol": "http://iiif.io/api/image", "profile": "level0", "width": .integer(full.width),
      "height": .integer(full.height),
      "sizes": .list(sizes.map { ["width": .integer($0.width), "height": .integer($0.height)] }),
    ]
    if let rights { document.append("rights", .text(rights)) }
    return document.bytes
  }
}
