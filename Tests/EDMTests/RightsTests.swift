import Foundation
import Testing

@testable import EDM

@Suite("Rights statements")
struct RightsTests {
  @Test(
    "variants in the wild come to the canonical form",
    arguments: [
      ("https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by/4.0/"),
      ("http://www.creativecommons.org/licenses/BY-SA/3.0", "http://creativecommons.org/licenses/by-sa/3.0/"),
      ("http://creativecommons.org/licenses/by/3.0/deed.de", "http://creativecommons.org/licenses/by/3.0/"),
      (
        "http://creativecommons.org/licenses/by-nc/2.0/at/legalcode",
        "http://creativecommons.org/licenses/by-nc/2.0/at/"
      ),
      (
        "http://creativecommons.org//publicdomain/zero/1.0/",
        "http://creativecommons.org/publicdomain/zero/1.0/"
      ),
      (
        "http://creativecommons.org/publicdomain/mark/1.261",
        "http://creativecommons.org/publicdomain/mark/1.0/"
      ),
      ("http://creativecommons.org/licenses/zero/", "http://creativecommons.org/publicdomain/zero/1.0/"),
      (
        "http://creativecommons.org/licenses/publicdomain/mark/",
        "http://creativecommons.org/publicdomain/mark/1.0/"
      ),
      (
        "https://rightsstatements.org/page/InC/1.0/?language=de", "http://rightsstatements.org/vocab/InC/1.0/"
      ),
      ("http://rightsstatements.org/vocab/inc-ow-eu/1.0", "http://rightsstatements.org/vocab/InC-OW-EU/1.0/"),
      (
        " \"RIGHTS: http://creativecommons.org/licenses/by-nd/2.5/,http://x.example/#C\" ",
        "http://creativecommons.org/licenses/by-nd/2.5/"
      ),
    ])
  func normalises(_ text: String, _ expected: String) {
    let finding = RightsStatements.normalise(text)
    #expect(finding.normalised == expected)
    #expect(finding.original == text)
  }

  @Test(
    "what is not accepted stays unknown, with its original",
    arguments: [
      "CC BY 4.0", "Public Domain",
      "http://creativecommons.org/licenses/by/3.0/xx/", "http://creativecommons.org/licenses/by/2.1/",
      "http://creativecommons.org/licenses/by-nd-nc/4.0/", "http://rightsstatements.org/vocab/NoC-US/1.0/",
      "http://www.europeana.eu/rights/rr-f/", "http://creativecommons.org/licenses/by%20/4.0/", "https://",
      "http:///",
    ])
  func leavesUnknown(_ text: String) {
    #expect(
      RightsStatements.normalise(text) == RightsFinding(original: text, normalised: nil, category: .unknown))
  }

  @Test(
    "a licence without its version has its category and no normal form: none is supplied",
    arguments: [
      ("http://creativecommons.org/licenses/by/", RightsFinding.Category.open),
      ("https://creativecommons.org/licenses/by-sa", .open),
      ("http://creativecommons.org/licenses/by-nc-nd/", .restricted),
    ])
  func unversioned(_ text: String, _ category: RightsFinding.Category) {
    #expect(
      RightsStatements.normalise(text) == RightsFinding(original: text, normalised: nil, category: category))
    #expect(!RightsStatements.isAccepted(text))
  }

  @Test("categories follow the publishing framework")
  func categorises() {
    #expect(RightsStatements.normalise("http://creativecommons.org/licenses/by-sa/2.5/nl/").category == .open)
    #expect(
      RightsStatements.normalise("http://creativecommons.org/licenses/by-nd-nc/1.0/").category == .restricted)
    #expect(
      RightsStatements.normalise("http://rightsstatements.org/vocab/NoC-NC/1.0/").category == .restricted)
    #expect(RightsStatements.normalise("http://rightsstatements.org/vocab/CNE/1.0/").category == .permission)
    #expect(RightsStatements.normalise(nil).category == .missing)
    #expect(RightsStatements.normalise(" \n").category == .missing)
  }

  @Test(
    "every expected row of the shared samples comes out equal",
    .enabled(if: Checkout.exists(Checkout.rights), "needs ../shared/data"))
  func reproducesSamples() throws {
    let lines = try String(contentsOf: Checkout.rights, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count > 150)
    for line in lines {
      let row: [Substring] = line.split(separator: "\t", omittingEmptySubsequences: false)
      let form = RightsStatements.canonicalForm(of: String(row[0]))
      #expect(form == row[1])
      #expect(RightsStatements.isAccepted(form) == (row[2] == "True"), "\(row[0])")
    }
  }

  @Test("random text never becomes a licence and never crashes")
  func survivesRandomText() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let parts = [
      "http://", "creativecommons.org", "/", "licenses", "by", "4.0", "#", "?", "%", " ", "é", "\"", ",",
      "deed",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }.joined()
      let finding = RightsStatements.normalise(text)
      if let normalised = finding.normalised {
        #expect(RightsStatements.canonicalForm(of: normalised) == normalised, "seed \(seed): \(text)")
        #expect(text.contains("creativecommons.org"), "seed \(seed): \(text)")
      }
    }
  }
}

