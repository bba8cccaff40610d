/// How one list of an endpoint ended.
enum HarvestVerdict: Equatable {
  case complete(String)
  case incomplete(String)

  var isComplete: Bool {
    if case .complete = self { return true }
    return false
  }

  var reason: String {
    switch self {
    case .complete(let reason), .incomplete(let reason): reason
    }
  }
}

/// Decides whether a list that came to its end by itself is whole. Pure.
struct CompletenessCheck {
  /// Records in the list.
  var listed: Int
  /// As the endpoint stated it.
  var completeListSize: Int?
  /// False where the provider is set to `count: advisory`.
  var countTrusted: Bool

  /// A shortfall is incomplete; a surplus is no fault, since a list may grow while it is read.
  var verdict: HarvestVerdict {
    guard let size = completeListSize, listed < size else { return .complete("list ended") }
    if countTrusted {
      return .incomplete("list ended at \(listed) of completeListSize \(size)")
    }
    return .complete("list ended at \(listed); completeListSize \(size) is advisory for this provider")
  }
}
