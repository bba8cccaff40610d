public import Foundation
internal import Hashing
public import OAIPMH
public import Store

/// A table of decisions that cannot be used: names file, line and remedy.
public struct DecisionTableError: Error, CustomStringConvertible, Sendable {
  /// The complaint in one line: file, row and remedy.
  public let description: String
}

/// Decisions of people, read from CSV.
public struct DecisionTable: Sendable {
  /// In the order of the file.
  public let decisions: [ReviewDecision]

  private static let required = ["provider", "record", "property", "concept", "verdict", "reviewer"]
  private static let optional = ["medium", "note"]
  private static let properties = ["dc:subject", "dc:type"]

  /// Reads a table.
  /// - Parameters:
  ///   - csv: UTF-8, the first line naming the columns; lines that begin with `#` are left out.
  ///   - file: its name, for messages.
  ///   - at: the moment of the decisions.
  public init(csv: Data, file: String, at: Timestamp) throws(DecisionTableError) {
    let table: CSVTable
    do { table = try CSVTable(csv, file: file) } catch {
      throw DecisionTableError(description: error.description)
    }
    for column in Self.required where !table.columns.contains(column) {
      throw DecisionTableError(
        description: "\(file): column '\(column)' is missing: the first line has to name "
          + (Self.required + Self.optional).joined(separator: ","))
    }
    var decisions: [ReviewDecision] = []
    for row in table.rows {
      do {
        decisions.append(try Self.decision(row, at: at))
      } catch {
        throw DecisionTableError(description: "\(file): row \(row.number): \(error.description)")
      }
    }
    self.decisions = decisions
  }

  private static func decision(
    _ row: CSVTable.Row, at: Timestamp
  ) throws(DecisionTableError) -> ReviewDecision {
    func required(_ name: String) throws(DecisionTableError) -> String {
      guard let text = row[name] else { throw DecisionTableError(description: "'\(name)' is empty") }
      return text
    }
    let property = try required("property")
    guard properties.contains(property) else {
      throw DecisionTableError(
        description: "property '\(property)' has to be \(properties.joined(separator: " or "))")
    }
    let word = try required("verdict")
    guard let verdict = ReviewDecision.Verdict(rawValue: word) else {
      throw DecisionTableError(description: "verdict '\(word)' has to be accept or reject")
    }
    var medium: MediumID?
    if let text = row["medium"] {
      guard let hash = ContentHash(hexadecimal: text) else {
        throw DecisionTableError(description: "medium '\(text)' is no SHA-256 in hexadecimal")
      }
      medium = hash
    }
    return ReviewDecision(
      provider: ProviderID(try required("provider")), record: try required("record"), medium: medium,
      property: property, concept: try required("concept"), verdict: verdict,
      reviewer: try required("reviewer"),
      at: at, note: row["note"])
  }
}
