import EDM
import Hashing
import OAIPMH
import Store
import Testing

let museum = ProviderID("museum")
let library = ProviderID("library")
let openRights = RightsFinding(
  original: "https://creativecommons.org/publicdomain/mark/1.0",
  normalised: "http://creativecommons.org/publicdomain/mark/1.0/", category: .open)
let closedRights = RightsFinding(
  original: "http://rightsstatements.org/vocab/InC/1.0/",
  normalised: "http://rightsstatements.org/vocab/InC/1.0/", category: .restricted)

/// A record as a page brings it.
func incoming(
  _ identifier: String, _ text: String = "first", deleted: Bool = false, datestamp: String = "2026-01-01",
  sets: [String] = ["posters"]
) -> IncomingRecord {
  let bytes = Array("<record><header>\(identifier)</header><metadata>\(text)</metadata></record>".utf8)
  return IncomingRecord(
    identifier: identifier, datestamp: datestamp, deleted: deleted, setSpecs: sets, bytes: bytes,
    context: Array(" xmlns=\"http://www.openarchives.org/OAI/2.0/\"".utf8),
    contentHash: ContentHash(of: Array("\(text) \(deleted) \(sets)".utf8)))
}

/// The bytes that stand for an image.
func medium(_ name: String) -> MediumID { ContentHash(of: Array(name.utf8)) }

/// A reference with open rights.
func reference(
  _ address: String, _ role: WebResourceReference.Role = .isShownBy, rights: RightsFinding = openRights
) -> WebResourceReference {
  WebResourceReference(address: address, role: role, rights: rights)
}

/// A description with some web resources.
func description(_ references: [WebResourceReference] = [], title: String = "A poster") -> RecordDescription {
  RecordDescription(
    kind: "external", about: "http://museum.example/1#cho", title: title, type: "IMAGE", rights: openRights,
    findings: [
      Finding(rule: "E10", severity: .warning, path: "edm:ProvidedCHO/dc:title", message: "one title only")
    ],
    withheld: [], webResources: references)
}

/// What a look found.
func facts(_ hash: String = "00ff00ff00ff00ff") -> MediumFacts {
  MediumFacts(
    mime: "image/jpeg", byteCount: 1000, width: 640, height: 480, colourSpace: "sRGB",
    dominantColours: ["AABBCC"],
    exifOrientation: 1, perceptualHash: hash, signals: ["blur": 0.25], flags: [])
}

/// What a model said.
func result(_ medium: MediumID, label: String = "tabby", weights: String = "weights") -> ModelResult {
  ModelResult(
    medium: medium, region: "full", preprocessing: "resize-224", model: "mobilenet",
    weightsHash: ContentHash(of: Array(weights.utf8)), task: "tags",
    labels: [ModelResult.Label(id: "n02123045", label: label, score: 0.75)], embedding: [0.5, -1.25, .pi],
    at: Timestamp(seconds: 1_767_225_600))
}

/// A statement on a medium.
func statement(
  _ id: String, _ medium: MediumID, standing: EnrichmentStatement.Standing = .annotation
) -> EnrichmentStatement {
  EnrichmentStatement(
    id: id, property: "dc:subject", concept: "http://www.wikidata.org/entity/Q146", label: "tabby",
    medium: medium,
    webResource: "http://img.example/1.jpg", imageRequest: "http://img.example/1.jpg", region: "full",
    model: "mobilenet", weightsHash: ContentHash(of: Array("weights".utf8)), preprocessing: "resize-224",
    confidence: 0.75, generatedAt: Timestamp(seconds: 1_767_225_600), recordVersion: 1, standing: standing,
    reason: "not proven on heritage data")
}

extension StoreUnderTest {
  /// Begins a list of a provider.
  func beginList(_ provider: ProviderID = museum) async throws -> ListNumber {
    try await store.beginList(of: HarvestScope(provider: provider, prefix: "edm"))
  }

  /// Ingests one page in a run and a list of its own, or in given ones.
  @discardableResult
  func ingest(
    _ records: [IncomingRecord], provider: ProviderID = museum, run: RunKey? = nil, list: ListNumber? = nil,
    unchanged: [UnchangedRecord] = [], quarantined: [QuarantinedRecord] = [], token: String? = nil,
    released: [QuarantineKey] = []
  ) async throws -> IngestCounts {
    let current =
      if let run { run } else {
        try await store.beginRun(provider: provider, kind: "harvest", at: clock.now)
      }
    let number = if let list { list } else { try await beginList(provider) }
    return try await store.ingest(
      IncomingPage(
        run: current, scope: HarvestScope(provider: provider, prefix: "edm"), list: number,
        request: "http://\(provider)/oai?verb=ListRecords", receivedAt: clock.now, records: records,
        unchanged: unchanged, quarantined: quarantined,
        checkpoint: HarvestCheckpoint(list: number, token: token, listed: records.count, pages: 1),
        released: released))
  }

