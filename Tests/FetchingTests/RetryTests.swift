@testable import Fetching
import Foundation
import Testing

@Suite("Retries and what they wait for")
struct RetryTests {
  @Test("waits double from the first, with jitter of up to a quarter, for as many attempts as allowed")
  func waits() {
    let policy = RetryPolicy()
    let plain = (1...5).map { policy.wait(after: $0, retryAfter: nil, jitter: 0) }
    #expect(plain == [.seconds(2), .seconds(4), .seconds(8), .seconds(16), nil])
    #expect(policy.wait(after: 1, retryAfter: nil, jitter: 1) == .milliseconds(2500))
    #expect(policy.wait(after: 1, retryAfter: .seconds(7), jitter: 0) == .seconds(7))
    #expect(policy.wait(after: 1, retryAfter: .seconds(1), jitter: 0) == .seconds(2))
    #expect(policy.wait(after: 1, retryAfter: .seconds(600), jitter: 0) == .seconds(600))
    #expect(policy.wait(after: 1, retryAfter: .seconds(601), jitter: 0) == nil)
    #expect(RetryPolicy.never.wait(after: 1, retryAfter: nil, jitter: 0) == nil)
  }

  @Test(
    "Retry-After is read in every form",
    arguments: [
      ("120", 120.0), (" 0 ", 0), ("86400", 86_400), ("1.5", 1.5), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 37), ("Sun Nov  6 08:49:37 1994", 37),
      ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
      ("-5", 0),
    ])
  func retryAfter(text: String, seconds: Double) {
    // 1994-11-06T08:49:00Z
    let now = Date(timeIntervalSince1970: 784_111_740)
    #expect(RetryAfter.wait(text, now: now)?.seconds == seconds)
  }

  @Test(
    "what is no Retry-After is none", arguments: ["", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "nan", "inf"])
  func noRetryAfter(text: String) { #expect(RetryAfter.wait(text, now: Date()) == nil) }

  @Test(
    "statuses and transport errors become their states",
    arguments: [
      (200, nil), (304, nil), (400, FetchFailure.http400Other), (401, .http401403), (403, .http401403),
      (404, .http404), (410, .http410), (418, .http400Other), (429, .http429Limited), (500, .http5xx),
      (503, .http5xx),
      (302, .http400Other),
    ])
  func statuses(status: Int, failure: FetchFailure?) { #expect(FetchFailure(status: status) == failure) }

  @Test("libcurl's results become states by cause")
  func transport() {
    func failure(_ code: Int, errno: Int = 0, verdict: Int = 0, connected: Bool = false, body: Bool = false)
      -> FetchFailure
    {
      TransportFacts(
        code: code, systemError: errno, certificateVerdict: verdict, isConnected: connected, hasBody: body
      ).failure
    }
    #expect(failure(6) == .dnsTemporary)
    #expect(failure(7, errno: 111) == .connectRefused)
    #expect(failure(7, errno: 110) == .connectTimeout)
    #expect(failure(7, errno: 113) == .networkOther)
    #expect(failure(28) == .connectTimeout)
    #expect(failure(28, connected: true) == .readTimeout)
    #expect(failure(60, verdict: 10) == .tlsExpired)
    #expect(failure(60, verdict: 1) == .tlsName)
    #expect(failure(60, verdict: 18) == .tlsOther)
    #expect(failure(35) == .tlsOther)
    #expect(failure(18, body: true) == .truncated)
    #expect(failure(56, connected: true, body: true) == .truncated)
    #expect(failure(56, connected: true) == .networkOther)
    #expect(failure(52, connected: true) == .networkOther)
    #expect(failure(63) == .tooLarge)
    #expect(NameLookup.failure(code: -2) == .dnsNotFound)
    #expect(NameLookup.failure(code: -3) == .dnsTemporary)
  }
}
