@testable import Fetching
import Testing

@Suite("robots.txt and reservations")
struct SiteRulesTests {
  func rules(_ text: String) -> RobotsRules { RobotsRules(Array(text.utf8), product: "Winnow") }

  @Test(
    "the longest pattern decides, Allow on a tie",
    arguments: [
      ("/a/b", true), ("/a/c", false), ("/x.gif", false), ("/x.gif?y", true), ("/p/1/q", false),
      ("/same", true),
      ("/", true), ("/robots.txt", true), ("/%61/c", false), ("/ä", false), ("/%c3%a4", false),
    ])
  func longestMatch(path: String, isAllowed: Bool) {
    let read = rules(
      """
      User-agent: *
      Disallow: /a
      Allow: /a/b
      Disallow: /*.gif$
      Disallow: /p/*/q
      Disallow: /same
      Allow: /same
      Disallow: /%C3%A4
      Disallow:
      """)
    #expect(read.allows(path) == isAllowed)
  }

  @Test("the group of our product token wins over everyone's, and its parts are joined")
  func groups() {
    let text = """
      \u{feff}User-agent: *
      Disallow: /
      user-agent: winnow/2.0
      User-Agent: OtherBot
      Disallow: /private # a remark
      Crawl-delay: 2.5

      Sitemap: https://example.org/sitemap.xml
      User-agent: WINNOW
      Disallow: /also
      """
    #expect(rules(text).allows("/open"))
    #expect(!rules(text).allows("/private/x"))
    #expect(!rules(text).allows("/also"))
    #expect(rules(text).crawlDelay == .milliseconds(2500))
    #expect(!RobotsRules(Array(text.utf8), product: "Third").allows("/open"))
    #expect(!RobotsRules(Array(text.utf8), product: "otherbot").allows("/private"))
  }

  @Test("no rules, HTML, an empty group of ours and CR line ends are understood")
  func oddities() {
    #expect(rules("").allows("/x"))
    #expect(rules("<!DOCTYPE html><title>Not found: /</title>").allows("/x"))
    #expect(rules("User-agent: *\nDisallow: /\n\nUser-agent: Winnow\n").allows("/x"))
    #expect(!rules("User-agent: *\rDisallow: /x\r").allows("/x"))
    #expect(rules("User-agent: *\nDisallow: /a*b*c$").allows("/abcd"))
    #expect(!rules("User-agent: *\nDisallow: /a*b*c$").allows("/a1b2cc"))
    #expect(rules("Disallow: /").allows("/x"))
  }

  @Test("a hostile pattern costs no time")
  func hostilePattern() {
    let pattern = PathPattern("/" + String(repeating: "a*", count: 200) + "b$")
    let path = PathPattern.normalise("/" + String(repeating: "a", count: 4000))
    let elapsed = ContinuousClock().measure { #expect(!pattern.matches(path)) }
    #expect(elapsed < .seconds(30))
  }

  @Test("only the first 500 KiB of a file count")
  func sizeLimit() {
    let filler = String(repeating: "# filler\n", count: RobotsRules.maximumBytes / 9 + 1)
    #expect(rules("User-agent: *\n" + filler + "Disallow: /\n").allows("/x"))
  }

  @Test("tdmrep.json reserves by the first pattern that matches")
  func reservations() {
    let reservations = Reservations(
      Array(
        #"""
        [{"location": "/open/*", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1, "tdm-policy": "x"},
         {"location": "/open/x", "tdm-reservation": "1"}, {"tdm-reservation": 1}]
        """#.utf8))
    #expect(!reservations.reserves("/open/x"))
    #expect(reservations.reserves("/image.jpg"))
    #expect(!Reservations(Array("<html>".utf8)).reserves("/image.jpg"))
    #expect(!Reservations(Array(#"{"location": "/", "tdm-reservation": 1}"#.utf8)).reserves("/"))
  }

  @Test(
    "header fields reserve when they speak to us",
    arguments: [
      (["tdm-reservation": ["1"]], true), (["tdm-reservation": ["0"]], false),
      (["x-robots-tag": ["noindex, NoAI"]], true),
      (["x-robots-tag": ["noimageai"]], true), (["x-robots-tag": ["otherbot: noai"]], false),
      (["x-robots-tag": ["Winnow: noai"]], true), (["x-robots-tag": ["max-snippet: 20, noai"]], true),
      (["x-robots-tag": ["noindex", "noai"]], true), (["x-robots-tag": ["noindex"]], false), ([:], false),
    ] as [([String: [String]], Bool)])
  func headers(headers: [String: [String]], isReserved: Bool) {
    #expect((HeaderReservation.field(in: headers, product: "Winnow") != nil) == isReserved)
  }
}