  /// Takes all ready jobs of a stage.
  func claim(_ stage: Stage, leaseSeconds: Int = 60, worker: String = "one") async throws -> [Job] {
    try await store.claim(stage, providers: nil, limit: 1000, leaseSeconds: leaseSeconds, worker: worker)
  }

  /// Takes the only ready job of a stage.
  func claimOne(_ stage: Stage) async throws -> Job {
    let jobs = try await claim(stage)
    #expect(jobs.count == 1)
    return try #require(jobs.first)
  }

  /// How many jobs of a stage are ready.
  func ready(_ stage: Stage) async throws -> Int {
    try await store.queue(providers: nil)[stage]?.ready ?? 0
  }

  /// The key of a record.
  func key(_ identifier: String) async throws -> RecordKey {
    try #require(try await store.find(identifier).first)
  }

  /// What is known of a record.
  func dossier(_ identifier: String) async throws -> RecordDossier {
    try #require(try await store.dossiers([try await key(identifier)]).first)
  }

  /// Ingests a record and describes it.
  func described(
    _ identifier: String, _ references: [WebResourceReference], provider: ProviderID = museum,
    text: String = "first"
  ) async throws {
    try await ingest([incoming(identifier, text)], provider: provider)
    try await store.complete([.described(try await claimOne(.describe), description(references))])
  }

  /// Answers all ready fetches with the media that addresses give; an address without one is a 404.
  func fetchAll(_ media: [String: MediumID]) async throws {
    for job in try await claim(.fetch) {
      guard case .webResource(let key) = job.subject else { continue }
      let resource = try #require(try await store.webResources([key]).first)
      let address = resource.reference.address
      try await store.complete([.fetched(job, attempt(address, media[address]))])
    }
  }

  /// An attempt that brought a medium, or a 404.
  func attempt(_ address: String, _ medium: MediumID?, state: LinkState? = nil) -> FetchAttempt {
    FetchAttempt(
      address: address, request: address + "?full", state: state ?? (medium == nil ? .http404 : .ok),
      httpStatus: medium == nil ? 404 : 200, redirects: ["http://img.example/moved"], bytes: 1000,
      seconds: 0.5,
      at: clock.now, medium: medium, contentType: "image/jpeg", policy: "open licence", entityTag: "\"1\"")
  }

  /// Looks at all ready media.
  func lookAll() async throws {
    for job in try await claim(.look) {
      guard case .medium(let medium) = job.subject else { continue }
      try await store.complete([.looked(job, facts(), [result(medium)], [])])
    }
  }

  /// Concludes all ready records with some statements.
  func concludeAll(_ statements: [EnrichmentStatement] = []) async throws {
    try await store.complete(try await claim(.conclude).map { .concluded($0, statements) })
  }

  /// Publishes a record in some forms. What else is ready to be published is set aside until the next call.
  func publish(
    _ identifier: String, _ forms: [PublishedForm], sets: [String] = ["museum"], prefix: String = "oai:ours:",
    tiers: DatedTiers? = nil
  ) async throws {
    let key = try await key(identifier)
    _ = try await store.requeue(.publish, provider: nil)
    let jobs = try await claim(.publish)
    let job = try #require(jobs.first { $0.subject == .record(key) })
    try await store.complete([
      .published(
        job,
        PublishedRecord(
          record: key, identifier: prefix + identifier, setSpecs: sets, forms: forms, tiers: tiers))
    ])
    try await store.fail(
      jobs.filter { $0 != job }.map { JobFailure(job: $0, reason: "set aside", retryAt: nil) })
  }

  /// A whole list, page by page.
  func list(
    _ prefix: String, set: String? = nil, from: Timestamp? = nil, until: Timestamp? = nil, limit: Int = 100
  ) async throws -> [PublishedEntry] {
    var query = PublishedQuery(
      prefix: prefix, from: from, until: until ?? clock.now, set: set, limit: limit)
    var entries: [PublishedEntry] = []
    while true {
      let page = try await store.list(query)
      guard let last = page.last else { return entries }
      entries += page
      query.after = PublishedQuery.Position(stamp: last.stamp, record: last.record.rawValue)
    }
  }
}

/// A form with some metadata.
func form(_ prefix: String = "edm", _ text: String = "<rdf:RDF/>", about: String = "") -> PublishedForm {
  PublishedForm(prefix: prefix, content: .metadata(Array(text.utf8)), about: Array(about.utf8))
}
