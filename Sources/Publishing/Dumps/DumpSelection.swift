public import OAIPMH
public import Store

/// How a dump is written.
public enum DumpFormat: String, Sendable, Codable, CaseIterable {
  /// EDM as RDF/XML.
  case edm
  /// EDM as N-Triples.
  case ntriples
  /// EDM as JSON-LD.
  case jsonld
  /// What Winnow says of the records, as N-Triples of Web Annotations.
  case annotations
  /// MARCXML, whole records.
  case marcxml
  /// MARCXML, additions only.
  case marcxmlPatch = "marcxml_patch"
  /// Tables as comma-separated values.
  case csv
  /// Tables as Parquet.
  case parquet

  /// The metadata prefix whose forms a dump holds; tables cover every record that is served as `source`.
  public var prefix: String {
    switch self {
    case .edm, .ntriples, .jsonld: PublishedFormat.edm
    case .annotations: PublishedFormat.annotations
    case .marcxml, .marcxmlPatch: rawValue
    case .csv, .parquet: PublishedFormat.source
    }
  }

  /// True for the formats that hold tables.
  public var isTable: Bool { self == .csv || self == .parquet }

  /// The formats that can be written where these prefixes are published.
  public static func offered(prefixes: [String]) -> [DumpFormat] {
    allCases.filter { prefixes.contains($0.prefix) }
  }
}

/// How EDM is cut into files.
public enum DumpLayout: String, Sendable, Codable, CaseIterable {
  /// One RDF/XML file a record, in zip archives of a bounded number of records.
  case zip
  /// One RDF/XML file a record, in a folder for each provider.
  case files
  /// One RDF/XML document a provider.
  case provider
}

/// Which records a dump holds, and how: a folder holds one selection.
public struct DumpSelection: Sendable, Equatable, Codable {
  /// The format.
  public var format: DumpFormat
  /// How the records of `edm` are cut into files; `nil` for the other formats, which are cut into parts.
  public var layout: DumpLayout?
  /// Records of this provider only.
  public var provider: String?
  /// Records that changed at this moment or later only.
  public var since: String?

  /// A selection; without a layout EDM goes into zip archives.
  public init(
    format: DumpFormat, layout: DumpLayout? = nil, provider: ProviderID? = nil, since: Timestamp? = nil
  ) {
    self.format = format
    self.layout = format == .edm ? layout ?? .zip : nil
    self.provider = provider?.rawValue
    self.since = since?.description
  }

  var providerID: ProviderID? { provider.map { ProviderID($0) } }
  var start: Timestamp? { since.flatMap { Timestamp($0) } }
}

extension DumpSelection: CustomStringConvertible {
  /// In words, as the options of the command give it.
  public var description: String {
    ([format.rawValue, layout.map { "layout \($0.rawValue)" }, provider.map { "provider \($0)" }]
      + [since.map { "since \($0)" }]).compactMap { $0 }.joined(separator: ", ")
  }
}
