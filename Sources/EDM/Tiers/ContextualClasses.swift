/// A set of the classes that give a record its context: people, places, periods and concepts.
///
/// Europeana groups enabling elements by the class that they lead to, so that the same set names the groups.
public struct ContextualClasses: OptionSet, Sendable, Hashable {
  /// One bit a class.
  public let rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `edm:TimeSpan`, the temporal group.
  public static let timeSpan = ContextualClasses(rawValue: 1)
  /// `skos:Concept`, the conceptual group.
  public static let concept = ContextualClasses(rawValue: 2)
  /// `edm:Agent`, the personal group.
  public static let agent = ContextualClasses(rawValue: 4)
  /// `edm:Place`, the geographical group.
  public static let place = ContextualClasses(rawValue: 8)

  /// How many classes the set holds.
  public var count: Int { rawValue.nonzeroBitCount }

  /// The names of the classes, such as `skos:Concept`.
  public var labels: [String] {
    Self.names.filter { contains($0.set) }.map(\.label)
  }

  private static let names: [(set: ContextualClasses, label: String)] = [
    (.timeSpan, KnownClass.timeSpan.label), (.concept, KnownClass.concept.label),
    (.agent, KnownClass.agent.label), (.place, KnownClass.place.label),
  ]
}
