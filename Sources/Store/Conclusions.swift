public import EDM
public import Hashing
public import OAIPMH

/// What describing a record found: kept beside it, recomputed when the record changes.
public struct RecordDescription: Sendable, Equatable, Codable {
  /// `external`, `internal`, `oai_dc`, ...
  public var kind: String
  /// The `rdf:about` of the described object, minted where the record has none.
  public var about: String
  /// The first title of the described object; `nil` where the record has none.
  public var title: String?
  /// TEXT, IMAGE, SOUND, VIDEO or 3D.
  public var type: String?
  /// The rights of the record, normalised and judged.
  public var rights: RightsFinding
  /// What the rules found in the record.
  public var findings: [Finding]
  /// What withholds the record from the formats that a schema binds, one reason each; empty for a whole record.
  public var withheld: [String]
  /// The addresses that the record names, in its order.
  public var webResources: [WebResourceReference]
  /// The key with which the provider's catalogue finds the record again, where one is configured.
  public var localID: String?

  /// A description, with the findings of every rule.
  public init(
    kind: String, about: String, title: String?, type: String?, rights: RightsFinding, findings: [Finding],
    withheld: [String], webResources: [WebResourceReference], localID: String? = nil
  ) {
    self.kind = kind
    self.about = about
    self.title = title
    self.type = type
    self.rights = rights
    self.findings = findings
    self.withheld = withheld
    self.webResources = webResources
    self.localID = localID
  }
}

/// One thing that Winnow says of a record, with all it rests on.
public struct EnrichmentStatement: Sendable, Equatable, Codable {
  /// Whether the statement stands beside the provider's own.
  public enum Standing: String, Sendable, Codable {
    /// In `edm`, `oai_dc` and MARC: proven, or accepted by a person.
    case asserted
    /// Only as an annotation.
    case annotation
    /// A person said no: kept, never published as true.
    case rejected
  }

  /// Stable for the same record, medium, property and concept.
  public var id: String
  /// `dc:subject` or `dc:type`.
  public var property: String
  /// The concept's IRI; empty where the label has no concept yet.
  public var concept: String
  /// The label as the model gave it.
  public var label: String
  /// The image that the statement rests on.
  public var medium: MediumID
  /// The address of the web resource in the record.
  public var webResource: String
  /// The exact request that brought the image.
  public var imageRequest: String
  /// `full`, or a IIIF region `x,y,w,h`.
  public var region: String
  /// The id of the model that said it.
  public var model: String
  /// The SHA-256 of the model's weights.
  public var weightsHash: ContentHash
  /// The version of the preprocessing that the image went through.
  public var preprocessing: String
  /// 0 to 1.
  public var confidence: Double
  /// When the model looked at the image.
  public var generatedAt: Timestamp
  /// The version of the record it was concluded from.
  public var recordVersion: Int
  /// Whether it stands beside the provider's own statements.
  public var standing: Standing
  /// Why it stands so, in words.
  public var reason: String
  /// The decision that settled the standing; `nil` where nobody decided.
  public var decision: ReviewDecision?

  /// A statement with all it rests on.
  public init(
    id: String, property: String, concept: String, label: String, medium: MediumID, webResource: String,
    imageRequest: String, region: String, model: String, weightsHash: ContentHash, preprocessing: String,
    confidence: Double, generatedAt: Timestamp, recordVersion: Int, standing: Standing, reason: String,
    decision: ReviewDecision? = nil
  ) {
    self.id = id
    self.property = property
    self.concept = concept
    self.label = label
    self.medium = medium
    self.webResource = webResource
    self.imageRequest = imageRequest
    self.region = region
    self.model = model
    self.weightsHash = weightsHash
    self.preprocessing = preprocessing
    self.confidence = confidence
    self.generatedAt = generatedAt
    self.recordVersion = recordVersion
    self.standing = standing
    self.reason = reason
    self.decision = decision
  }
}

/// What a person decided about a statement: wins over every model, and outlives them.
public struct ReviewDecision: Sendable, Equatable, Codable {
  /// What a person said of a statement.
  public enum Verdict: String, Sendable, Codable { case accept, reject }

  /// The provider of the record.
  public var provider: ProviderID
  /// The provider's own identifier of the record (the OAI identifier where no local id is configured).
  public var record: String
  /// `nil`: whichever medium.
  public var medium: MediumID?
  /// `dc:subject` or `dc:type`.
  public var property: String
  /// The concept's IRI, or the label where there is none.
  public var concept: String
  /// What the reviewer said.
  public var verdict: Verdict
  /// Who decided.
  public var reviewer: String
  /// When it was decided.
  public var at: Timestamp
  /// Why, in the reviewer's words.
  public var note: String?

  /// A decision on one statement of one record.
  public init(
    provider: ProviderID, record: String, medium: MediumID?, property: String, concept: String,
    verdict: Verdict,
    reviewer: String, at: Timestamp, note: String? = nil
  ) {
    self.provider = provider
    self.record = record
    self.medium = medium
    self.property = property
    self.concept = concept
    self.verdict = verdict
    self.reviewer = reviewer
    self.at = at
    self.note = note
  }
}
