import EDM
import Testing

@testable import WinnowConfiguration

@Suite("The configuration of vocabularies")
struct VocabularyConfigurationTests {
  private func parse(_ lines: String) throws -> VocabularyConfiguration {
    try Configuration(
      parsing: """
        contact: mailto:ops@example.org
        repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
        \(lines)
        """, file: "/winnow.yaml", shippedMappings: nil
    ).vocabularies
  }

  private func complaint(_ lines: String) -> String {
    do { return "accepted: \(try parse(lines))" } catch { return "\(error)" }
  }

  @Test("nothing is fetched unless the file says so; the languages of Europe are kept")
  func standard() throws {
    #expect(try parse("") == VocabularyConfiguration())
    #expect(try parse("vocabularies: {dereference: false}").languages == .standard)
    #expect(LabelLanguages.standard.tags.count >= 24)
  }

  @Test("every key arrives")
  func complete() throws {
    let read = try parse(
      """
      vocabularies:
        dereference: true
        languages: [nl, EN, zh-Hant]
        mirrors: {aat: "http://127.0.0.1:9/aat/{id}.ttl"}
      """)
    #expect(
      read
        == VocabularyConfiguration(
          dereference: true, languages: LabelLanguages(["nl", "en", "zh-hant"]),
          mirrors: [.aat: "http://127.0.0.1:9/aat/{id}.ttl"]))
  }

  @Test(
    "what cannot be meant is refused with its line",
    arguments: [
      ("vocabularies: {derefence: true}", "unknown key 'derefence'"),
      ("vocabularies: {languages: []}", "'vocabularies.languages' is empty"),
      ("vocabularies: {languages: [english language]}", "'english language' is no language tag"),
      ("vocabularies: {mirrors: {tgn: \"http://x.example/{id}\"}}", "there is no vocabulary 'tgn'"),
      ("vocabularies: {mirrors: {aat: \"http://x.example/\"}}", "http(s) address with {id}"),
      ("vocabularies: {dereference: often}", "has to be true or false"),
    ])
  func refusals(lines: String, words: String) {
    let complaint = complaint(lines)
    #expect(complaint.contains(words))
    #expect(complaint.contains("/winnow.yaml:3"))
  }
}
