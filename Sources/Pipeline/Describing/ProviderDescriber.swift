public import EDM
internal import OAIPMH
public import Store
internal import XMLCodec

/// Describes the records of one provider.
public struct ProviderDescriber: Sendable {
  private let describer: RecordDescriber
  private let engine: MappingEngine?
  private let mediaPerRecord: Int
  private let localID: LocalIDRule?

  /// - Parameters:
  ///   - engine: runs the provider's mapping where the describer's settings leave it to an engine.
  ///   - mediaPerRecord: at most this many media of a record are fetched, the first ones in its order.
  ///   - localID: finds the key with which the provider's catalogue knows a record; `nil` where none is configured.
  public init(
    describer: RecordDescriber, engine: MappingEngine? = nil, mediaPerRecord: Int, localID: LocalIDRule? = nil
  ) {
    self.localID = localID
    self.describer = describer
    self.engine = engine
    self.mediaPerRecord = mediaPerRecord
  }

  /// The records in the external form of EDM, with all that was noticed, in the order given.
  ///
  /// - Throws: where an engine is needed and cannot do its work.
  public func describedRecords(of sources: [RecordSource]) async throws(MappingEngineError)
    -> [DescribedRecord]
  {
    let opened = sources.map(OpenedRecord.init)
    var mapped: [Int: Result<[UInt8], MappingFailure>] = [:]
    if let engine {
      var indices: [Int] = []
      var documents: [[UInt8]] = []
      for (index, record) in opened.enumerated() {
        guard case .opened(let record) = record, let metadata = record.metadata,
          let kind = describer.kind(of: metadata),
          case .engine? = describer.settings.mapping(of: kind)
        else { continue }
        indices.append(index)
        documents.append(record.document)
      }
      for (index, result) in zip(indices, try await engine.map(documents)) { mapped[index] = result }
    }
    return zip(sources, opened).enumerated().map { index, pair in
      describedRecord(pair.1, identifier: pair.0.lastingIdentifier, mapped: mapped[index])
    }
  }

  private enum OpenedRecord {
    case opened(StoredRecord)
    case unreadable(StoredRecordError)

    init(_ source: RecordSource) {
      do { self = .opened(try StoredRecord(bytes: source.bytes, context: source.context)) } catch {
        self = .unreadable(error)
      }
    }
  }

  private func describedRecord(
    _ record: OpenedRecord, identifier: String, mapped: Result<[UInt8], MappingFailure>?
  ) -> DescribedRecord {
    switch record {
    case .opened(let record):
      let metadata = record.metadata ?? []
      var described =
        mapped.map { describer.describe(metadata: metadata, identifier: identifier, mapped: $0) }
        ?? describer.describe(metadata: metadata, identifier: identifier, document: record.document)
      findLocalID(of: &described, in: metadata)
      return described
    case .unreadable(let error):
      let message = "the stored record cannot be read: \(error)"
      return DescribedRecord(
        kind: .unknown,
        findings: [Finding(rule: "not-well-formed", severity: .error, path: "", message: message)],
        withheld: [message])
    }
  }

  /// The key is taken from the record as it came, whether or not it could be mapped.
  private func findLocalID(of described: inout DescribedRecord, in metadata: [UInt8]) {
    guard let localID else { return }
    do { described.localID = try localID.localID(in: metadata) } catch {
      described.findings.append(
        Finding(rule: Finding.noLocalID, severity: .info, path: "", message: error.description))
    }
  }

  /// What the store keeps of a description.
  public func description(of described: DescribedRecord) -> RecordDescription {
    var findings = described.findings
    for repair in described.repairs {
      findings.append(
        Finding(
          rule: "repair-\(repair.kind)", severity: .info, path: repair.place,
          message: "'\(repair.before)' was read as '\(repair.after)'"))
    }
    let (kept, left) = sampled(described.webResources)
    if left > 0 {
      findings.append(
        Finding(
          rule: "media-sampled", severity: .info, path: "edm:WebResource",
          message: "\(left) media beyond the first \(mediaPerRecord) are not looked at: media_per_record"))
    }
    return RecordDescription(
      kind: described.kind.rawValue, about: described.about, title: described.title, type: described.type,
      rights: described.rights, findings: findings, withheld: described.withheld, webResources: kept,
      localID: described.localID)
  }

  /// All landing pages, and the first media in the record's order.
  private func sampled(_ references: [WebResourceReference]) -> (kept: [WebResourceReference], left: Int) {
    var kept: [WebResourceReference] = []
    var media = 0
    var left = 0
    for reference in references {
      if reference.role == .isShownAt {
        kept.append(reference)
      } else if media < mediaPerRecord {
        media += 1
        kept.append(reference)
      } else {
        left += 1
      }
    }
    return (kept, left)
  }
}

extension [ProviderID: ProviderDescriber] {
  /// The records of several providers described, by their keys; those of a provider that is not configured are left
  /// out, and those of one whose engine cannot do its work have its error.
  public func describedRecords(
    of sources: [RecordSource]
  ) async -> [RecordKey: Result<DescribedRecord, MappingEngineError>] {
    var described: [RecordKey: Result<DescribedRecord, MappingEngineError>] = [:]
    for (provider, group) in Swift.Dictionary<ProviderID, [RecordSource]>(grouping: sources, by: \.provider) {
      guard let describer = self[provider] else { continue }
      do {
        for (source, record) in zip(group, try await describer.describedRecords(of: group)) {
          described[source.key] = .success(record)
        }
      } catch {
        for source in group { described[source.key] = .failure(error) }
      }
    }
    return described
  }
}
