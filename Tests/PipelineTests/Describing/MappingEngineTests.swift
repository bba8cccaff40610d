import EDM
import Foundation
import Testing

@testable import Pipeline

@Suite("Mapping engines")
struct MappingEngineTests {
  private func engine(_ command: String, timeout: Duration = .seconds(600)) -> MappingEngine {
    MappingEngine(
      command: command, stylesheet: "/maps/it's.xsl",
      parameters: ["country": "BE", "language": "", "dataProvider": "Amsab & Co"], timeout: timeout)
  }

  private func document(_ text: String) -> [UInt8] { Array("<record>\(text)</record>".utf8) }

  @Test("places in the command line are filled in; without any, all four stand behind it")
  func line() {
    #expect(
      engine("saxon -s:{input} -o:{output} -xsl:{stylesheet} {parameters}").line(input: "/i", output: "/o")
        == "saxon -s:'/i' -o:'/o' -xsl:'/maps/it'\\''s.xsl' 'country=BE' 'dataProvider=Amsab & Co'")
    #expect(
      engine("my engine").line(input: "/i", output: "/o")
        == "my engine '/maps/it'\\''s.xsl' '/i' '/o' 'country=BE' 'dataProvider=Amsab & Co'")
    #expect(
      MappingEngine(command: "run", stylesheet: "a.xsl", parameters: [:]).line(input: "/i", output: "/o")
        == "run 'a.xsl' '/i' '/o'")
  }

  @Test("each record gets what was written for it; one without anything fails with what was said of it")
  func results() async throws {
    let command = """
      cd {input}; for f in *.xml; do case "$(cat $f)" in *bad*) echo "$f: no title in it" >&2;; \
      *silent*) ;; *) sed s/record/edm/g $f > {output}/$f;; esac; done; exit 3
      """
    let results = try await engine(command).map(
      [document("one"), document("bad"), document("two"), document("silent")])
    #expect(
      results == [
        .success(Array("<edm>one</edm>".utf8)),
        .failure(MappingFailure("the engine wrote nothing: 000001.xml: no title in it")),
        .success(Array("<edm>two</edm>".utf8)),
        .failure(MappingFailure("the engine wrote nothing: the engine said nothing")),
      ])
    #expect(try await engine("exit 7").map([]).isEmpty)
  }

  @Test(
    "an engine that cannot be run, or makes nothing at all and says so by its status, is an error of its own")
  func failures() async throws {
    let absent = try await #require(throws: MappingEngineError.self) {
      try await engine("no-such-program-anywhere").map([document("one")])
    }
    #expect(
      absent.description.hasPrefix("the mapping engine 'no-such-program-anywhere' failed (exit 127: ")
        && absent.description.hasSuffix("): try it by hand, or mend `harvest.mapping`"))
    let slow = try await #require(throws: MappingEngineError.self) {
      try await engine("sleep 300; : {input}", timeout: .milliseconds(200)).map([document("one")])
    }
    #expect(slow.description.contains("(it took longer than 0.2 seconds for 1 records)"))
    let quiet = try await engine(": {input}").map([document("one")])
    #expect(quiet == [.failure(MappingFailure("the engine wrote nothing: the engine said nothing"))])
  }
}
