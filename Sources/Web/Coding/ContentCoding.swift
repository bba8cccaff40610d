internal import Compression

/// The content codings that answers are given in, beside none.
enum ContentCoding: String, CaseIterable {
  // In the order in which we choose among those that a client likes alike.
  case gzip
  case deflate

  /// How the coding is made.
  var wrapping: DeflateStream.Wrapping {
    switch self {
    case .gzip: .gzip
    case .deflate: .zlib
    }
  }

  /// The coding that a client likes best, by the value of its `Accept-Encoding`; `nil` for none, which is always
  /// allowed here.
  ///
  /// Source: RFC 9110, section 12.5.3.
  init?(accepting header: String) {
    var weights: [Self: Double] = [:]
    var ofOthers: Double?
    var ofNone: Double?
    for part in header.split(separator: ",") {
      let fields = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let name = fields.first, let weight = Self.weight(fields.dropFirst()) else { continue }
      switch name {
      case "*": ofOthers = weight
      case "identity": ofNone = weight
      case "x-gzip": weights[.gzip] = weight
      default: if let coding = Self(rawValue: name) { weights[coding] = weight }
      }
    }
    var best: (coding: Self, weight: Double)?
    for coding in Self.allCases {
      let weight = weights[coding] ?? ofOthers ?? 0
      if weight > best?.weight ?? 0 { best = (coding, weight) }
    }
    guard let best, best.weight >= ofNone ?? 0 else { return nil }
    self = best.coding
  }

  /// The `q` among parameters, 1 where there is none; `nil` for one that is no weight.
  private static func weight(_ parameters: some Sequence<String>) -> Double? {
    guard let text = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else { return 1 }
    let isWeight = text.count <= 5 && text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard isWeight, let weight = Double(text), weight <= 1 else { return nil }
    return weight
  }
}
