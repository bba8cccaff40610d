internal import Foundation
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// What a search by headers came to.
struct HeaderSearch {
  /// True where every identifier that the endpoint lists is held now, as a record or in quarantine.
  var isWhole = false
  /// Records that were asked for one by one.
  var fetched = 0
  /// What was found, in words.
  var finding = ""
  /// True where the endpoint cannot list headers, so that something else has to be tried.
  var mayBeReplaced = false
  /// True where the next run has to go on with this search, which would else come to the same place again.
  var isToBeContinued = false
}

/// Searching an endpoint by its headers, and asking for single records.
extension EndpointSource {
  /// Records asked for one by one in one search, before the rest is left to the next run.
  private static let singleRecordLimit = 2000

  /// Lists the headers of a span, and asks one by one for each record that stood in no list since a number.
  /// - Parameter isOnlyWitness: true where the records themselves could not be listed, so that nothing else tells
  ///   whether the headers are whole.
  func search(
    _ span: (from: String?, until: String?), scope: HarvestScope, since number: ListNumber,
    isOnlyWitness: Bool = false,
    into intake: inout Intake
  ) async throws -> HeaderSearch {
    try await intake.settle()
    var result = HeaderSearch()
    var single = SingleRecords(source: self, scope: scope, list: number)
    var headers = HeaderList(
      scope: scope, base: provider.harvest.url,
      checkpoint: HarvestCheckpoint(from: span.from, until: span.until))
    do {
      while let page = try await headers.next(asking: client) {
        let comparison = try await intake.store.compare(
          page.items, provider: intake.provider, since: number, comparesSets: false)
        for identifier in comparison.unseen {
          guard single.asked < Self.singleRecordLimit else {
            result.finding =
              "more than \(Self.singleRecordLimit) records are left to be asked for one by one: run again to go on"
            result.isToBeContinued = true
            return result
          }
          if let hindrance = try await single.take(identifier, into: &intake) {
            result.finding = hindrance
            result.isToBeContinued = true
            return result
          }
        }
      }
      try await single.finish(into: &intake)
    } catch let error as EndpointError {
      result.finding = "ListIdentifiers: \(error)"
      result.mayBeReplaced = error.concernsAnswer
      return result
    }
    result.fetched = single.asked
    let check = CompletenessCheck(
      distinct: headers.checkpoint.listed, completeListSize: headers.checkpoint.completeListSize,
      countTrusted: provider.harvest.countTrusted)
    if let failure = headers.failure {
      result.finding = "ListIdentifiers: \(failure)"
      result.mayBeReplaced = true
    } else if isOnlyWitness, check.needsRecheck, !check.verdict(fetched: 0, how: "").isComplete {
      result.finding =
        "ListIdentifiers ended at \(check.distinct) of completeListSize \(check.distinct + check.shortfall)"
    } else {
      result.isWhole = true
      result.finding = "\(result.fetched) records were asked for one by one"
    }
    return result
  }
}

/// Records asked for one by one, with GetRecord.
struct SingleRecords {
  private let source: EndpointSource
  private let scope: HarvestScope
  private let list: ListNumber
  /// Records that the endpoint failed at, while it is open whether it fails at all of them.
  private var failed: [SourcePage] = []
  private var failuresInARow = 0
  /// Records asked for so far.
  private(set) var asked = 0

  /// Records in a row that the endpoint fails at, before it is left alone.
  private static let failureLimit = 5

  init(source: EndpointSource, scope: HarvestScope, list: ListNumber) {
    self.source = source
    self.scope = scope
    self.list = list
  }

  /// Asks for a record and takes it in; what cannot be read goes into quarantine.
  /// - Returns: why no further record is to be asked for; `nil` to go on.
  mutating func take(_ identifier: String, into intake: inout Intake) async throws -> String? {
    if intake.interruption.isRequested {
      return "interrupted while records were asked for one by one: run again to go on"
    }
    asked += 1
    let address = OAIPMHRequest.record(identifier: identifier, prefix: scope.prefix)
      .address(base: source.provider.harvest.url)
    var page = SourcePage(request: address)
    do {
      page.take(PageReader().readRecords(try await source.client.get(address)), for: identifier)
    } catch {
      guard error.concernsAnswer else { throw error }
      page.setAside(identifier, "the endpoint lists it, and fails at handing it out: \(error)")
      failed.append(page)
      failuresInARow += 1
      // Nothing is known of these records: they are not set aside, so that the next run asks for them.
      return failuresInARow < Self.failureLimit
        ? nil : "the endpoint fails at single records too: \(error)"
    }
    failuresInARow = 0
    try await intake.take(page, scope: scope, list: list, checkpoint: nil, detail: "one by one")
    return nil
  }

  /// Sets aside what the endpoint failed at, now that it handed out others or was asked for few.
  mutating func finish(into intake: inout Intake) async throws {
    for page in failed { try await intake.take(page, scope: scope, list: list, checkpoint: nil) }
    failed = []
    try await intake.settle()
  }
}

extension SourcePage {
  /// Takes over the answer to GetRecord.
  mutating func take(_ read: ListPage, for identifier: String) {
    if let error = read.errors.first {
      setAside(identifier, "the endpoint lists it, and answers GetRecord with \(error)")
    } else if let record = read.records.first(where: { $0.header.identifier == identifier }) {
      records = [IncomingRecord(record)]
    } else if let broken = read.broken.first {
      quarantined = [QuarantinedRecord(broken)]
      quarantined[0].identifier = identifier
    } else if let other = read.records.first {
      setAside(identifier, "GetRecord hands out \(other.header.identifier) instead", other.bytes)
    } else {
      setAside(identifier, "GetRecord: \(read.problem?.description ?? "the answer holds no record")")
    }
  }

  mutating func setAside(_ identifier: String, _ reason: String, _ bytes: [UInt8] = []) {
    quarantined = [QuarantinedRecord(identifier: identifier, reason: reason, bytes: bytes)]
  }
}
