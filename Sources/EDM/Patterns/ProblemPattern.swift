/// A pattern of weak description, which no schema forbids and every user meets.
///
/// Source: the problem patterns of Europeana's metis-framework; those with other numbers are not looked for.
/// Lengths are counted in UTF-16 code units, after surrounding white space was taken away.
public enum ProblemPattern: String, Sendable, Codable, CaseIterable {
  /// The same title stands in many records.
  case repeatedTitle = "P1"
  /// A title says the same as a description.
  case titleEqualsDescription = "P2"
  /// A title says nearly the same as a description.
  case titleResemblesDescription = "P3"
  /// A title is made of signs, or holds the object's identifier.
  case unintelligibleTitle = "P5"
  /// A title of at most ``shortTitleLength`` characters.
  case shortTitle = "P6"
  /// No description.
  case missingDescription = "P7"
  /// Every description of a language is shorter than ``shortDescriptionLength`` characters.
  case shortDescriptions = "P9"
  /// A title of more than ``longTitleLength`` characters.
  case longTitle = "P12"

  /// A title of more than so many characters that are neither letter nor digit nor space is unintelligible.
  public static let tolerableSigns = 5
  /// The longest length of a title that is too short.
  public static let shortTitleLength = 2
  /// The shortest length of a description that is long enough.
  public static let shortDescriptionLength = 51
  /// The longest length of a title that is not too long.
  public static let longTitleLength = 70
}

/// A problem pattern in a record.
public struct PatternOccurrence: Sendable, Equatable {
  /// The pattern.
  public let pattern: ProblemPattern
  /// The text in which it shows; "" where a text is missing.
  public let text: String
  /// One line that names the element, the value and the remedy.
  public let message: String

  /// The occurrence as a finding, for reports that list both.
  public var finding: Finding {
    let isDescription = pattern == .missingDescription || pattern == .shortDescriptions
    return Finding(
      rule: pattern.rawValue, severity: .warning,
      path: isDescription ? "edm:ProvidedCHO/dc:description" : "edm:ProvidedCHO/dc:title", message: message)
  }
}
