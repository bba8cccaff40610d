public import OAIPMH
public import Store

/// An answer of a repository, as HTTP is to carry it.
public struct RepositoryResponse: Sendable, Equatable {
  /// 200, or 503 where the records could not be read.
  public var status: Int
  /// `text/xml; charset=utf-8`, or plain text with 503.
  public var contentType: String
  /// The answer.
  public var body: [UInt8]
  /// With 503: the seconds after which to try again.
  public var retryAfter: Int?

  /// An answer.
  public init(status: Int, contentType: String, body: [UInt8], retryAfter: Int? = nil) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// An OAI-PMH repository over published records.
///
/// Lists hold only what was stamped before the current second, so that no commit can slip in behind a
/// harvester; the responseDate is that bound, and a harvester that sends it as its next `from` misses
/// nothing. A list continues behind its last entry, so that every part costs the same. The server keeps no
/// state of a list.
/// Source: OAI-PMH 2.0.
public struct Repository: Sendable {
  let records: any PublishedRecords
  let settings: RepositorySettings
  let mint: TokenMint
  let clock: @Sendable () -> Timestamp
  let formats: @Sendable () async throws -> [MetadataFormat]
  let onFailure: @Sendable (String) -> Void
  /// Before parts of lists with all that their records hold. A store has one reader more.
  let turnstile = Turnstile(places: 3)

  /// A repository.
  /// - Parameters:
  ///   - records: what it serves.
  ///   - settings: how it presents itself.
  ///   - tokenKey: the secret that signs resumption tokens; the same in all processes that serve one
  ///     repository.
  ///   - formerTokenKeys: secrets of before a change, whose tokens are still honoured.
  ///   - clock: the current second.
  ///   - formats: the formats on offer, where they are not fixed; those of the settings unless given.
  ///   - onFailure: is told in one line what went wrong with the records.
  public init(
    records: any PublishedRecords, settings: RepositorySettings, tokenKey: [UInt8],
    formerTokenKeys: [[UInt8]] = [], clock: @escaping @Sendable () -> Timestamp = { .now },
    formats: (@Sendable () async throws -> [MetadataFormat])? = nil,
    onFailure: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.records = records
    self.settings = settings
    mint = TokenMint(keys: [tokenKey] + formerTokenKeys, lifetime: settings.tokenLifetime)
    self.clock = clock
    self.formats = formats ?? { settings.formats }
    self.onFailure = onFailure
  }

  /// The answer to a request.
  /// - Parameter arguments: names and values of the query or form, percent-decoded, in the order sent; bytes
  ///   that are not UTF-8 as U+FFFD.
  public func respond(to arguments: [(name: String, value: String)]) async -> RepositoryResponse {
    // Whatever is committed in the second that runs now comes into the next list.
    let bound = clock().advanced(by: -1)
    let echo = arguments.map { RepositoryRequest.Argument($0.name, $0.value) }
    do {
      let request = try RepositoryRequest(arguments: echo)
      return Self.xml(try await answer(request, bound: bound))
    } catch let faults as RepositoryFaults {
      var writer = writer(bound, echo: faults.forbidEcho ? [] : echo)
      writer.write(faults)
      return Self.xml(writer.finish())
    } catch {
      onFailure("The repository could not read its records: \(error)")
      return RepositoryResponse(
        status: 503, contentType: "text/plain; charset=utf-8",
        body: Array("The records cannot be read at the moment; try again later.\n".utf8), retryAfter: 60)
    }
  }

  private static func xml(_ body: [UInt8]) -> RepositoryResponse {
    RepositoryResponse(status: 200, contentType: "text/xml; charset=utf-8", body: body)
  }

  /// - Parameter capacity: how many bytes the answer is expected to have.
  func writer(
    _ responseDate: Timestamp, echo: [RepositoryRequest.Argument], capacity: Int = 0
  ) -> RepositoryResponseWriter {
    RepositoryResponseWriter(
      baseURL: settings.baseURL, responseDate: responseDate, echo: echo, stylesheet: settings.stylesheet,
      capacity: capacity)
  }

