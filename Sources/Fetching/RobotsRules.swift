internal import Foundation

/// What a robots.txt says to one crawler (RFC 9309), with the widely used `Crawl-delay` beside it.
public struct RobotsRules: Sendable, Equatable {
  private struct Rule: Sendable, Equatable {
    var pattern: PathPattern
    var allows: Bool
  }

  private var rules: [Rule] = []

  /// The pause between two requests that the file asks for.
  public private(set) var crawlDelay: Duration?

  /// What is read of a file; the rest is ignored, as RFC 9309, section 2.5 allows.
  public static let maximumBytes = 500 << 10

  /// Rules that allow everything.
  public init() {}

  /// Reads a robots.txt.
  /// - Parameters:
  ///   - bytes: the file; anything that is no rule is skipped.
  ///   - product: our product token, compared without regard to case.
  public init(_ bytes: some Collection<UInt8>, product: String) {
    var text = Substring(String(decoding: bytes.prefix(Self.maximumBytes), as: UTF8.self))
    if text.first == "\u{feff}" { text = text.dropFirst() }
    var ours = Group()
    var everyones = Group()
    var readsOurs = false
    var readsEveryones = false
    var namesBefore = false
    for line in text.split(whereSeparator: \.isNewline) {
      let content = line.prefix { $0 != "#" }
      guard let colon = content.firstIndex(of: ":") else { continue }
      let key = content[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
      let value = content[content.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch key {
      case "user-agent", "useragent":
        if !namesBefore { (readsOurs, readsEveryones) = (false, false) }
        namesBefore = true
        // A group may name the product with a version behind it.
        let name = value.prefix { $0.isLetter || $0 == "_" || $0 == "-" }
        if value.hasPrefix("*") {
          readsEveryones = true
        } else if name.lowercased() == product.lowercased() {
          readsOurs = true
          ours.isPresent = true
        }
      case "allow", "disallow", "crawl-delay":
        namesBefore = false
        if readsOurs { ours.add(key, value) }
        if readsEveryones { everyones.add(key, value) }
      default: continue
      }
    }
    let group = ours.isPresent ? ours : everyones
    rules = group.rules
    crawlDelay = group.crawlDelay
  }

  /// Whether a path may be fetched: the longest matching pattern decides, `Allow` on a tie, and what no pattern
  /// matches is allowed.
  /// - Parameter target: path and query, as in the request line.
  public func allows(_ target: String) -> Bool {
    guard !rules.isEmpty, target != "/robots.txt" else { return true }
    let path = PathPattern.normalise(target)
    var best: Rule?
    for rule in rules where rule.pattern.matches(path) {
      guard let held = best else {
        best = rule
        continue
      }
      let isLonger = rule.pattern.length > held.pattern.length
      if isLonger || (rule.pattern.length == held.pattern.length && rule.allows) { best = rule }
    }
    return best?.allows ?? true
  }

  private struct Group {
    var isPresent = false
    var rules: [Rule] = []
    var crawlDelay: Duration?

    mutating func add(_ key: String, _ value: String) {
      if key == "crawl-delay" {
        if let seconds = Double(value), seconds.isFinite, seconds >= 0 {
          crawlDelay = .seconds(min(seconds, 1e6))
        }
      } else if !value.isEmpty {
        rules.append(Rule(pattern: PathPattern(value), allows: key == "allow"))
      }
    }
  }
}
