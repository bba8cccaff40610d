internal import OAIPMH
internal import Store

/// What is known for certain of a record's links, taken together.
///
/// Only what is confirmed counts: a time-out, a refused connection or an error of the server says nothing about the
/// link, and a link that worked once is not dead after one failure, unless its server says `410 Gone`.
enum LinkCondition: String {
  /// All links that were tried work.
  case working = "ok"
  /// None of those tried works.
  case dead
  /// Some work, and some are dead.
  case partlyDead = "partly-dead"
  /// None was tried with an answer that settles the matter.
  case unchecked
  /// None of those to be tried may be: rights, robots.txt or the guard against private addresses forbid it.
  case notAllowed = "not-allowed"
  /// The record has no links.
  case none

  private static let prefix = "link:"

  /// The set that holds the records of this condition.
  var setSpec: String { Self.prefix + rawValue }

  /// What one link's last attempt settles.
  private enum Finding {
    case works, dead, notAllowed, unsettled
  }

  /// The condition of a record's links.
  ///
  /// Where a link that never worked fails in a way that settles nothing, the condition last published stands.
  init(of dossier: RecordDossier) {
    let findings = dossier.webResources.map { ($0.lastAttempt, Self.finding(of: $0)) }
    guard !findings.isEmpty else {
      self = .none
      return
    }
    let hasPassingFailure = findings.contains { $0.0 != nil && $0.1 == .unsettled }
    if hasPassingFailure, let published = Self.condition(in: dossier.publishedSets) {
      self = published
      return
    }
    let works = findings.contains { $0.1 == .works }
    let isDead = findings.contains { $0.1 == .dead }
    self =
      switch (works, isDead) {
      case (true, false): .working
      case (true, true): .partlyDead
      case (false, true): .dead
      case (false, false):
        !hasPassingFailure && findings.contains { $0.1 == .notAllowed } ? .notAllowed : .unchecked
      }
  }

  private static func condition(in specs: [String]) -> Self? {
    specs.lazy.filter { $0.hasPrefix(prefix) }.compactMap {
      Self(rawValue: String($0.dropFirst(prefix.count)))
    }
    .first
  }

  private static func finding(of resource: WebResource) -> Finding {
    guard let attempt = resource.lastAttempt else { return .unsettled }
    switch attempt.state {
    case .ok, .okRedirected, .okNotAnImage, .iiifDegraded: return .works
    case .http410: return .dead
    case .notCheckedPolicy, .robotsDisallowed, .addressRefused: return .notAllowed
    // The server, or the registry of names, knows nothing there.
    case .http404, .dnsNotFound, .soft404HTML, .redirectToHome, .placeholderImage, .iiifInfoMissing:
      return resource.medium == nil ? .dead : .works
    case .dnsTemporary, .connectRefused, .connectTimeout, .readTimeout, .tlsExpired, .tlsName, .tlsOther,
      .http400Other, .http401403, .http429Limited, .http5xx, .redirectLoop, .mimeMismatch, .truncated, .empty,
      .tooLarge, .decodeError, .networkOther:
      return resource.medium == nil ? .unsettled : .works
    }
  }
}
