import Testing

@testable import Pipeline

@Suite("Whether a list is whole")
struct CompletenessCheckTests {
  @Test(
    "a list that holds what it states, or more, needs no recheck",
    arguments: [(3, nil, true), (3, 3, true), (4, 3, true), (0, 0, true), (2, 3, false)]
      as [(Int, Int?, Bool)])
  func whole(distinct: Int, size: Int?, trusted: Bool) {
    let check = CompletenessCheck(distinct: distinct, completeListSize: size, countTrusted: trusted)
    #expect(!check.needsRecheck)
    #expect(check.verdict.isComplete)
  }

  @Test(
    "after a recheck that finds no more, a count is disputed up to 1 % or 5 records, whichever is more",
    arguments: [
      (4, 5, true), (5, 10, true), (4, 10, false), (990, 1000, true), (989, 1000, false), (30, 50, false),
      (0, 5, false),
    ])
  func disputed(distinct: Int, size: Int, complete: Bool) {
    let check = CompletenessCheck(distinct: distinct, completeListSize: size, countTrusted: true)
    #expect(check.needsRecheck)
    let verdict = check.verdict(fetched: 0, how: "by ListIdentifiers")
    #expect(verdict.isComplete == complete)
    #expect(verdict.reason.contains("\(distinct) distinct records of completeListSize \(size)"))
    #expect(verdict.reason.hasPrefix("count-disputed") == complete)
  }

  @Test("a recheck that brings the rest makes the list whole, and says what it brought")
  func found() {
    let check = CompletenessCheck(distinct: 50, completeListSize: 50, countTrusted: true)
    #expect(
      check.verdict(fetched: 20, how: "by ListIdentifiers")
        == .complete("list ended; 20 records that it had left out were found by ListIdentifiers"))
  }
}
