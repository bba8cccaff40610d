extension ProviderQuality {
  /// Which languages the records name.
  public struct Languages: Sendable, Codable, Equatable {
    /// Of `dc:language`, the most frequent first.
    public var stated: [Language]
    /// Of `xml:lang`, the most frequent first.
    public var tags: [Language]
    /// Texts of the 22 properties whose text should name its language (Europeana's language dimension).
    public var texts: Int
    /// Those of ``texts`` without `xml:lang`.
    public var textsWithoutLanguage: Int
    /// Of ``texts``, 0 to 1.
    public var shareWithoutLanguage: Double

    enum CodingKeys: String, CodingKey {
      case stated, tags, texts
      case textsWithoutLanguage = "texts_without_language"
      case shareWithoutLanguage = "share_without_language"
    }
  }

  /// A language as sent and as understood.
  public struct Language: Sendable, Codable, Equatable {
    /// As the provider wrote it.
    public var sent: String
    /// A tag of BCP 47; `nil` where the text names no language beyond doubt.
    public var normalised: String?
    /// Statements.
    public var count: Int
    /// The identifier of a record that holds it.
    public var example: String
  }

  /// A change in a record.
  public struct Example: Sendable, Codable, Equatable {
    /// The record's identifier.
    public var record: String
    /// The property, with its class where it matters.
    public var path: String
    /// What the provider wrote.
    public var before: String
    /// How it reads in the normalised view; "" where it was left out.
    public var after: String
  }

  /// Changes of one kind in the normalised view.
  public struct NormalisationCount: Sendable, Codable, Equatable {
    /// `white-space`, `markup`, `link`, `duplicate`, `language` or `language-tag`.
    public var kind: String
    /// Changes in all records.
    public var changes: Int
    /// Records with at least one.
    public var records: Int
    /// A few, drawn at random.
    public var examples: [Example]
  }

  /// What `dc:date`, `dcterms:created`, `dcterms:issued` and `dcterms:temporal` say.
  public struct Dates: Sendable, Codable, Equatable {
    /// Texts of these properties.
    public var statements: Int
    /// Those with a date in EDTF.
    public var understood: Int
    /// Of ``statements``, 0 to 1.
    public var shareUnderstood: Double
    /// Those of ``understood`` that may be meant otherwise, such as `3/4/1905`.
    public var withAssumptions: Int
    /// By the rule that read them.
    public var forms: [DateForm]
    /// A few, drawn at random, that were not in EDTF already.
    public var examples: [Example]
    /// Texts without a date, the most frequent first.
    public var notUnderstood: [Value]

    enum CodingKeys: String, CodingKey {
      case statements, understood, forms, examples
      case shareUnderstood = "share_understood"
      case withAssumptions = "with_assumptions"
      case notUnderstood = "not_understood"
    }
  }

  /// Dates of one form.
  public struct DateForm: Sendable, Codable, Equatable {
    /// The name of the rule, such as `century-roman`.
    public var form: String
    /// Statements.
    public var count: Int
  }

  /// Which rights hold for the records.
  public struct Rights: Sendable, Codable, Equatable {
    /// The accepted statements, the most frequent first.
    public var statements: [RightsStatement]
    /// Records whose statement is none of the accepted ones.
    public var unknown: Int
    /// The statements of these, the most frequent first.
    public var unknownValues: [Value]
    /// Records without a statement.
    public var missing: Int
    /// Identifiers of a few of these.
    public var missingExamples: [String]
    /// Records with the statement that the configuration supplies.
    public var defaulted: Int
    /// Records whose statement was brought into canonical form.
    public var mended: Int

    enum CodingKeys: String, CodingKey {
      case statements, unknown, missing, defaulted, mended
      case unknownValues = "unknown_values"
      case missingExamples = "missing_examples"
    }
  }

  /// An accepted rights statement.
  public struct RightsStatement: Sendable, Codable, Equatable {
    /// In canonical form.
    public var statement: String
    /// `open`, `restricted` or `permission`.
    public var category: String
    /// Records for which it holds.
    public var records: Int
    /// Of all records, 0 to 1.
    public var share: Double
    /// Those for which the configuration supplies it.
    public var defaulted: Int
    /// Those in which it was written otherwise.
    public var mended: Int
    /// How it was written there, the most frequent first.
    public var variants: [Value]
  }
}