  /// About how many bytes an entry takes in an answer.
  static func size(of entry: PublishedEntry) -> Int {
    var size = 1024 + entry.form.about.count
    if case .metadata(let bytes) = entry.form.content { size += bytes.count }
    return size + (entry.source?.bytes.count ?? 0)
  }

  private func answer(_ request: RepositoryRequest, bound: Timestamp) async throws -> [UInt8] {
    switch request.operation {
    case .identify:
      return try await identify(request, bound: bound)
    case .listMetadataFormats(let identifier):
      return try await listMetadataFormats(request, of: identifier, bound: bound)
    case .listSets:
      return try await listSets(request, after: nil, bound: bound)
    case .getRecord(let identifier, let prefix):
      return try await getRecord(request, identifier: identifier, prefix: prefix, bound: bound)
    case .list(let selection):
      return try await list(
        request, progress: begin(selection, verb: request.verb, bound: bound), isFirst: true)
    case .resume(let token):
      let progress = try mint.progress(in: token, verb: request.verb, now: clock())
      return request.verb == .listSets
        ? try await listSets(request, after: progress, bound: bound)
        : try await list(request, progress: progress, isFirst: false)
    }
  }

  private func identify(_ request: RepositoryRequest, bound: Timestamp) async throws -> [UInt8] {
    let earliest = try await records.earliestStamp()
    var writer = writer(bound, echo: request.arguments)
    writer.start(.identify)
    writer.write(
      RepositoryIdentity(
        name: settings.name, baseURL: settings.baseURL, adminEmails: settings.adminEmails,
        // An empty repository will hold nothing that is older than now.
        earliestDatestamp: min(earliest ?? bound, bound), deletedRecords: settings.deletedRecords,
        compressions: settings.compressions,
        identifierDomain: RepositoryIdentity.identifierDomain(ofPrefix: settings.idPrefix),
        metadataRights: settings.metadataRights, icon: settings.icon))
    return writer.finish()
  }

  private func listMetadataFormats(
    _ request: RepositoryRequest, of identifier: String?, bound: Timestamp
  ) async throws -> [UInt8] {
    var offered = try await formats()
    if let identifier {
      let entries = try await records.entries(identifier: identifier)
      guard !entries.isEmpty else { throw Self.unknownIdentifier }
      let available = Set(entries.lazy.filter { $0.form.content != .deleted }.map(\.form.prefix))
      offered.removeAll { !available.contains($0.prefix) }
    }
    guard !offered.isEmpty else {
      throw RepositoryFaults([.init(.noMetadataFormats, "No metadata is offered for this record.")])
    }
    var writer = writer(bound, echo: request.arguments)
    writer.start(.listMetadataFormats)
    for format in offered { writer.write(format) }
    return writer.finish()
  }

  private func getRecord(
    _ request: RepositoryRequest, identifier: String, prefix: String, bound: Timestamp
  ) async throws -> [UInt8] {
    let isOffered = try await formats().contains { $0.prefix == prefix }
    guard isOffered, let entry = try await records.entry(identifier: identifier, prefix: prefix) else {
      throw try await faults(identifier: identifier, isOffered: isOffered)
    }
    var writer = writer(bound, echo: request.arguments, capacity: Self.size(of: entry))
    writer.start(.getRecord)
    write(entry, to: &writer)
    return writer.finish()
  }

  /// Why there is no form of a record: several reasons at once, as the protocol has it.
  private func faults(identifier: String, isOffered: Bool) async throws -> RepositoryFaults {
    var faults = isOffered ? [] : [Self.unknownPrefix]
    if try await records.entries(identifier: identifier).isEmpty { faults += Self.unknownIdentifier.faults }
    if faults.isEmpty {
      faults.append(
        .init(
          .cannotDisseminateFormat,
          "This record is not offered in this format; ListMetadataFormats names others."))
    }
    return RepositoryFaults(faults)
  }

  static let unknownPrefix = RepositoryFault(
    .cannotDisseminateFormat, "This metadataPrefix is not offered; ListMetadataFormats names those that are.")

  private static let unknownIdentifier = RepositoryFaults([
    .init(.idDoesNotExist, "No record of this repository has this identifier.")
  ])
}
