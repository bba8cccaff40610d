internal import EDM
internal import Store
internal import Synchronization

/// What a lookup of concepts did.
public struct ConceptLookupReport: Sendable, Equatable, Encodable {
  /// Distinct concepts looked up.
  public var concepts = 0
  /// Answered by the cache.
  public var cached = 0
  /// Answered by a vocabulary on this machine.
  public var local = 0
  /// Fetched now.
  public var found = 0
  /// Asked for without success now or lately.
  public var failed = 0
  /// Of vocabularies that are not known, or not asked because that is not allowed.
  public var unasked = 0
  /// Requests sent.
  public var requests = 0
  /// What went wrong now, at most ``maximumFailures``, each with its IRI.
  public var failures: [String] = []
  /// True where everything that was to be asked was asked.
  public var complete = true
  /// Why not.
  public var reason = ""

  /// Failures that are told one by one.
  public static let maximumFailures = 20

  /// The report as lines for people.
  public var lines: [String] {
    [
      "concepts    \(concepts): \(cached) in the cache, \(local) on this machine, \(found) fetched, "
        + "\(failed) without success, \(unasked) not asked for",
      "requests    \(requests)",
    ] + failures.map { "  \($0)" }
  }

  mutating func note(cached entry: CachedConcept) {
    if entry.concept == nil { failed += 1 } else { cached += 1 }
  }

  mutating func note(_ answer: ConceptAnswer, _ link: VocabularyLink) {
    guard let failure = answer.failure else {
      found += 1
      return
    }
    failed += 1
    if failures.count < Self.maximumFailures { failures.append("<\(link.iri)>: \(failure)") }
  }

  mutating func note(incomplete reason: String) {
    complete = false
    self.reason = self.reason.isEmpty ? reason : self.reason + "; " + reason
  }
}

/// Counts what several vocabularies at once give.
final class LookupTally: Sendable {
  private let counts: Mutex<ConceptLookupReport>
  private let progress: ProgressHandler

  init(total: Int, progress: @escaping ProgressHandler) {
    var report = ConceptLookupReport()
    report.concepts = total
    counts = Mutex(report)
    self.progress = progress
  }

  var report: ConceptLookupReport {
    var report = counts.withLock { $0 }
    report.failures.sort()
    return report
  }

  func note(_ change: (inout ConceptLookupReport) -> Void) {
    let report = counts.withLock { report in
      change(&report)
      return report
    }
    progress(
      ProgressEvent(
        stage: "dereference", provider: nil,
        done: report.cached + report.local + report.found + report.failed + report.unasked,
        total: report.concepts, unit: "concepts", detail: "\(report.found) fetched"))
  }
}
