import Testing

@testable import EDM

@Suite("Problem patterns")
struct ProblemPatternTests {
  /// Sixty characters, more than a description must have.
  private static let description = String(repeating: "a dog in a garden at noon ", count: 3)

  private func patterns(
    _ title: String?, _ description: String? = description, identifier: String? = nil
  ) -> [ProblemPattern] {
    record(title, description.map { [.init($0)] } ?? [], identifier: identifier).problemPatterns.map(
      \.pattern)
  }

  private func record(
    _ title: String?, _ descriptions: [Statement.Literal], identifier: String? = nil
  ) -> EDMRecord {
    var statements = descriptions.map { Statement(.dcDescription, .literal($0)) }
    if let title { statements.append(Statement(.dcTitle, .literal(.init(title)))) }
    if let identifier { statements.append(Statement(.dcIdentifier, .literal(.init(identifier)))) }
    return EDMRecord(resources: [
      Resource(kind: .providedCHO, about: "http://x.example/1", statements: statements)
    ])
  }

  @Test("a plain record has none")
  func findsNothing() {
    #expect(patterns("Portrait of a dog") == [])
    #expect(patterns(nil) == [])
  }

  @Test("P2: a title that is the description in any case")
  func findsEqual() {
    #expect(patterns("  " + Self.description.uppercased() + " ").contains(.titleEqualsDescription))
    #expect(!patterns(Self.description + "x").contains(.titleEqualsDescription))
  }

  @Test("P3: nine tenths in common, on both sides of the threshold")
  func findsNearlyEqual() {
    // Sixty letters; what differs shares no letter.
    let text = String(repeating: "abcdefghij", count: 6)
    #expect(patterns(text.dropLast(6) + "zzzzzz", text) == [.titleResemblesDescription])
    #expect(patterns(text.dropLast(7) + "zzzzzzz", text) == [])
  }

  @Test("P3: lengths that differ by 5 and a tenth of the shorter, on both sides of the threshold")
  func findsLengths() {
    let text = String(repeating: "abcdefghij", count: 6)
    #expect(patterns(text, text + "klmnopqrstu") == [.titleResemblesDescription])
    #expect(patterns(text, text + "klmnopqrstuv") == [])
  }

  @Test("P5: more than five signs")
  func findsSigns() {
    #expect(patterns("dog #?!/:") == [])
    #expect(patterns("dog #?!/:=") == [.unintelligibleTitle])
    #expect(patterns("Über dé Hünd 12 собака 犬") == [])
  }

  @Test("P5: a title that holds the identifier")
  func findsIdentifier() {
    #expect(patterns("Photograph INV-17", identifier: "INV-17") == [.unintelligibleTitle])
    #expect(patterns("Photograph INV-17", identifier: "INV-18") == [])
  }

  @Test("P6: two characters are too short, three are not")
  func findsShortTitle() {
    #expect(patterns("ab") == [.shortTitle])
    #expect(patterns("abc") == [])
  }

  @Test("P7: no description, or a blank one; a link is one")
  func findsMissingDescription() {
    #expect(patterns("A dog", nil) == [.missingDescription])
    #expect(patterns("A dog", "  ") == [.missingDescription])
    var linked = record("A dog", [])
    linked.resources[0].statements.append(Statement(.dcDescription, .resource("http://x.example/text")))
    #expect(linked.problemPatterns == [])
  }

  @Test("P9: fifty characters are too short, fifty-one are not; a language is judged by its longest")
  func findsShortDescriptions() {
    let (short, long) = (String(repeating: "x", count: 50), String(repeating: "x", count: 51))
    #expect(patterns("A dog", short) == [.shortDescriptions])
    #expect(patterns("A dog", long) == [])
    let both = record("A dog", [.init("brief", language: "en"), .init(long, language: "en")])
    #expect(both.problemPatterns == [])
    let other = record("A dog", [.init("kurz", language: "de"), .init(long, language: "en")])
    #expect(other.problemPatterns.map(\.pattern) == [.shortDescriptions])
    #expect(other.problemPatterns.first?.text == "kurz")
  }

  @Test("P12: seventy characters are not too long, seventy-one are")
  func findsLongTitle() {
    let text = String(repeating: "title word", count: 7)
    #expect(patterns(text) == [])
    #expect(patterns(text + "s") == [.longTitle])
  }

  @Test("P1: titles are counted by record, without regard to case")
  func countsTitles() {
    var census = PatternCensus()
    for (number, title) in ["A Dog", "a dog", "A cat"].enumerated() {
      census.add(record(title, []), RecordMark("\(number)"))
    }
    let repeated = census.quality(3, 10).filter { $0.pattern == "P1" }
    #expect(repeated.map(\.records) == [2])
    #expect(repeated.flatMap(\.examples).map(\.message) == ["\"a dog\" is the title of 2 records"])
  }

  @Test("an internal record is judged by the provider's proxy alone")
  func readsProxies() {
    func proxy(_ name: String, _ flag: String, _ title: String) -> Resource {
      Resource(
        kind: .proxy, about: name,
        statements: [
          Statement(.dcTitle, .literal(.init(title))), Statement(.edmEuropeanaProxy, .literal(.init(flag))),
          Statement(.dcDescription, .literal(.init(Self.description))),
        ])
    }
    let record = EDMRecord(
      profile: .internal, resources: [proxy("p", "false", "A dog"), proxy("e", "true", "x")])
    #expect(record.problemPatterns == [])
    #expect(record.foldedTitles == ["a dog"])
  }

  @Test("the longest common subsequence equals that of the plain algorithm")
  func matchesPlainAlgorithm() {
    let seed = UInt64.random(in: 0 ... .max)
    print("common subsequences: seed \(seed)")
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    for _ in 0..<200 {
      let first = (0..<next(150)).map { _ in UInt16(97 + next(4)) }
      let second = (0..<next(150)).map { _ in UInt16(97 + next(4)) }
      #expect(TextResemblance.longestCommonSubsequence(first, second) == plain(first, second))
    }
  }

  private func plain(_ first: [UInt16], _ second: [UInt16]) -> Int {
    var row = [Int](repeating: 0, count: second.count + 1)
    for unit in first {
      var diagonal = 0
      for (index, other) in second.enumerated() {
        let above = row[index + 1]
        row[index + 1] = unit == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[second.count]
  }
}
