internal import Foundation

/// Which paths of a site are reserved from text and data mining by its `/.well-known/tdmrep.json`
/// (TDM Reservation Protocol, W3C Community Group final report).
public struct Reservations: Sendable, Equatable {
  private struct Rule: Sendable, Equatable {
    var pattern: PathPattern
    var reserves: Bool
  }

  private var rules: [Rule] = []

  /// Nothing is reserved.
  public init() {}

  /// Reads a tdmrep.json; a file of another shape reserves nothing.
  public init(_ bytes: [UInt8]) {
    guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(bytes)) else { return }
    rules = entries.compactMap { entry in
      guard let location = entry.location, let reserved = entry.reservation else { return nil }
      return Rule(pattern: PathPattern(location), reserves: reserved)
    }
  }

  /// Whether a path is reserved: among the patterns that match, the first decides.
  /// - Parameter target: path and query, as in the request line.
  public func reserves(_ target: String) -> Bool {
    let path = PathPattern.normalise(target)
    return rules.first { $0.pattern.matches(path) }?.reserves ?? false
  }

  private struct Entry: Decodable {
    var location: String?
    var reservation: Bool?

    enum CodingKeys: String, CodingKey {
      case location
      case reservation = "tdm-reservation"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      location = try container.decodeIfPresent(String.self, forKey: .location)
      if let number = try? container.decodeIfPresent(Int.self, forKey: .reservation) {
        reservation = number == 1
      } else if let text = try? container.decodeIfPresent(String.self, forKey: .reservation) {
        reservation = text == "1"
      }
    }
  }
}

/// Reservations in the header of an answer: `TDM-Reservation` of the protocol above, and the `noai` and
/// `noimageai` directives that sites send in `X-Robots-Tag`.
enum HeaderReservation {
  /// The header field that reserves; `nil` where none does.
  /// - Parameters:
  ///   - headers: by lower-case name.
  ///   - product: our product token; directives for other crawlers do not concern us.
  static func field(in headers: [String: [String]], product: String) -> String? {
    if headers["tdm-reservation"]?.contains(where: { $0.trimmingCharacters(in: .whitespaces) == "1" }) == true
    {
      return "tdm-reservation: 1"
    }
    for value in headers["x-robots-tag"] ?? [] {
      var directives = Substring(value)
      if let colon = value.firstIndex(of: ":") {
        let agent = value[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
        // `max-snippet: 20` and its like have a colon too, and are no names of crawlers.
        let isCrawler = !agent.contains(",") && !valued.contains(agent)
        if isCrawler && agent != product.lowercased() { continue }
        if isCrawler { directives = value[value.index(after: colon)...] }
      }
      for directive in directives.split(separator: ",") {
        let name = directive.trimmingCharacters(in: .whitespaces).lowercased()
        if name == "noai" || name == "noimageai" { return "x-robots-tag: \(name)" }
      }
    }
    return nil
  }

  private static let valued: Set<String> = [
    "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after",
  ]
}
