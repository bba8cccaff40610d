/// What a policy makes of one label that a model gave.
public enum TagJudgement: Sendable, Equatable {
  /// Never said of an image: neither kept nor published.
  case excluded(reason: String)
  /// The score is too low to be worth a statement.
  case belowThreshold(reason: String)
  /// Kept as an annotation, not asserted in the record.
  case annotation(reason: String)
  /// Asserted beside the provider's own statements: the class is proven on held heritage data.
  case provenAsserted(reason: String)

  /// Why, in words for `explain` and reports.
  public var reason: String {
    switch self {
    case .excluded(let reason), .belowThreshold(let reason), .annotation(let reason),
      .provenAsserted(let reason):
      reason
    }
  }
}
