/// A property that a statement uses: one of the EDM schemas as a small integer, or any other by its name.
public struct Property: Sendable, Hashable {
  enum Storage: Sendable, Hashable {
    case known(KnownProperty)
    indirect case other(QualifiedName)
  }

  let storage: Storage

  /// True for the same property.
  public static func == (left: Property, right: Property) -> Bool {
    // Nearly every comparison is of two known ones.
    if case .known(let first) = left.storage {
      if case .known(let second) = right.storage { return first.rawValue == second.rawValue }
      return false
    }
    return left.storage == right.storage
  }

  init(_ known: KnownProperty) { storage = .known(known) }

  /// The property with a name, whether or not the EDM schemas know it.
  public init(_ name: QualifiedName) {
    if let known = Self.knownByName[name] {
      storage = .known(known)
    } else {
      storage = .other(name)
    }
  }

  /// The property with a name in the usual short form, such as `dc:identifier`; `nil` where the EDM schemas
  /// do not know it.
  public init?(label: String) {
    guard let known = Self.knownByLabel[label] else { return nil }
    storage = .known(known)
  }

  var known: KnownProperty? {
    if case .known(let known) = storage { return known }
    return nil
  }

  /// True for a property of the EDM schemas.
  public var isKnown: Bool { known != nil }

  /// The namespace and the local name.
  public var name: QualifiedName {
    switch storage {
    case .known(let known): QualifiedName(known.facts.namespace.name, known.facts.local)
    case .other(let name): name
    }
  }

  /// The usual short form such as `dc:title`, for messages; for an unknown property `{namespace}local`, shortened
  /// where it is very long.
  public var label: String {
    switch storage {
    case .known(let known): known.facts.label
    case .other(let name): name.label
    }
  }

  /// What the property may say; `nil` for an unknown one.
  var values: ValueSpace? { known?.facts.values }

  /// True where the schema allows text alone.
  public var isLiteralOnly: Bool {
    guard let values else { return false }
    return values != .resource && values != .either
  }

  /// True where the schema allows a link alone.
  public var isResourceOnly: Bool { values == .resource }

  private static let knownByName = Dictionary(
    uniqueKeysWithValues: KnownProperty.allCases.map {
      (QualifiedName($0.facts.namespace.name, $0.facts.local), $0)
    })

  private static let knownByLabel = Dictionary(
    uniqueKeysWithValues: KnownProperty.allCases.map { ($0.facts.label, $0) })
}

extension Property: CustomStringConvertible {
  /// One line for people.
  public var description: String { label }
}
