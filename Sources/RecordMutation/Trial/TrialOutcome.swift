/// What became of a damaged record.
public struct TrialOutcome: Sendable, Equatable {
  /// Records that were met: of a page as many as it holds, else one.
  public var records = 0
  /// Those that could be read as EDM, as sent or after mapping.
  public var read = 0
  /// Those that may be published.
  public var published = 0
  /// Why others, or whole pages, were not read: how often by the kind of reason.
  public var refusals: [String: Int] = [:]

  /// Nothing yet.
  public init() {}

  mutating func refuse(_ reason: String) { refusals[reason, default: 0] += 1 }
}

/// A promise that was not kept for a record.
public struct BrokenProperty: Error, Sendable, Equatable, CustomStringConvertible {
  /// The promise.
  public let property: String
  /// What was found instead.
  public let detail: String

  /// One line.
  public var description: String { "\(property): \(detail)" }

  init(_ property: String, _ detail: String) {
    self.property = property
    self.detail = String(detail.unicodeScalars.prefix(600).map { $0.value < 32 ? " " : Character($0) })
  }
}
