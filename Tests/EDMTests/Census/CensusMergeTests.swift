import Foundation
import Testing

@testable import EDM

@Suite("Censuses merged")
struct CensusMergeTests {
  /// A record made of chance: titles, languages, dates, rights, files of many kinds.
  private func entry(_ number: Int, _ random: inout SeededGenerator) -> CensusEntry {
    func pick(_ texts: [String]) -> String { texts[Int(random.next() % UInt64(texts.count))] }
    let language = pick(["", " xml:lang=\"en\"", " xml:lang=\"GER\"", " xml:lang=\"\""])
    var description = "<dc:title\(language)>\(pick(["Dog", "Cat  and mouse", "Ж", "X \(number)"]))</dc:title>"
    description += "<dc:date>\(pick(["1889", "XIX", "never", "1.2.1903"]))</dc:date>"
    description += "<dc:language>\(pick(["ger", "nl", "?"]))</dc:language>"
    if random.next() % 2 == 0 { description += "<dc:type>\(pick(["print", "map"]))</dc:type>" }
    if random.next() % 5 == 0 { description += "<dc:odd xmlns:dc=\"http://odd.example/\">odd</dc:odd>" }
    let rights = pick([CensusRecords.rights, "https://creativecommons.org/licenses/by/4.0", "none"])
    let side = Int(random.next() % 2000)
    return CensusRecords.entry(
      "oai:museum.example:\(number)", description, type: pick(["IMAGE", "TEXT", "image"]),
      rights: rights == "none" ? nil : rights,
      media: [
        CensusMedium(
          address: "http://museum.example/\(number).jpg", category: rights == "none" ? .missing : .open,
          isFetchable: rights != "none", isTried: true, isFetched: side > 200, width: side, height: side)
      ])
  }

  @Test("parts merged in any order give what one census gives")
  func mergeEqualsOnePass() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let entries = (0..<300).map { entry($0, &random) }
    var (whole, parts) = (RecordCensus(), [RecordCensus](repeating: RecordCensus(), count: 3))
    for (index, entry) in entries.enumerated() {
      whole.add(entry)
      parts[index % 3].add(entry)
    }
    var merged = RecordCensus()
    for part in parts.reversed() { merged.merge(part) }
    #expect(merged.records == 300)
    #expect(
      merged.quality(of: "museum", name: "Museum") == whole.quality(of: "museum", name: "Museum"),
      "seed \(seed)")
    // What is counted after a merge is counted right as well.
    for entry in entries.prefix(50) {
      merged.add(entry)
      whole.add(entry)
    }
    #expect(
      merged.quality(of: "museum", name: "Museum") == whole.quality(of: "museum", name: "Museum"),
      "seed \(seed)")
  }

  @Test("the quality goes through JSON and back, with keys in snake case")
  func json() throws {
    var random = SeededGenerator(seed: 7)
    let quality = CensusRecords.quality((0..<40).map { entry($0, &random) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(quality)
    #expect(try JSONDecoder().decode(ProviderQuality.self, from: data) == quality)
    func keys(_ value: Any) -> Set<String> {
      if let object = value as? [String: Any] {
        return object.reduce(into: Set(object.keys)) { $0.formUnion(keys($1.value)) }
      }
      return (value as? [Any])?.reduce(into: []) { $0.formUnion(keys($1)) } ?? []
    }
    let all = keys(try JSONSerialization.jsonObject(with: data))
    #expect(all.contains("share_with_language") && all.contains("large_enough"))
    #expect(all.allSatisfy { $0.allSatisfy { $0 == "_" || ("a"..."z").contains($0) } })
  }

  @Test("an empty census gives a quality without records and without shares that are no numbers")
  func empty() {
    let quality = RecordCensus().quality(of: "museum", name: "Museum")
    #expect(quality.coverage.recordsCounted == 0)
    #expect(
      (quality.withheld.share, quality.readiness.all.shareReady, quality.tiers.uplift.share) == (0, 0, 0))
    #expect(quality.patterns.allSatisfy { $0.share == 0 })
  }
}
