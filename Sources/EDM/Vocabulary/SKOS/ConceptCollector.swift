/// Gathers concepts from the statements of a document, whatever their order.
struct ConceptCollector: TripleSink {
  /// What is known so far of one resource.
  private struct Node {
    var concept: Concept
    var isConcept = false
    var hasOtherClass = false
    /// Texts of a label or note that is a resource of its own.
    var texts: [Concept.Label] = []
    /// Resources that hold labels or notes.
    var prefLabelNodes: [String] = []
    var altLabelNodes: [String] = []
    var noteNodes: [String] = []
  }

  private var nodes: [Node] = []
  private var places: [String: Int] = [:]
  /// Statements about one resource mostly stand together.
  private var last: (key: String, place: Int)?

  mutating func take(_ subject: RDFTerm, _ predicate: String, _ object: RDFTerm) throws(SKOSError) {
    guard let role = SKOSRole.byProperty[predicate] else { return }
    let place = place(of: subject)
    switch (role, object) {
    case (.type, .iri(let name)):
      if SKOSRole.conceptClasses.contains(name) {
        nodes[place].isConcept = true
      } else {
        nodes[place].hasOtherClass = true
      }
    case (.prefLabel, .literal(let text, let language)):
      nodes[place].concept.prefLabels.append(.init(language: language, text: text))
    case (.altLabel, .literal(let text, let language)):
      nodes[place].concept.altLabels.append(.init(language: language, text: text))
    case (.germanName(let isPreferred), .literal(let text, let language)):
      let label = Concept.Label(language: language.isEmpty ? "de" : language, text: text)
      if isPreferred {
        nodes[place].concept.prefLabels.append(label)
      } else {
        nodes[place].concept.altLabels.append(label)
      }
    case (.note, .literal(let text, let language)):
      nodes[place].concept.notes.append(.init(language: language, text: text))
    case (.note, let node): nodes[place].noteNodes.append(Self.key(of: node))
    case (.labelResource(let isPreferred), .iri), (.labelResource(let isPreferred), .blank):
      if isPreferred {
        nodes[place].prefLabelNodes.append(Self.key(of: object))
      } else {
        nodes[place].altLabelNodes.append(Self.key(of: object))
      }
    case (.text, .literal(let text, let language)):
      nodes[place].texts.append(.init(language: language, text: text))
    case (.notation, .literal(let text, _)): nodes[place].concept.notations.append(text)
    case (.link(let path), .iri(let iri)): nodes[place].concept[keyPath: path].append(iri)
    case (.inScheme, .iri(let iri)):
      if nodes[place].concept.inScheme == nil, IRI.isAbsolute(iri) { nodes[place].concept.inScheme = iri }
    default: return
    }
  }

  /// The concepts with an IRI and a label, in the order in which they were met.
  func concepts() -> [Concept] {
    nodes.compactMap { node in
      guard node.isConcept || !node.hasOtherClass, IRI.isAbsolute(node.concept.iri) else { return nil }
      var concept = node.concept
      concept.prefLabels += texts(of: node.prefLabelNodes)
      concept.altLabels += texts(of: node.altLabelNodes)
      concept.notes += texts(of: node.noteNodes)
      concept.tidy()
      return concept.prefLabels.isEmpty ? nil : concept
    }
  }

  private func texts(of keys: [String]) -> [Concept.Label] {
    keys.flatMap { key in places[key].map { nodes[$0].texts } ?? [] }
  }

  private mutating func place(of subject: RDFTerm) -> Int {
    let key = Self.key(of: subject)
    if let last, last.key == key { return last.place }
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = nodes.count
      places[key] = place
      nodes.append(Node(concept: Concept(iri: key, prefLabels: [])))
    }
    last = (key, place)
    return place
  }

  /// What names a node within its document.
  private static func key(of term: RDFTerm) -> String {
    switch term {
    case .iri(let iri): iri
    case .blank(let number): "_:\(number)"
    case .literal(let text, _): text
    }
  }
}

extension Concept {
  /// Leaves out what is blank, repeated or no IRI; of several preferred labels in one language the first stays one,
  /// the others become alternatives (SKOS Reference, S14).
  mutating func tidy() {
    var languages: Set<String> = []
    var preferred: [Label] = []
    var further: [Label] = []
    for label in prefLabels where !label.text.isBlank {
      if languages.insert(label.language.lowercased()).inserted {
        preferred.append(label)
      } else {
        further.append(label)
      }
    }
    prefLabels = preferred
    // A text is not both preferred and alternative (S13).
    altLabels = (further + altLabels).distinct(besides: preferred).filter { !$0.text.isBlank }
    notes = notes.distinct().filter { !$0.text.isBlank }
    notations = notations.distinct().filter { !$0.isBlank }
    for path in Self.ties {
      self[keyPath: path] = self[keyPath: path].distinct(besides: [iri]).filter(IRI.isAbsolute)
    }
    if let link = VocabularyLink(iri), link.scheme == .iconclass { iconclass = link.identifier }
  }

  /// The ties to other concepts.
  static let ties: [Tie] = [
    \.broader, \.narrower, \.related, \.exactMatches, \.closeMatches, \.broadMatches, \.narrowMatches,
    \.relatedMatches,
  ]
}
