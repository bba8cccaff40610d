extension ProviderQuality {
  /// How many records came in a format.
  public struct Format: Sendable, Codable, Equatable {
    /// `external`, `internal`, `oai_dc`, …
    public var format: String
    /// Records in this format.
    public var records: Int
  }

  /// How many records hold resources of a class.
  public struct ClassCount: Sendable, Codable, Equatable {
    /// Such as `edm:WebResource`.
    public var `class`: String
    /// Records with at least one resource of the class.
    public var records: Int
    /// Of all records, 0 to 1.
    public var share: Double
    /// Resources of the class in all records.
    public var resources: Int
  }

  /// How one property of one class is filled.
  public struct Field: Sendable, Codable, Equatable {
    /// Such as `edm:ProvidedCHO`; records of the internal profile are described on `ore:Proxy`.
    public var `class`: String
    /// Such as `dc:title`; an unknown property as `{namespace}name`.
    public var property: String
    /// Records with at least one statement.
    public var records: Int
    /// Of all records, 0 to 1.
    public var share: Double
    /// Statements in all records.
    public var statements: Int
    /// Different values; where they are more than 512 an estimate with a standard error of 1.6 %.
    public var distinctValues: Int
    /// True where ``distinctValues`` is no estimate.
    public var distinctIsExact: Bool
    /// Length of the shortest value in code points.
    public var charactersLeast: Int
    /// Median of the lengths in code points; from 64 on right to 1.6 %.
    public var charactersMedian: Int
    /// Length of the longest value in code points.
    public var charactersGreatest: Int
    /// Texts with `xml:lang`, of all texts, 0 to 1.
    public var shareWithLanguage: Double
    /// Links, of all statements, 0 to 1.
    public var shareOfLinks: Double
    /// The most frequent values, the first first; long ones by their beginning.
    public var values: [Value]
    /// The counts of ``values`` are too low by at most so many statements; 0 where they are exact.
    public var valueCountError: Int

    enum CodingKeys: String, CodingKey {
      case `class`, property, records, share, statements, values
      case distinctValues = "distinct_values"
      case distinctIsExact = "distinct_is_exact"
      case charactersLeast = "characters_least"
      case charactersMedian = "characters_median"
      case charactersGreatest = "characters_greatest"
      case shareWithLanguage = "share_with_language"
      case shareOfLinks = "share_of_links"
      case valueCountError = "value_count_error"
    }
  }

  /// A value with its count.
  public struct Value: Sendable, Codable, Equatable {
    /// As sent; a long one by its beginning.
    public var value: String
    /// How often it stands there, at least.
    public var count: Int
    /// The identifier of a record that holds it.
    public var example: String
  }
}
