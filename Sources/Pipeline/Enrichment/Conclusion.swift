public import EDM
internal import Foundation
internal import Hashing
internal import OAIPMH
public import Store

/// Turns what models said of a record's media, and what people decided, into statements. Pure.
///
/// Source: DESIGN invariants 4 (people win), 5 (only proven tags are asserted) and 11 (persons).
public struct Conclusion: Sendable {
  private let policy: TagPolicy
  private let vocabulary: Vocabulary
  /// The share of a record's analysed images that has to agree before a proven statement about one page is
  /// asserted of the whole object.
  private let agreementShare: Double

  /// - Parameters:
  ///   - agreementShare: 0 to 1; records with a single image need no agreement.
  public init(policy: TagPolicy, vocabulary: Vocabulary, agreementShare: Double = 0.5) {
    self.policy = policy
    self.vocabulary = vocabulary
    self.agreementShare = agreementShare
  }

  /// The statements of a record, in a stable order: by medium in the record's order, then falling confidence.
  public func statements(for dossier: RecordDossier) -> [EnrichmentStatement] {
    var statements: [EnrichmentStatement] = []
    var seen: Set<MediumID> = []
    for resource in dossier.webResources {
      guard let medium = resource.medium, seen.insert(medium).inserted else { continue }
      for result in dossier.results[medium] ?? [] {
        for candidate in candidates(of: result) {
          statements.append(statement(candidate, result: result, resource: resource, dossier: dossier))
        }
      }
    }
    demoteLonePages(&statements, images: seen.count)
    return statements
  }

  /// A concept, or a class without one, with the score that the model gives it.
  private struct Candidate {
    var classID: String
    var label: String
    var concept: Concept?
    var score: Double
    var property: TagPolicy.TargetProperty
    var judgement: TagJudgement
  }

  /// The labels of a result that may be said, those of one concept put together.
  ///
  /// The classes of a softmax exclude one another, so the probability of a broader concept (dog) is the sum of
  /// those of its classes (the breeds).
  private func candidates(of result: ModelResult) -> [Candidate] {
    guard let property = policy.property(forTask: result.task) else { return [] }
    var order: [String] = []
    var groups: [String: (best: ModelResult.Label, concept: Concept?, score: Double)] = [:]
    for label in result.labels {
      if case .excluded = policy.judge(
        task: result.task, classID: label.id, label: label.label, score: label.score)
      {
        continue
      }
      let concept = vocabulary.concept(forClass: label.id)
      let key = concept?.iri ?? label.id
      if var group = groups[key] {
        group.score += label.score
        if label.score > group.best.score { group.best = label }
        groups[key] = group
      } else {
        order.append(key)
        groups[key] = (label, concept, label.score)
      }
    }
    var candidates: [Candidate] = []
    for key in order {
      guard let group = groups[key] else { continue }
      let score = min(1, group.score)
      let judgement = policy.judge(
        task: result.task, classID: group.best.id, label: group.best.label, score: score)
      switch judgement {
      case .excluded, .belowThreshold: continue
      case .annotation, .provenAsserted:
        candidates.append(
          Candidate(
            classID: group.best.id, label: group.best.label, concept: group.concept, score: score,
            property: property, judgement: judgement))
      }
    }
    return candidates.sorted { $0.score > $1.score }
  }

  private func statement(
    _ candidate: Candidate, result: ModelResult, resource: WebResource, dossier: RecordDossier
  ) -> EnrichmentStatement {
    let property = candidate.property.rawValue
    let concept = candidate.concept?.iri ?? ""
    var standing: EnrichmentStatement.Standing
    switch candidate.judgement {
    case .provenAsserted where candidate.concept != nil: standing = .asserted
    default: standing = .annotation
    }
    var reason = candidate.judgement.reason
    let decision = newestDecision(
      in: dossier, medium: result.medium, property: property,
      names: [concept, candidate.label, candidate.classID])
    if let decision {
      switch decision.verdict {
      case .accept where candidate.concept == nil:
        reason = "accepted by \(decision.reviewer), but the label has no concept in the vocabulary"
      case .accept:
        standing = .asserted
        reason = "accepted by \(decision.reviewer) on \(decision.at.day)"
      case .reject:
        standing = .rejected
        reason = "rejected by \(decision.reviewer) on \(decision.at.day)"
      }
    }
    return EnrichmentStatement(
      id: Self.identifier(
        provider: dossier.source.provider, record: dossier.source.lastingIdentifier, medium: result.medium,
        property: property, concept: concept.isEmpty ? candidate.classID : concept),
      property: property, concept: concept, label: candidate.label, medium: result.medium,
      webResource: resource.reference.address,
      imageRequest: resource.lastAttempt?.request ?? resource.reference.address, region: result.region,
      model: result.model, weightsHash: result.weightsHash, preprocessing: result.preprocessing,
      confidence: candidate.score, generatedAt: result.at, recordVersion: dossier.source.version,
      standing: standing, reason: reason, decision: decision)
  }

  /// The decision that binds a statement: one about this very medium before one about the record, then the newest.
  private func newestDecision(
    in dossier: RecordDossier, medium: MediumID, property: String, names: [String]
  ) -> ReviewDecision? {
    dossier.decisions
      .filter { decision in
        decision.property == property && (decision.medium == nil || decision.medium == medium)
          && names.contains(where: { !$0.isEmpty && $0 == decision.concept })
      }
      .max { ($0.medium == nil ? 0 : 1, $0.at) < ($1.medium == nil ? 0 : 1, $1.at) }
  }

  /// Takes a proven statement back to an annotation where it rests on too few of a record's images.
  private func demoteLonePages(_ statements: inout [EnrichmentStatement], images: Int) {
    guard images > 1 else { return }
    var support: [String: Set<MediumID>] = [:]
    for statement in statements where statement.standing != .rejected {
      support[statement.property + " " + statement.concept, default: []].insert(statement.medium)
    }
    for index in statements.indices {
      let statement = statements[index]
      guard statement.standing == .asserted, statement.decision == nil else { continue }
      let agreeing = support[statement.property + " " + statement.concept]?.count ?? 0
      guard Double(agreeing) < agreementShare * Double(images) else { continue }
      statements[index].standing = .annotation
      statements[index].reason =
        "seen on \(agreeing) of \(images) images: too few to say it of the whole object"
    }
  }

  /// A statement's id: stable for the same record, medium, property and concept, whatever model said it.
  static func identifier(
    provider: ProviderID, record: String, medium: MediumID, property: String, concept: String
  ) -> String {
    let key = [provider.rawValue, record, medium.hexadecimal, property, concept].joined(separator: "\u{1F}")
    return "s-\(ContentHash(of: Data(key.utf8)).hexadecimal.prefix(24))"
  }
}
