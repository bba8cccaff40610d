import OAIPMH
import Testing

@testable import Web

@Suite("Decoding of requests")
struct DecodingTests {
  @Test("keeps the order and the repetitions of arguments")
  func arguments() {
    let parsed = FormArguments.parse("a=1&b=&c&a=2&&d=x=y&e=%41+%2B%zz%4")
    #expect(parsed.map(\.name) == ["a", "b", "c", "a", "d", "e"])
    #expect(parsed.map(\.value) == ["1", "", "", "2", "x=y", "A +%zz%4"])
  }

  @Test("marks bytes that are not UTF-8")
  func invalid() { #expect(FormArguments.parse("a=%C3%28")[0].value.contains("\u{FFFD}")) }

  @Test(
    "refuses paths that lead out",
    arguments: ["/i/..", "/i/a/../b", "/i/%2E%2E", "/i/a%2F..%2Fb", "/i/", "/i/a//b", "/i/a%00"])
  func paths(_ path: String) { #expect(RequestPath(path, below: "/i/") == nil) }

  @Test("takes an encoded separator for one")
  func separators() {
    #expect(RequestPath("/i/a%2Fb%20c.jpg", below: "/i/")?.segments == ["a", "b c.jpg"])
    #expect(PercentEncoding.component("a/b c") == "a%2Fb%20c")
  }

  @Test(
    "reads and writes dates of HTTP",
    arguments: [0, 784_111_777, 1_600_000_000, 1_709_164_800, 4_102_444_799])
  func dates(seconds: Int64) {
    let stamp = Timestamp(seconds: seconds)
    #expect(HTTPDate.stamp(HTTPDate.text(stamp)) == stamp)
    if seconds == 784_111_777 { #expect(HTTPDate.text(stamp) == "Sun, 06 Nov 1994 08:49:37 GMT") }
  }
}
