/// A record of the Europeana Data Model: the resources that one `rdf:RDF` holds, in the order read.
///
/// Source: Definition of the Europeana Data Model 5.2.8; EDM.xsd (external) and EDM-INTERNAL.xsd.
public struct EDMRecord: Sendable, Equatable {
  /// Which of the two profiles the record was written in.
  public enum Profile: String, Sendable, Codable {
    /// What providers send: the description stands on `edm:ProvidedCHO`.
    case external
    /// What Europeana holds: the description stands on proxies.
    case `internal`
  }

  /// The profile in which the record was written.
  public var profile: Profile
  /// The resources, in the order read.
  public var resources: [Resource]

  /// A record from its resources.
  public init(profile: Profile = .external, resources: [Resource] = []) {
    self.profile = profile
    self.resources = resources
  }

  /// The resources of one class, in the order read.
  public func resources(of kind: ResourceClass) -> [Resource] { resources.filter { $0.kind == kind } }

  /// The first resource of a class.
  public func first(_ kind: ResourceClass) -> Resource? {
    for index in resources.indices where resources[index].kind == kind { return resources[index] }
    return nil
  }

  /// The resource that an IRI names.
  public func resource(about: String) -> Resource? { resources.first { $0.about == about } }
}

/// A typed resource inside a record and what is said of it.
public struct Resource: Sendable, Equatable {
  /// The class.
  public var kind: ResourceClass
  /// `rdf:about` as read (after `rdf:ID` and blank nodes were resolved to an identifier).
  public var about: String
  /// What is said of it, in the order read.
  public var statements: [Statement]

  /// A resource from its statements.
  public init(kind: ResourceClass, about: String, statements: [Statement] = []) {
    self.kind = kind
    self.about = about
    self.statements = statements
  }

  /// The objects of all statements with one property, in the order read.
  public func objects(_ property: Property) -> [Statement.Object] {
    var objects: [Statement.Object] = []
    // By index: a loop over the statements would copy each of them.
    for index in statements.indices where statements[index].property == property {
      objects.append(statements[index].object)
    }
    return objects
  }

  /// The first object of a property.
  public func first(_ property: Property) -> Statement.Object? {
    firstIndex(of: property).map { statements[$0].object }
  }
}

extension Resource {
  /// The place of the first statement with a property.
  func firstIndex(of property: Property) -> Int? {
    for index in statements.indices where statements[index].property == property { return index }
    return nil
  }
}

/// One property of a resource with its value.
public struct Statement: Sendable, Equatable, Hashable {
  /// What a statement says: some text, or a link to a resource.
  public enum Object: Sendable, Equatable, Hashable {
    /// Text as the provider wrote it, character for character.
    case literal(Literal)
    /// The IRI of `rdf:resource`.
    case resource(String)

    /// The text, or the IRI.
    public var text: String {
      switch self {
      case .literal(let literal): literal.text
      case .resource(let iri): iri
      }
    }
  }

  /// Text with its language or datatype.
  public struct Literal: Sendable, Equatable, Hashable {
    /// The characters.
    public var text: String
    /// `xml:lang` as written, or `nil`.
    public var language: String?
    /// `rdf:datatype` as written, or `nil`.
    public var datatype: String?

    /// Text with its language or datatype.
    public init(_ text: String, language: String? = nil, datatype: String? = nil) {
      self.text = text
      self.language = language
      self.datatype = datatype
    }
  }

  /// The property.
  public var property: Property
  /// What is said.
  public var object: Object
  /// `edm:wasGeneratedBy` and `edm:confidenceLevel`, where a provider sent them (facts: not RDF, kept apart).
  public var generation: Generation? {
    get { rare?.generation }
    set { rare = Self.rare(newValue) }
  }
  private var rare: Rare?

  /// A statement from its parts.
  public init(_ property: Property, _ object: Object, generation: Generation? = nil) {
    self.property = property
    self.object = object
    rare = Self.rare(generation)
  }

  private static func rare(_ generation: Generation?) -> Rare? {
    guard let generation else { return nil }
    return Rare(generation)
  }

  /// What next to no statement has, apart: records are copied often, and a statement should be small.
  private final class Rare: Sendable, Hashable {
    let generation: Generation

    init(_ generation: Generation) { self.generation = generation }

    static func == (left: Rare, right: Rare) -> Bool { left.generation == right.generation }

    func hash(into hasher: inout Hasher) { hasher.combine(generation) }
  }

  /// The statement attributes of the EDM schema.
  public struct Generation: Sendable, Equatable, Hashable {
    /// `SoftwareAgent` or `Person`.
    public var agent: String?
    /// A decimal from 0 to 1, as written.
    public var confidence: String?

    /// Attributes as written.
    public init(agent: String?, confidence: String?) {
      self.agent = agent
      self.confidence = confidence
    }
  }
}

/// An XML or RDF name: namespace and local part.
public struct QualifiedName: Sendable, Hashable, Codable {
  /// The namespace name.
  public let namespace: String
  /// The local part.
  public let local: String

  /// A name from its parts.
  public init(_ namespace: String, _ local: String) {
    self.namespace = namespace
    self.local = local
  }

  /// `{namespace}local` for messages: of a length that may stand beside every element of a record.
  var label: String { "{\(namespace.shortened())}\(local.shortened())" }
}
