internal import Foundation

/// What free text in `dc:rights` says in words, as far as it is beyond doubt.
///
/// Text is never turned into a statement. It only keeps a configured default from being put on a record that
/// says something else in words.
enum RightsText: Equatable {
  case publicDomain
  /// A Creative Commons licence by its letters: `by`, `by-nc-sa`.
  case licence(String)
  case inCopyright

  private static let publicDomainWords = [
    "public domain", "cc0", "cc 0", "domaine public", "gemeinfrei", "publiek domein", "dominio público",
    "dominio publico", "pubblico dominio", "no known copyright", "no copyright",
  ]
  private static let inCopyrightWords = [
    "all rights reserved", "in copyright", "tous droits réservés", "alle rechte vorbehalten",
    "alle rechten voorbehouden", "todos los derechos reservados", "tutti i diritti riservati", "©",
  ]

  /// Reads a text; `nil` where it names no known family of rights.
  init?(_ text: String) {
    let lowered = text.lowercased()
    if let letters = Self.licenceLetters(in: lowered) {
      self = .licence(letters)
    } else if Self.publicDomainWords.contains(where: lowered.contains) {
      self = .publicDomain
    } else if Self.inCopyrightWords.contains(where: lowered.contains) {
      self = .inCopyright
    } else {
      return nil
    }
  }

  /// The family of an accepted statement; `nil` for those that free text does not name.
  init?(statement: String) {
    if statement.contains("/publicdomain/") {
      self = .publicDomain
    } else if let start = statement.range(of: "/licenses/") {
      self = .licence(String(statement[start.upperBound...].prefix { $0 != "/" }))
    } else if statement.contains("/vocab/InC") {
      self = .inCopyright
    } else {
      return nil
    }
  }

  /// `by-nc` out of `CC BY-NC 4.0` or `Creative Commons Attribution-NonCommercial`.
  private static func licenceLetters(in text: String) -> String? {
    let words = text.map { $0.isLetter || $0.isNumber ? $0 : " " }
    let parts = String(words).split(separator: " ")
    if let mark = parts.firstIndex(of: "cc"), parts.index(after: mark) < parts.endIndex,
      parts[parts.index(after: mark)] == "by"
    {
      let letters = parts[parts.index(after: mark)...].prefix { ["by", "nc", "nd", "sa"].contains($0) }
      return letters.joined(separator: "-")
    }
    guard text.contains("creative commons"), text.contains("attribution") else { return nil }
    var letters = ["by"]
    if text.contains("noncommercial") || text.contains("non-commercial") { letters.append("nc") }
    if text.contains("noderiv") || text.contains("no deriv") { letters.append("nd") }
    if text.contains("sharealike") || text.contains("share alike") { letters.append("sa") }
    return letters.joined(separator: "-")
  }
}
