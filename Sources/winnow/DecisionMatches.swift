import Pipeline
import Store

/// Which decisions of people have nothing to bind to at present.
struct DecisionMatches {
  /// The decisions about records that the store does not have.
  private(set) var withoutRecord: [ReviewDecision] = []
  /// The decisions about concepts that no model proposed for their record so far.
  private(set) var withoutTag: [ReviewDecision] = []

  /// Looks up each decision.
  /// - Parameter conclusion: tells which of a record's tags a decision binds.
  init(_ decisions: [ReviewDecision], store: any Store, conclusion: Conclusion) async throws {
    for decision in decisions {
      let named = try await store.dossiers(try await store.find(decision.record)).first { dossier in
        dossier.source.provider == decision.provider && !dossier.source.deleted
          && [dossier.source.identifier, dossier.description?.localID].contains(decision.record)
      }
      guard var dossier = named else {
        withoutRecord.append(decision)
        continue
      }
      dossier.decisions = [decision]
      if !conclusion.statements(for: dossier).contains(where: { $0.decision != nil }) {
        withoutTag.append(decision)
      }
    }
  }
}
