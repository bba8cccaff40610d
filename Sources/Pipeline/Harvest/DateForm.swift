internal import OAIPMH

/// How dates are sent to an endpoint (OAI-PMH 2.0, section 3.3).
enum DateForm: String, Codable, Equatable {
  /// `YYYY-MM-DDThh:mm:ssZ`.
  case seconds
  /// `YYYY-MM-DD`.
  case days
  /// Not at all: the endpoint refuses both forms, so that every list is the whole one.
  case none

  /// A moment as it is sent; `nil` where dates are not sent.
  func text(_ stamp: Timestamp) -> String? {
    switch self {
    case .seconds: stamp.description
    case .days: stamp.day
    case .none: nil
    }
  }

  /// What is tried once this form and some others were refused.
  func next(refused: [DateForm]) -> DateForm {
    let other: DateForm = self == .seconds ? .days : .seconds
    return self == .none || refused.contains(other) ? .none : other
  }
}
