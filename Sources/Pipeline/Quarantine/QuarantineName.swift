public import Store

/// What people call a thing in quarantine: `record-12` for bytes set aside, `sweep-3` for a sweep.
public enum QuarantineName: Hashable, Sendable, CustomStringConvertible {
  case record(QuarantineKey)
  case sweep(SweepKey)

  /// Reads a name; `nil` where the text is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(parts[1]),
      number > 0
    else { return nil }
    switch parts[0] {
    case "record": self = .record(QuarantineKey(rawValue: number))
    case "sweep": self = .sweep(SweepKey(rawValue: number))
    default: return nil
    }
  }

  /// The name as it is typed.
  public var description: String {
    switch self {
    case .record(let key): "record-\(key.rawValue)"
    case .sweep(let key): "sweep-\(key.rawValue)"
    }
  }
}
