extension ProviderQuality {
  /// What the rules say of the records.
  public struct Validation: Sendable, Codable, Equatable {
    /// Records that could be read.
    public var recordsRead: Int
    /// Records as received that the schema takes.
    public var conformingToSchema: Int
    /// Records as received that the Schematron rules take.
    public var conformingToRules: Int
    /// Records as received that both take.
    public var conformingToBoth: Int
    /// Of ``recordsRead``, 0 to 1.
    public var shareConformingToSchema: Double
    /// Of ``recordsRead``, 0 to 1.
    public var shareConformingToRules: Double
    /// Of ``recordsRead``, 0 to 1.
    public var shareConformingToBoth: Double
    /// What the records as received break, by records.
    public var received: [Rule]
    /// What was noticed, supplied and mended while describing, by records.
    public var remarks: [Rule]

    enum CodingKeys: String, CodingKey {
      case received, remarks
      case recordsRead = "records_read"
      case conformingToSchema = "conforming_to_schema"
      case conformingToRules = "conforming_to_rules"
      case conformingToBoth = "conforming_to_both"
      case shareConformingToSchema = "share_conforming_to_schema"
      case shareConformingToRules = "share_conforming_to_rules"
      case shareConformingToBoth = "share_conforming_to_both"
    }
  }

  /// Findings of one rule.
  public struct Rule: Sendable, Codable, Equatable {
    /// The id, such as `E10`.
    public var rule: String
    /// `error`, `warning` or `info`.
    public var severity: String
    /// In all records.
    public var findings: Int
    /// Records with at least one.
    public var records: Int
    /// The identifier of a record with one.
    public var exampleRecord: String
    /// What is said of it, with the remedy.
    public var exampleMessage: String

    enum CodingKeys: String, CodingKey {
      case rule, severity, findings, records
      case exampleRecord = "example_record"
      case exampleMessage = "example_message"
    }
  }

  /// A problem pattern.
  public struct Pattern: Sendable, Codable, Equatable {
    /// `P1` to `P12`.
    public var pattern: String
    /// In a few words.
    public var meaning: String
    /// Records that show it; for `P1`, a record with two repeated titles counts twice.
    public var records: Int
    /// Of all records, 0 to 1.
    public var share: Double
    /// In all records.
    public var occurrences: Int
    /// A few, drawn at random; for `P1` the titles repeated most.
    public var examples: [Remark]
  }

  /// What is said of a record.
  public struct Remark: Sendable, Codable, Equatable {
    /// The record's identifier.
    public var record: String
    /// One line.
    public var message: String
  }

  /// Records that cannot be published without inventing content.
  public struct Withheld: Sendable, Codable, Equatable {
    /// How many there are.
    public var records: Int
    /// Of all records, 0 to 1.
    public var share: Double
    /// What they lack, the most frequent first; a record may lack several things.
    public var reasons: [Value]
    /// Some of them, drawn at random.
    public var listed: [WithheldRecord]
  }

  /// A record that is withheld.
  public struct WithheldRecord: Sendable, Codable, Equatable {
    /// The record's identifier.
    public var record: String
    /// Its title, "" where it has none.
    public var title: String
    /// What it lacks, one reason each.
    public var lacks: [String]
  }

  /// An odd one.
  public struct Outlier: Sendable, Codable, Equatable {
    /// What is odd.
    public var kind: Kind
    /// The record's identifier.
    public var record: String
    /// The property, "" where it is a matter of the whole record.
    public var property: String
    /// The value, a long one by its beginning.
    public var value: String
    /// Why it is odd, with figures.
    public var reason: String

    /// What may be odd.
    public enum Kind: String, Sendable, Codable, CaseIterable {
      /// Far shorter than the others of the property.
      case shortText = "short-text"
      /// Far longer than the others of the property.
      case longText = "long-text"
      /// Letters of a script that hardly any record holds.
      case rareScript = "rare-script"
      /// A word of letters of two scripts that look alike.
      case mixedScripts = "mixed-scripts"
      /// Characters that wrong decoding leaves behind.
      case brokenCharacters = "broken-characters"
      /// Far fewer statements than other records.
      case fewStatements = "few-statements"
      /// Far more statements than other records.
      case manyStatements = "many-statements"
      /// Far more web resources than other records.
      case manyFiles = "many-files"
      /// A value that hardly any record holds, of a property with few values.
      case rareValue = "rare-value"
    }
  }
}
