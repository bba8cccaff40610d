internal import Foundation

extension NSRegularExpression {
  /// The first match in a value; `nil` where there is none, the value is longer than 2,048 UTF-16 code units, or
  /// matching takes longer than 50 ms: patterns come from the operator, values do not.
  func firstMatch(inBounded value: String) -> NSTextCheckingResult? {
    guard value.utf16.count <= MediaRule.maximumValueLength else { return nil }
    let deadline = ContinuousClock.now + MediaRule.maximumMatchTime
    var found: NSTextCheckingResult?
    enumerateMatches(
      in: value, options: [.reportProgress], range: NSRange(value.startIndex..., in: value)
    ) { match, _, stop in
      found = match
      if match != nil || ContinuousClock.now > deadline { stop.pointee = true }
    }
    return found
  }
}
