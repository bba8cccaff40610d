public import EDM
internal import Hashing
internal import OAIPMH
internal import Publishing
public import Store
internal import XMLCodec

/// The chain behind a record and what Winnow says of it: model and weights, image, request, source version,
/// moment, confidence and review.
public struct Explanation: Sendable, Encodable {
  struct Record: Sendable, Encodable {
    var provider: String
    var identifier: String
    var published: String
    var version: Int
    var deleted: Bool
    var datestamp: String
    var sets: [String]
    var contentHash: String
    var request: String
    var receivedAt: String
    var repairs: [String]
  }

  /// The way of the record to its provider, as the provenance containers that came with it tell.
  struct Provenance: Sendable, Encodable {
    struct Hop: Sendable, Encodable {
      var baseURL: String
      var identifier: String
      var datestamp: String
      var metadataNamespace: String
      var harvestDate: String
      var altered: Bool
    }

    /// Each from its newest hop on.
    var chains: [[Hop]]
    /// What is wrong with containers that could not be read.
    var faults: [String]

    init(_ provenance: IncomingProvenance) {
      chains = provenance.chains.map { chain in
        chain.hops.map { hop in
          Hop(
            baseURL: hop.baseURL, identifier: hop.identifier, datestamp: hop.datestamp,
            metadataNamespace: hop.metadataNamespace, harvestDate: hop.harvestDate,
            altered: ["true", "1"].contains(hop.altered))
        }
      }
      faults = provenance.faults
    }

    var lines: [String] {
      var lines: [String] = []
      for chain in chains {
        for (index, hop) in chain.enumerated() {
          lines.append(
            "  \(index == 0 ? "came from     " : "  before that ")\(hop.baseURL) as \(hop.identifier), "
              + "datestamp \(hop.datestamp), in \(hop.metadataNamespace)")
          lines.append(
            "                harvested \(hop.harvestDate), \(hop.altered ? "altered" : "not altered")")
        }
      }
      return lines + faults.map { "  carried on    \($0)" }
    }
  }

  struct Media: Sendable, Encodable {
    var address: String
    var role: String
    var rights: String
    var decision: String
    /// What rights and agreement allow now.
    var allowed: String
    var state: String
    var request: String?
    var httpStatus: Int?
    var redirects: [String]
    var bytes: Int64?
    var at: String?
    var detail: String?
    var sha256: String?
    var mime: String?
    var width: Int?
    var height: Int?
    var flags: [String]
    var models: [String]
    var relations: [String]
  }

  var record: Record
  var provenance: Provenance
  var kind: String?
  var title: String?
  var rights: String?
  /// The key of the record in its provider's catalogue.
  var localID: String?
  /// Why nothing of ours goes back to that catalogue; `nil` where it does.
  var withoutPatch: String?
  var withheld: [String]
  var withdrawn: String?
  /// The publishing tiers in their three views, as last published.
  var tiers: DatedTiers?
  /// The single changes that would raise a tier, those that bring most first.
  var tierChanges: [TierChange]
  /// What Europeana's own rules say of the record as received.
  var verdict: [Finding]
  var findings: [Finding]
  /// Europeana's problem patterns.
  var patterns: [Finding]
  /// What the normalised view changes; the provider's literals stay.
  var normalisations: [Normalisation]
  /// What the record says about time.
  var dates: [StatedDate]
  var media: [Media]
  var statements: [EnrichmentStatement]

  /// - Parameters:
  ///   - focus: what was asked for; a statement's id shows that statement alone.
  ///   - published: the record's identifier in our repository.
  ///   - described: the record as it is described now; `nil` for one that is gone or whose provider is not configured.
  ///   - evidence: what its tiers rest on with our statements.
  public init(
    _ dossier: RecordDossier, focus: String, gate: RightsGate, published: String,
    described: DescribedRecord? = nil, evidence: TierEvidence? = nil
  ) {
    let source = dossier.source
    record = Record(
      provider: source.provider.rawValue, identifier: source.identifier, published: published,
      version: source.version, deleted: source.deleted, datestamp: source.datestamp, sets: source.setSpecs,
      contentHash: source.contentHash.hexadecimal, request: source.request,
      receivedAt: source.receivedAt.description,
      repairs: source.repairs.map(Self.words))
    provenance = Provenance(IncomingProvenance(of: source))
    kind = dossier.description?.kind
    title = dossier.description?.title
    rights = dossier.description.map {
      let origin = $0.rights.defaulted ? " (the provider's default)" : ""
      return
        "\($0.rights.original ?? "none")\(origin) -> \($0.rights.normalised ?? $0.rights.category.rawValue)"
    }
    localID = dossier.description?.localID
    withoutPatch = Self.withoutPatch(dossier)
    withheld = dossier.description?.withheld ?? []
    withdrawn = dossier.withdrawal
    tiers = dossier.tiers
    tierChanges = evidence?.changes ?? []
    verdict = described?.read?.verdict.findings ?? []
    findings = dossier.description?.findings ?? []
    patterns = (described?.read?.record.problemPatterns ?? []).map(\.finding)
    normalisations = described?.record.normalised().changes ?? []
    dates = described?.record.statedDates() ?? []
    media = dossier.webResources.map { Self.media($0, dossier: dossier, gate: gate) }
    let named = dossier.statements.filter { $0.id == focus }
    statements = named.isEmpty ? dossier.statements : named
  }

  private static func withoutPatch(_ dossier: RecordDossier) -> String? {
    guard let description = dossier.description else { return "the record is not described yet" }
    guard description.localID == nil else { return nil }
    return description.findings.first { $0.rule == Finding.noLocalID }?.message
      ?? "no local_id is configured for the provider"
  }

  private static func words(for repair: Repair) -> String {
    repair.kind == MendedFile.repairKind
      ? "\(repair.kind): \(repair.before) gave way to \(repair.after)"
      : "\(repair.kind) at \(repair.place): '\(repair.before)' was read as '\(repair.after)'"
  }

  private static func media(_ resource: WebResource, dossier: RecordDossier, gate: RightsGate) -> Media {
    let attempt = resource.lastAttempt
    let facts = resource.medium.flatMap { dossier.facts[$0] }
    let results = resource.medium.flatMap { dossier.results[$0] } ?? []
    let relations = dossier.relations.filter { $0.first == resource.medium || $0.second == resource.medium }
    return Media(
      address: resource.reference.address, role: resource.reference.role.rawValue,
      rights: resource.reference.rights?.normalised ?? resource.reference.rights?.category.rawValue
        ?? "missing",
      decision: attempt?.policy ?? gate.decision(for: resource).reason,
      allowed: gate.decision(for: resource).uses,
      state: attempt?.state.rawValue ?? "not tried", request: attempt?.request,
      httpStatus: attempt?.httpStatus,
      redirects: attempt?.redirects ?? [], bytes: attempt?.bytes, at: attempt?.at.description,
      detail: attempt?.detail, sha256: resource.medium?.hexadecimal, mime: facts?.mime, width: facts?.width,
      height: facts?.height, flags: facts?.flags ?? [],
      models: results.map { "\($0.model) (weights \($0.weightsHash), \($0.preprocessing)) at \($0.at)" },
      relations: relations.map {
        "\($0.kind.rawValue) \($0.first == resource.medium ? $0.second : $0.first), \($0.distance) bits apart"
      })
  }
}
