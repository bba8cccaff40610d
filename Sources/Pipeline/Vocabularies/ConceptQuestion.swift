internal import EDM
internal import Fetching
internal import WinnowConfiguration

/// One request for the description of a concept, and the reading of what comes.
struct ConceptQuestion {
  let link: VocabularyLink
  let settings: VocabularyConfiguration

  /// The address to be asked: the mirror's where there is one.
  private var address: String {
    guard let mirror = settings.mirrors[link.scheme] else { return link.address }
    return mirror.replacing("{id}", with: link.percentEncodedIdentifier)
  }

  /// Asks.
  func ask(_ engine: FetchEngine) async -> ConceptAnswer {
    var request = FetchRequest(address: address, purpose: .media, limits: ConceptLookup.limits)
    request.headers = [("Accept", link.accept)]
    request.acceptsCompression = true
    request.hashes = false
    let outcome = await engine.fetch(request)
    var answer = ConceptAnswer(address: address, requests: outcome.requests)
    if let failure = outcome.failure {
      answer.failure = "\(failure.rawValue): \(outcome.detail ?? "no answer")"
      answer.isLocal = failure.isLocal || failure == .addressRefused
      answer.asksForPeace = outcome.notBefore != nil
      return answer
    }
    do {
      answer.concept = concept(
        in: try SKOSReader(limits: .singleConcept).read(outcome.body, base: outcome.effectiveAddress))
      if answer.concept == nil {
        answer.failure = "no_concept: the answer says nothing about <\(link.iri)>"
      }
    } catch {
      answer.failure = "no_concept: \(error)"
    }
    return answer
  }

  /// The concept asked for among those of an answer, under its canonical IRI and with the languages wanted.
  private func concept(in concepts: [Concept]) -> Concept? {
    var found = concepts.first { VocabularyLink($0.iri) == link }
    // An entity of Wikidata that was merged into another answers under the number of that one.
    if found == nil, link.scheme == .wikidata, concepts.count == 1, var merged = concepts.first {
      merged.exactMatches.insert(merged.iri, at: 0)
      found = merged
    }
    found?.iri = link.iri
    return found?.limited(to: settings.languages)
  }
}

/// What came of asking for a concept.
struct ConceptAnswer {
  var address: String
  var requests: Int
  var concept: Concept?
  /// A word for the cause, a colon, and what went wrong.
  var failure: String?
  /// True where this machine, its configuration or its user ended the request: it says nothing about the concept.
  var isLocal = false
  /// True where the server asked to be left alone for longer than one would wait.
  var asksForPeace = false

  /// True where the failure is one of the way there, not of the concept.
  var isTransient: Bool { failure.map(Self.isTransient) ?? false }

  /// True for a failure that may be over tomorrow.
  static func isTransient(_ failure: String) -> Bool {
    guard let cause = FetchFailure(rawValue: String(failure.prefix { $0 != ":" })) else { return false }
    switch cause {
    case .dnsNotFound, .dnsTemporary, .connectRefused, .connectTimeout, .readTimeout, .tlsExpired, .tlsName,
      .tlsOther, .http429Limited, .http5xx, .truncated, .empty, .networkOther, .cancelled, .storage:
      return true
    case .http400Other, .http401403, .http404, .http410, .robotsDisallowed, .reserved, .addressRefused,
      .redirectLoop, .soft404HTML, .mimeMismatch, .tooLarge:
      return false
    }
  }
}
