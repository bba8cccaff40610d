/// One pass over a record for what its metadata tier rests on.
struct MetadataReading {
  /// What a contextual resource of the record offers; resources of one name are taken together.
  private struct Context {
    var classes: ContextualClasses
    var complete: ContextualClasses
    /// True where a place, period or concept has a label with a language.
    var hasLanguage: Bool

    func merged(with other: Context) -> Context {
      Context(
        classes: classes.union(other.classes), complete: complete.union(other.complete),
        hasLanguage: hasLanguage || other.hasLanguage)
    }
  }

  private(set) var evidence = MetadataEvidence()
  private var names: [String] = []
  private var contexts: [Context] = []
  /// The contexts by name, where there are too many to look through.
  private var byName: [String: Context]?
  private static let fewNames = 12

  init(_ record: EDMRecord, _ scope: TierCalculator.Scope) {
    var hasProxies = false
    for index in record.resources.indices {
      switch record.resources[index].kind.known {
      case .proxy?: hasProxies = true
      case .agent?: add(record.resources[index], .agent)
      case .place?: add(record.resources[index], .place)
      case .timeSpan?: add(record.resources[index], .timeSpan)
      case .concept?: add(record.resources[index], .concept)
      default: continue
      }
    }
    if names.count > Self.fewNames {
      byName = Dictionary(zip(names, contexts), uniquingKeysWith: { $0.merged(with: $1) })
    }
    for index in record.resources.indices {
      switch record.resources[index].kind.known {
      case .proxy?:
        if scope == .allProxies || !record.resources[index].isProxyOfEuropeana {
          read(record.resources[index])
        }
      case .providedCHO? where !hasProxies: read(record.resources[index])
      default: continue
      }
    }
  }

  // MARK: Contextual resources

  private mutating func add(_ resource: Resource, _ kind: ContextualClasses) {
    guard !resource.about.isBlank else { return }
    names.append(resource.about)
    contexts.append(Self.context(of: resource, kind))
  }

  private static func context(of resource: Resource, _ kind: ContextualClasses) -> Context {
    var hasLabel = false
    var hasLanguage = false
    var hasDetail = false
    // Of a place latitude and longitude, of the others begin and end.
    var (hasFirst, hasSecond) = (false, false)
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known else { continue }
      switch property {
      case .skosPrefLabel:
        if case .literal(let literal) = resource.statements[index].object, !literal.text.isBlank {
          hasLabel = true
          hasLanguage = hasLanguage || literal.language?.isBlank == false
        }
      case .wgs84Lat where kind == .place, .edmBegin where kind != .place:
        hasFirst = hasFirst || resource.statements[index].saysSomething
      case .wgs84Long where kind == .place, .edmEnd where kind != .place:
        hasSecond = hasSecond || resource.statements[index].saysSomething
      case .skosNote where kind == .concept, .skosBroader where kind == .concept,
        .skosNarrower where kind == .concept, .skosRelated where kind == .concept,
        .skosExactMatch where kind == .concept, .skosCloseMatch where kind == .concept,
        .rdaGr2DateOfBirth where kind == .agent, .rdaGr2PlaceOfBirth where kind == .agent,
        .rdaGr2DateOfDeath where kind == .agent, .rdaGr2PlaceOfDeath where kind == .agent,
        .rdaGr2ProfessionOrOccupation where kind == .agent:
        hasDetail = hasDetail || resource.statements[index].saysSomething
      default: continue
      }
    }
    let isComplete =
      switch kind {
      case .agent: hasLabel && (hasDetail || hasFirst || hasSecond)
      case .concept: hasLabel && hasDetail
      case .place: hasLabel && hasFirst && hasSecond
      default: hasFirst && hasSecond
      }
    return Context(
      classes: kind, complete: isComplete ? kind : [], hasLanguage: hasLanguage && kind != .agent)
  }

  private func context(named name: String) -> Context? {
    if let byName { return byName[name] }
    var found: Context?
    for index in names.indices where names[index].isSame(as: name) {
      found = found?.merged(with: contexts[index]) ?? contexts[index]
    }
    return found
  }

  // MARK: Descriptions

  private mutating func read(_ description: Resource) {
    let roles = TierRole.table
    for index in description.statements.indices {
      guard let property = description.statements[index].property.known else { continue }
      let role = roles[Int(property.rawValue)]
      switch description.statements[index].object {
      case .literal(let literal):
        guard !role.member.isEmpty, !literal.text.isBlank else { continue }
        if role.isLanguageKind {
          evidence.kinds.formUnion(role.member)
          if literal.language?.isBlank == false { evidence.kindsWithLanguage.formUnion(role.member) }
        }
        note(role, role.group)
      case .resource(let iri):
        guard role.takesLinks, !iri.isBlank else { continue }
        if role.isLanguageKind { evidence.kinds.formUnion(role.member) }
        note(role, role.group)
        guard let context = context(named: iri) else { continue }
        if role.isLanguageKind, context.hasLanguage { evidence.kindsWithLanguage.formUnion(role.member) }
        note(role, role.linkedGroups.intersection(context.classes))
        evidence.completeClasses.formUnion(context.complete)
      }
    }
  }

  private mutating func note(_ role: TierRole, _ groups: ContextualClasses) {
    guard !groups.isEmpty else { return }
    evidence.enablingElements.formUnion(role.member)
    evidence.enablingGroups.formUnion(groups)
  }
}

extension Statement {
  /// True for text or a link that is not blank.
  fileprivate var saysSomething: Bool {
    switch object {
    case .literal(let literal): !literal.text.isBlank
    case .resource(let iri): !iri.isBlank
    }
  }
}

extension String {
  /// Equality that most different texts fail by their length.
  func isSame(as other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}
