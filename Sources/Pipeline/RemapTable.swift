public import Foundation
public import Store

/// A table of changed identifiers that cannot be used: names file, row and remedy.
public struct RemapTableError: Error, CustomStringConvertible, Sendable {
  /// The complaint in one line: file, row and remedy.
  public let description: String
}

/// Changed identifiers of a provider, read from CSV: each identifier is given up once and taken once, and none is both.
public struct RemapTable: Sendable {
  /// In the order of the file.
  public let changes: [IdentifierChange]

  /// The names that the two columns may have.
  private static let headings = [("former", "present"), ("old", "new")]

  /// Reads a table.
  /// - Parameters:
  ///   - csv: UTF-8, the first line naming the columns `former,present` or `old,new`; lines that begin with `#` are left
  ///     out.
  ///   - file: its name, for messages.
  public init(csv: Data, file: String) throws(RemapTableError) {
    let table: CSVTable
    do { table = try CSVTable(csv, file: file) } catch {
      throw RemapTableError(description: error.description)
    }
    let named = Self.headings.first { table.columns.contains($0.0) && table.columns.contains($0.1) }
    guard let (former, present) = named else {
      throw RemapTableError(
        description: "\(file): the first line has to name the columns former,present (or old,new)")
    }
    guard !table.rows.isEmpty else {
      throw RemapTableError(description: "\(file): has no rows: write one for each changed identifier")
    }
    var changes: [IdentifierChange] = []
    // The row that gives an identifier up, and the one that takes it.
    var givenUp: [String: Int] = [:]
    var taken: [String: Int] = [:]
    func fault(_ row: Int, _ words: String) -> RemapTableError {
      RemapTableError(description: "\(file): row \(row): \(words)")
    }
    for row in table.rows {
      guard let old = row[former] else { throw fault(row.number, "'\(former)' is empty") }
      guard let new = row[present] else { throw fault(row.number, "'\(present)' is empty") }
      guard old != new else { throw fault(row.number, "'\(old)' stands on both sides: leave the row out") }
      if let other = givenUp.updateValue(row.number, forKey: old) {
        throw fault(row.number, "'\(old)' is given up in row \(other) already: leave one of them out")
      }
      if let other = taken.updateValue(row.number, forKey: new) {
        throw fault(
          row.number, "'\(new)' is taken in row \(other) already: two records cannot have one identifier")
      }
      changes.append(IdentifierChange(former: old, present: new))
    }
    for row in table.rows {
      guard let new = row[present], let other = givenUp[new] else { continue }
      // Which of the two records comes under the identifier at present cannot be told from here.
      throw fault(
        row.number,
        "'\(new)' is taken here and given up in row \(other): harvest in between, or change it by way of a third one, "
          + "in files of their own")
    }
    self.changes = changes
  }
}
