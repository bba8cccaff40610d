public import XMLCodec

/// A record as it is understood: in the external shape with canonical rights, with everything that was noticed.
public struct DescribedRecord: Sendable, Equatable {
  /// The format in which the record came.
  public var kind: RecordKind
  /// The external form. The provider's texts stand in it character for character.
  public var record: EDMRecord
  /// What was noticed, in the order of the stages.
  public var findings: [Finding]
  /// What was put right without doubt.
  public var repairs: [Repair]
  /// Why the record cannot be published without inventing content; empty where it can.
  public var withheld: [String]
  /// The first title, else the beginning of the first description.
  public var title: String?
  /// `edm:type`
  public var type: String?
  /// What holds for the files of the record that have no statement of their own.
  public var rights: RightsFinding
  /// The files that the record points to, the most important roles first.
  public var webResources: [WebResourceReference]
  /// What names the object: as the provider wrote it, or minted.
  public var about: String
  /// The statements of a Dublin Core record as received; `nil` for other formats.
  public var dublinCore: [DublinCoreStatement]?
  /// The key with which the provider's catalogue finds the record again; `nil` where it has none.
  public var localID: String?
  /// The publishing tiers of the record as it was read; `nil` where it could not be read.
  public var tiers: PublishingTiers?
  /// The record as it was read, before anything was mended; `nil` where it could not be read.
  public var read: EDMReadResult?

  /// A description from its parts.
  public init(
    kind: RecordKind, record: EDMRecord = EDMRecord(), findings: [Finding] = [], repairs: [Repair] = [],
    withheld: [String] = [], title: String? = nil, type: String? = nil,
    rights: RightsFinding = RightsFinding(original: nil, normalised: nil, category: .missing),
    webResources: [WebResourceReference] = [], about: String = "", dublinCore: [DublinCoreStatement]? = nil,
    tiers: PublishingTiers? = nil, read: EDMReadResult? = nil
  ) {
    self.kind = kind
    self.record = record
    self.findings = findings
    self.repairs = repairs
    self.withheld = withheld
    self.title = title
    self.type = type
    self.rights = rights
    self.webResources = webResources
    self.about = about
    self.dublinCore = dublinCore
    self.tiers = tiers
    self.read = read
  }
}

/// An element of an unqualified Dublin Core record.
public struct DublinCoreStatement: Sendable, Hashable {
  /// The local name, such as `title`.
  public var element: String
  /// Character for character.
  public var text: String
  /// `xml:lang` as written.
  public var language: String?

  /// An element from its parts.
  public init(element: String, text: String, language: String? = nil) {
    self.element = element
    self.text = text
    self.language = language
  }
}