@Suite("Rights policy")
struct RightsPolicyTests {
  private func decide(_ statement: String?, agreement: Bool = false) -> RightsDecision {
    RightsPolicy.standard.decide(rights: RightsStatements.normalise(statement), agreement: agreement)
  }

  @Test(
    "the standard policy",
    arguments: [
      ("http://creativecommons.org/publicdomain/zero/1.0/", true, true, true),
      ("http://creativecommons.org/licenses/by/4.0/", true, true, true),
      ("http://creativecommons.org/licenses/by-nc-sa/4.0/", true, true, false),
      ("http://creativecommons.org/licenses/by-nd/4.0/", true, true, false),
      ("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", true, true, false),
      ("http://rightsstatements.org/vocab/InC-EDU/1.0/", true, true, false),
      ("http://rightsstatements.org/vocab/InC/1.0/", false, false, false),
      ("all rights reserved", false, false, false),
      ("", false, false, false),
    ])
  func decides(_ statement: String, _ fetch: Bool, _ thumbnail: Bool, _ derivative: Bool) {
    let decision = decide(statement)
    #expect(decision.fetch == fetch)
    #expect(decision.thumbnail == thumbnail)
    #expect(decision.derivative == derivative)
    #expect(!decision.reason.isEmpty)
  }

  @Test("an agreement opens what waits for one and nothing that is refused")
  func respectsAgreement() {
    let inCopyright = decide("http://rightsstatements.org/vocab/InC/1.0/", agreement: true)
    #expect(inCopyright.fetch && inCopyright.thumbnail && !inCopyright.derivative)
    #expect(decide("http://creativecommons.org/licenses/by-nc/4.0/", agreement: true).derivative)
    #expect(!decide("http://creativecommons.org/licenses/by-nd/4.0/", agreement: true).derivative)
  }

  @Test("the longest prefix decides, and a default shows in the reason")
  func choosesLongestPrefix() {
    var policy = RightsPolicy.standard
    policy.statements.append(
      .init(
        prefix: "http://creativecommons.org/licenses/by/4.0/",
        rule: .init(fetch: .refused, thumbnail: .refused, derivative: .refused, reason: "house rule")))
    var rights = RightsStatements.normalise("http://creativecommons.org/licenses/by/4.0/")
    rights.defaulted = true
    let decision = policy.decide(rights: rights, agreement: true)
    #expect(!decision.fetch)
    #expect(decision.reason.contains("house rule"))
    #expect(decision.reason.contains("default"))
    #expect(
      policy.decide(
        rights: RightsStatements.normalise("http://creativecommons.org/licenses/by/3.0/"), agreement: false
      ).fetch)
  }

  @Test("the shipped rights.yaml says what the standard policy says")
  func matchesShippedFile() throws {
    let file = Checkout.root.appendingPathComponent("Mappings/rights.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    func line(_ rule: RightsPolicy.Rule) -> String {
      "{fetch: \(rule.fetch.rawValue), thumbnail: \(rule.thumbnail.rawValue), "
        + "derivative: \(rule.derivative.rawValue), reason: \"\(rule.reason)\"}"
    }
    for statement in RightsPolicy.standard.statements {
      #expect(text.contains("\"\(statement.prefix)\":\n    \(line(statement.rule))"), "\(statement.prefix)")
    }
    for (category, rule) in RightsPolicy.standard.categories {
      #expect(text.contains("  \(category.rawValue): \(line(rule))"), "\(category)")
    }
    #expect(text.split(separator: "{fetch").count - 1 == 16)
  }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
