/// How a list, or a whole harvest, ended.
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

  /// The same verdict, its reason told of a part.
  func of(_ part: String) -> HarvestVerdict { telling("\(part): \(reason)") }

  /// The same verdict in other words.
  func telling(_ reason: String) -> HarvestVerdict {
    isComplete ? .complete(reason) : .incomplete(reason)
  }

  /// The verdict over this part and a further one.
  func joined(with other: HarvestVerdict) -> HarvestVerdict { Self.joined([self, other]) }

  /// The verdict over parts: complete where all are; otherwise the reasons of those that are not.
  static func joined(_ verdicts: [HarvestVerdict]) -> HarvestVerdict {
    let failures = verdicts.filter { !$0.isComplete }
    return failures.isEmpty
      ? .complete(verdicts.map(\.reason).joined(separator: "; "))
      : .incomplete(failures.map(\.reason).joined(separator: "; "))
  }
}
