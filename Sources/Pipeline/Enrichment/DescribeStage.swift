public import EDM
internal import OAIPMH
public import Store
internal import XMLCodec

/// `describe`: a record version is read, mapped, normalised and checked; its web resources become known.
public struct DescribeStage: StageWork {
  /// Takes the jobs of `describe`.
  public let stage = Stage.describe
  /// Records described in one transaction.
  public let batchSize = 200
  /// Counts in records.
  public let unit = "records"
  private let store: any Store
  private let describers: [ProviderID: ProviderDescriber]

  /// - Parameter describers: how each provider's records are read.
  public init(store: any Store, describers: [ProviderID: ProviderDescriber]) {
    self.store = store
    self.describers = describers
  }

  /// Describes the current version of each record; one that cannot be described fails with the reason, and the
  /// job of one that is gone ends.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let (found, gone) = try await store.sources(for: jobs)
    var outcome = StageOutcome(results: gone.map { .obsolete($0) })
    for (job, source) in found {
      guard let describer = describers[source.provider] else {
        outcome.failures.append(.unconfigured(job, provider: source.provider))
        continue
      }
      outcome.results.append(
        source.deleted ? .describedAsDeleted(job) : .described(job, describer.description(of: source)))
    }
    return outcome
  }
}

/// Describes the records of one provider. Pure.
public struct ProviderDescriber: Sendable {
  private let describer: RecordDescriber
  private let mediaPerRecord: Int

  /// - Parameter mediaPerRecord: at most this many media of a record are fetched, the first ones in its order.
  public init(describer: RecordDescriber, mediaPerRecord: Int) {
    self.describer = describer
    self.mediaPerRecord = mediaPerRecord
  }

  /// The record in the external form of EDM, with all that was noticed.
  public func describedRecord(of source: RecordSource) -> DescribedRecord {
    let metadata: [UInt8]
    do {
      metadata = try StoredRecord(bytes: source.bytes, context: source.context).metadata ?? []
    } catch {
      let message = "the stored record cannot be read: \(error)"
      return DescribedRecord(
        kind: .unknown,
        findings: [Finding(rule: "not-well-formed", severity: .error, path: "", message: message)],
        withheld: [message])
    }
    return describedRecord(metadata: metadata, identifier: source.lastingIdentifier)
  }

  /// The same from a metadata element that stands on its own.
  public func describedRecord(metadata: [UInt8], identifier: String) -> DescribedRecord {
    describer.describe(metadata: metadata, identifier: identifier)
  }

  /// What the store keeps of a description.
  public func description(of source: RecordSource) -> RecordDescription {
    let described = describedRecord(of: source)
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
      rights: described.rights, findings: findings, withheld: described.withheld, webResources: kept)
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
