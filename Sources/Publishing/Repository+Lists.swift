internal import OAIPMH
internal import Store

extension Repository {
  /// The state of a list before its first part, after a look at what only the records can tell.
  func begin(
    _ selection: RepositoryRequest.Selection, verb: RepositoryRequest.Verb, bound: Timestamp
  ) async throws -> ListProgress {
    var faults: [RepositoryFault] = []
    let isOffered = try await formats().contains { $0.prefix == selection.prefix }
    if !isOffered { faults.append(Self.unknownPrefix) }
    guard isOffered else {
      if selection.set != nil { faults += try await faultsOfSets() }
      throw RepositoryFaults(faults)
    }
    return ListProgress(
      verb: verb, prefix: selection.prefix, from: selection.from, until: min(selection.until ?? bound, bound),
      responseDate: bound, set: selection.set, completeListSize: 0, cursor: 0, issued: bound)
  }

  /// One part of `ListRecords`, once it is its turn, or of `ListIdentifiers`.
  func list(
    _ request: RepositoryRequest, progress: ListProgress, isFirst: Bool
  ) async throws -> [UInt8] {
    guard request.verb == .listRecords else {
      return try await part(request, progress: progress, isFirst: isFirst)
    }
    return try await turnstile.pass { try await part(request, progress: progress, isFirst: isFirst) }
  }

  private func part(
    _ request: RepositoryRequest, progress: ListProgress, isFirst: Bool
  ) async throws -> [UInt8] {
    let query = PublishedQuery(
      prefix: progress.prefix, from: progress.from, until: progress.until,
      set: progress.set.flatMap { settings.setsOfAllRecords.contains($0) ? nil : $0 },
      after: progress.after,
      // One more than is given tells whether the list goes on.
      limit: settings.pageSize + 1, withContent: request.verb == .listRecords)
    // Beside the entries: the first part is to be no later than the others.
    async let stated = isFirst ? records.count(query) : progress.completeListSize
    var entries = try await query.from.map { $0 > query.until } == true ? [] : records.list(query)
    let goesOn = entries.count > settings.pageSize
    entries.removeLast(max(0, entries.count - settings.pageSize))
    if isFirst, entries.isEmpty {
      // A set without records is no error of its own: it may have had some, and may have some again.
      let faults = progress.set == nil ? [] : try await faultsOfSets()
      throw RepositoryFaults(faults.isEmpty ? [Self.nothingFound] : faults)
    }

    // Not the clock: a harvester that takes the date of the last part for its next `from` must not skip what
    // changed since the first. Nor is a later part without entries an error: all that was left has changed
    // and now lies behind the bound.
    var writer = writer(
      progress.responseDate, echo: request.arguments,
      capacity: entries.reduce(4096) { $0 + Self.size(of: $1) })
    writer.start(request.verb)
    for entry in entries {
      if request.verb == .listRecords { write(entry, to: &writer) } else { writer.write(entry.header) }
    }
    let size = try await goesOn || !isFirst ? stated : 0
    if goesOn, let last = entries.last {
      var next = progress
      next.after = .init(stamp: last.stamp, record: last.record.rawValue)
      next.completeListSize = size
      next.cursor += entries.count
      next.issued = clock()
      writer.write(
        ServedToken(
          text: try mint.token(next), completeListSize: size, cursor: progress.cursor,
          expires: next.issued.advanced(by: settings.tokenLifetime)))
    } else if !isFirst {
      writer.write(ServedToken(text: "", completeListSize: size, cursor: progress.cursor, expires: nil))
    }
    return writer.finish()
  }

  /// The sets of the records and those that hold every record, ordered by spec.
  private func offeredSets() async throws -> [PublishedSet] {
    let sets = try await records.sets()
    let parents = Set(sets.flatMap { SetSpec.withParents($0.spec).dropLast() })
    let ofAllRecords = settings.setsOfAllRecords.intersection(parents).subtracting(sets.map(\.spec))
    return (sets + ofAllRecords.map { PublishedSet(spec: $0, name: $0) }).sorted { $0.spec < $1.spec }
  }

  /// One part of `ListSets`.
  func listSets(
    _ request: RepositoryRequest, after progress: ListProgress?, bound: Timestamp
  ) async throws -> [UInt8] {
    let sets = try await offeredSets()
    guard !sets.isEmpty else { throw Self.noSets }
    let start = progress?.afterSet.map { last in sets.firstIndex { $0.spec > last } ?? sets.endIndex } ?? 0
    let part = sets[start...].prefix(settings.setPageSize)
    var writer = writer(bound, echo: request.arguments)
    writer.start(.listSets)
    for set in part {
      // A store knows the specs alone and gives them for names.
      let isUnnamed = set.name == set.spec
      writer.writeSet(
        spec: set.spec,
        name: isUnnamed ? PublishedSets.name(of: set.spec, providers: settings.providerNames) : set.name)
    }
    let cursor = progress?.cursor ?? 0
    let size = progress?.completeListSize ?? sets.count
    if part.endIndex < sets.endIndex, let last = part.last {
      let now = clock()
      let next = ListProgress(
        verb: .listSets, prefix: "", until: bound, responseDate: bound, afterSet: last.spec,
        completeListSize: size,
        cursor: cursor + part.count, issued: now)
      writer.write(
        ServedToken(
          text: try mint.token(next), completeListSize: size, cursor: cursor,
          expires: now.advanced(by: settings.tokenLifetime)))
    } else if progress != nil {
      writer.write(ServedToken(text: "", completeListSize: size, cursor: cursor, expires: nil))
    }
    return writer.finish()
  }

  /// Writes one record of a list or of `GetRecord`.
  func write(_ entry: PublishedEntry, to writer: inout RepositoryResponseWriter) {
    switch entry.form.content {
    case .deleted:
      writer.writeRecord(entry.header, metadata: nil, about: [])
    case .metadata:
      writer.writeRecord(entry.header, metadata: entry.servedMetadata, about: entry.form.about)
    case .source:
      writer.writeRecord(entry.header, metadata: sourceMetadata(of: entry), about: entry.form.about)
    }
  }

  /// The metadata element as it was received, made to stand on its own.
  private func sourceMetadata(of entry: PublishedEntry) -> [UInt8]? {
    guard let source = entry.source else {
      onFailure("\(entry.identifier) has no source in the store; run `winnow report` and harvest it again.")
      return nil
    }
    do {
      return try StoredRecord(bytes: source.bytes, context: source.context).metadata
    } catch {
      onFailure("The source of \(entry.identifier) cannot be read; harvest it again: \(error)")
      return nil
    }
  }

  private func faultsOfSets() async throws -> [RepositoryFault] {
    try await offeredSets().isEmpty ? Self.noSets.faults : []
  }

  private static let nothingFound = RepositoryFault(
    .noRecordsMatch, "No record matches; widen from, until or set, or ask again when something has changed.")

  private static let noSets = RepositoryFaults([
    .init(.noSetHierarchy, "This repository has no sets; leave the argument set out.")
  ])
}

extension PublishedEntry {
  /// What the protocol says of the entry.
  var header: ServedHeader {
    ServedHeader(
      identifier: identifier, datestamp: stamp, setSpecs: setSpecs, isDeleted: form.content == .deleted)
  }
}
