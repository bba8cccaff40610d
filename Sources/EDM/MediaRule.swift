internal import Foundation

/// Derives the address of an image or of a IIIF manifest from a value of the record, for providers whose
/// records carry no image address.
///
/// The pattern comes from the operator, not from records; matching is bounded in the length of pattern and
/// value and in time all the same.
public struct MediaRule: Sendable {
  /// What a rule's template yields.
  public enum Target: String, Sendable, Codable {
    /// The address of a IIIF Presentation manifest.
    case manifest
    /// The address of an image file.
    case image
  }

  /// The property whose values are matched.
  public let property: Property
  /// The regular expression, as configured.
  public let pattern: String
  /// What the template yields.
  public let target: Target
  /// The address with `$0` to `$9` for the match and its groups; `$$` is a dollar sign.
  public let template: String

  private let expression: NSRegularExpression

  /// How long a pattern may be, in characters.
  public static let maximumPatternLength = 1000
  /// How long a value may be to be matched, in UTF-16 code units; longer ones never match.
  public static let maximumValueLength = 2048
  /// How long one match may take.
  static let maximumMatchTime = Duration.milliseconds(50)

  /// A rule.
  ///
  /// - Parameters:
  ///   - property: the property whose values are matched.
  ///   - pattern: a regular expression of ICU's syntax that must match somewhere in a value.
  ///   - target: what the template yields.
  ///   - template: the address with `$1` and so on for the groups.
  /// - Throws: where the pattern is no regular expression or too long, or the template names a group that the
  ///   pattern does not have.
  public init(from property: Property, match pattern: String, target: Target, template: String)
    throws(MediaRuleError)
  {
    guard pattern.count <= Self.maximumPatternLength else { throw .patternTooLong(pattern.count) }
    do {
      expression = try NSRegularExpression(pattern: pattern)
    } catch {
      throw .notARegularExpression(pattern)
    }
    self.property = property
    self.pattern = pattern
    self.target = target
    self.template = template
    if let group = Self.groups(in: template).first(where: { $0 > expression.numberOfCaptureGroups }) {
      throw .noSuchGroup(group, pattern: pattern, template: template)
    }
  }

  /// The address that a value yields; `nil` where the pattern does not match, the value is too long or matching
  /// takes too long, or the outcome is no web address.
  public func address(for value: String) -> String? {
    guard let match = expression.firstMatch(inBounded: value) else { return nil }
    var address = ""
    var characters = template[...]
    while let character = characters.popFirst() {
      guard character == "$", let next = characters.first else {
        address.append(character)
        continue
      }
      if next == "$" {
        address.append("$")
        characters.removeFirst()
      } else if let group = next.wholeNumberValue, next.isASCII {
        characters.removeFirst()
        if let range = Range(match.range(at: group), in: value) { address += value[range] }
      } else {
        address.append(character)
      }
    }
    return IRI.isWebAddress(address) ? address : nil
  }

  private static func groups(in template: String) -> [Int] {
    var groups: [Int] = []
    var characters = template[...]
    while let character = characters.popFirst() {
      guard character == "$", let next = characters.first else { continue }
      characters.removeFirst()
      if next.isASCII, let group = next.wholeNumberValue { groups.append(group) }
    }
    return groups
  }
}

/// Why a media rule cannot be used.
public enum MediaRuleError: Error, Sendable, Equatable, CustomStringConvertible {
  case notARegularExpression(String)
  case patternTooLong(Int)
  case noSuchGroup(Int, pattern: String, template: String)

  /// One line for people.
  public var description: String {
    switch self {
    case .notARegularExpression(let pattern):
      "media rule: \"\(pattern.shortened())\" is not a regular expression; check brackets and backslashes"
    case .patternTooLong(let length):
      "media rule: the pattern has \(length) characters; at most \(MediaRule.maximumPatternLength) are allowed"
    case .noSuchGroup(let group, let pattern, let template):
      "media rule: \"\(template)\" uses $\(group), but \"\(pattern.shortened())\" has no such group; "
        + "put it in parentheses"
    }
  }
}
