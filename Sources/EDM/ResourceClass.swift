/// The class of a resource: one of the EDM schemas, or any other by its name.
public struct ResourceClass: Sendable, Hashable {
  enum Storage: Sendable, Hashable {
    case known(KnownClass)
    indirect case other(QualifiedName)
  }

  let storage: Storage

  /// True for the same class.
  public static func == (left: ResourceClass, right: ResourceClass) -> Bool {
    if case .known(let first) = left.storage {
      if case .known(let second) = right.storage { return first.rawValue == second.rawValue }
      return false
    }
    return left.storage == right.storage
  }

  init(_ known: KnownClass) { storage = .known(known) }

  /// The class with a name, whether or not the EDM schemas know it.
  public init(_ name: QualifiedName) {
    if let known = KnownClass.allCases.first(where: {
      $0.local == name.local && $0.namespace.name == name.namespace
    }) {
      storage = .known(known)
    } else {
      storage = .other(name)
    }
  }

  var known: KnownClass? {
    if case .known(let known) = storage { return known }
    return nil
  }

  /// True for a class of the EDM schemas.
  public var isKnown: Bool { known != nil }

  /// The namespace and the local name.
  public var name: QualifiedName {
    switch storage {
    case .known(let known): QualifiedName(known.namespace.name, known.local)
    case .other(let name): name
    }
  }

  /// The usual short form such as `edm:ProvidedCHO`; for an unknown class `{namespace}local`, shortened where it is
  /// very long.
  public var label: String {
    switch storage {
    case .known(let known): known.label
    case .other(let name): name.label
    }
  }

  /// `edm:ProvidedCHO`: the cultural heritage object.
  public static let providedCHO = ResourceClass(.providedCHO)
  /// `edm:WebResource`: a digital representation.
  public static let webResource = ResourceClass(.webResource)
  /// `edm:Agent`: a person or a body.
  public static let agent = ResourceClass(.agent)
  /// `edm:Place`
  public static let place = ResourceClass(.place)
  /// `edm:TimeSpan`
  public static let timeSpan = ResourceClass(.timeSpan)
  /// `skos:Concept`
  public static let concept = ResourceClass(.concept)
  /// `ore:Aggregation`: the provider's bundle of object and representations.
  public static let aggregation = ResourceClass(.aggregation)
  /// `cc:License`: a licence with a date on which it ends.
  public static let license = ResourceClass(.license)
  /// `svcs:Service`: a service such as a IIIF image server.
  public static let service = ResourceClass(.service)
  /// `dqv:QualityAnnotation`: a statement on the quality of a resource, such as its tier.
  public static let qualityAnnotation = ResourceClass(.qualityAnnotation)
  /// `ore:Proxy` (internal profile): one party's description of the object.
  public static let proxy = ResourceClass(.proxy)
  /// `edm:EuropeanaAggregation` (internal profile)
  public static let europeanaAggregation = ResourceClass(.europeanaAggregation)
  /// `foaf:Organization` (internal profile)
  public static let organization = ResourceClass(.organization)
  /// `dcat:Dataset` (internal profile)
  public static let dataset = ResourceClass(.dataset)
  /// `edm:PersistentIdentifier` (internal profile)
  public static let persistentIdentifier = ResourceClass(.persistentIdentifier)
  /// `edm:PersistentIdentifierScheme` (internal profile)
  public static let persistentIdentifierScheme = ResourceClass(.persistentIdentifierScheme)
}

extension ResourceClass: CustomStringConvertible {
  /// One line for people.
  public var description: String { label }
}

/// The classes of the EDM schemas, in the order in which a written record holds their resources.
enum KnownClass: UInt8, CaseIterable, Sendable {
  case providedCHO, webResource, agent, place, timeSpan, concept, aggregation, license, service
  case qualityAnnotation, proxy, europeanaAggregation, organization, dataset, persistentIdentifier
  case persistentIdentifierScheme

  /// The namespace and the local name of each class, in the order of the cases.
  private static let names: [(namespace: KnownNamespace, local: String)] = [
    (.edm, "ProvidedCHO"), (.edm, "WebResource"), (.edm, "Agent"), (.edm, "Place"), (.edm, "TimeSpan"),
    (.skos, "Concept"), (.ore, "Aggregation"), (.cc, "License"), (.svcs, "Service"),
    (.dqv, "QualityAnnotation"), (.ore, "Proxy"), (.edm, "EuropeanaAggregation"), (.foaf, "Organization"),
    (.dcat, "Dataset"), (.edm, "PersistentIdentifier"), (.edm, "PersistentIdentifierScheme"),
  ]

  private static let labels = names.map { $0.namespace.prefix + ":" + $0.local }

  var namespace: KnownNamespace { Self.names[Int(rawValue)].namespace }
  var local: String { Self.names[Int(rawValue)].local }
  /// `edm:ProvidedCHO`
  var label: String { Self.labels[Int(rawValue)] }
}
