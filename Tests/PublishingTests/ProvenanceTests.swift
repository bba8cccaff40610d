import Foundation
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Publishing

@Suite("The way of a record")
struct ProvenanceTests {
  private static let namespace = "http://www.openarchives.org/OAI/2.0/provenance"
  private static let dublinCore = "http://www.openarchives.org/OAI/2.0/oai_dc/"

  /// An origin description in the spelling of many hubs: with a prefix, and line breaks around the values.
  private static func hop(_ name: String, date: String = "2020-01-01", earlier: String = "") -> String {
    """
    <p:originDescription harvestDate="\(date)" altered="true">
      <p:baseURL>
        http://\(name).example.org/oai
      </p:baseURL><p:identifier>oai:\(name):1</p:identifier><p:datestamp>2019-12-31</p:datestamp>
      <p:metadataNamespace>\(dublinCore)</p:metadataNamespace>\(earlier)
    </p:originDescription>
    """
  }

  private static func container(_ content: String) -> String {
    "<about><p:provenance xmlns:p=\"\(namespace)\">\(content)</p:provenance></about>"
  }

  private static let threeHops = container(
    hop(
      "hub", date: "2022-02-02T12:00:00Z", earlier: hop("region", date: "2021-03-03", earlier: hop("museum")))
  )

  private func incoming(_ abouts: String) -> IncomingProvenance {
    IncomingProvenance(of: Dossiers.source(abouts))
  }

  private func published(_ abouts: String) throws -> PublishedRecord {
    try Dossiers.publisher().publish(Dossiers.dossier(source: Dossiers.source(abouts)))
  }

  @Test("three hops are read from the newest to the oldest, both granularities as written")
  func threeHopsAreRead() throws {
    let provenance = incoming(Self.threeHops)
    #expect(provenance.faults.isEmpty)
    #expect(provenance.chains.count == 1)
    let hops = try #require(provenance.chains.first).hops
    #expect(hops.map(\.identifier) == ["oai:hub:1", "oai:region:1", "oai:museum:1"])
    #expect(
      hops.map(\.baseURL) == [
        "http://hub.example.org/oai", "http://region.example.org/oai", "http://museum.example.org/oai",
      ])
    #expect(hops.map(\.harvestDate) == ["2022-02-02T12:00:00Z", "2021-03-03", "2020-01-01"])
    #expect(hops.map(\.metadataNamespace) == [Self.dublinCore, Self.dublinCore, Self.dublinCore])
    #expect(hops.map(\.altered) == ["true", "true", "true"])
  }

  @Test("our hop stands outermost of four, and the chain reads back as it was written")
  func nesting() throws {
    let about = try published(Self.threeHops).about("edm")
    #expect(
      about.all(between: "<identifier>", and: "</identifier>") == [
        "oai:museum:1", "oai:hub:1", "oai:region:1", "oai:museum:1",
      ])
    #expect(about.all(between: "harvestDate=\"", and: "\"").first == "2023-11-14T22:13:20Z")
    #expect(about.hasSuffix(String(repeating: "</originDescription>", count: 4) + "</provenance></about>"))
    let again = incoming(about)
    #expect(again.faults.isEmpty)
    #expect(again.chains.map { $0.hops.count } == [4])
    #expect(again.chains.first?.earlier == incoming(Self.threeHops).chains.first)
  }

  @Test("of several containers the first chain is nested, every other one is carried on as it came")
  func severalContainers() throws {
    let second = Self.container(Self.hop("library"))
    let provenance = incoming(Self.threeHops + second)
    #expect(provenance.chains.map { $0.hops.count } == [3, 1])
    for prefix in ["source", "edm", "oai_dc"] {
      let about = try published(Self.threeHops + second).about(prefix)
      #expect(about.hasSuffix(second), "\(prefix): \(about)")
      #expect(about.components(separatedBy: "<about>").count == 3)
    }
  }

  @Test(
    "what is no whole chain is reported and carried on byte by byte, with nothing invented",
    arguments: [
      ("", "it has no originDescription"),
      (hop("a") + hop("b"), "2 origin descriptions stand side by side where one may stand"),
      (
        hop("a").replacingOccurrences(of: "<p:datestamp>2019-12-31</p:datestamp>", with: ""),
        "hop 1 has no datestamp"
      ),
      (
        hop("a", earlier: hop("b").replacingOccurrences(of: "oai:b:1", with: " ")),
        "hop 2 has no identifier"
      ),
      (
        hop("a").replacingOccurrences(
          of: "<p:datestamp>", with: "<p:datestamp>2019</p:datestamp><p:datestamp>"),
        "hop 1 has two of datestamp"
      ),
      (
        hop("a").replacingOccurrences(of: "<p:datestamp>", with: "<p:note>x</p:note><p:datestamp>"),
        "hop 1 has an element 'note' unknown to the schema"
      ),
      (hop("a", date: "yesterday"), "harvestDate 'yesterday' of hop 1 is no date"),
      (
        hop("a").replacingOccurrences(of: " altered=\"true\"", with: ""),
        "hop 1 does not say whether the record was altered"
      ),
    ])
  func brokenChains(content: String, fault: String) throws {
    let broken = Self.container(content)
    let provenance = incoming(broken + Self.threeHops)
    #expect(provenance.faults == ["provenance container 1: \(fault)"])
    #expect(provenance.chains.map { $0.hops.count } == [3])
    let about = try published(broken + Self.threeHops).about("edm")
    #expect(about.hasSuffix(broken), "\(about)")
    #expect(about.components(separatedBy: "<originDescription").count == 5, "the sound chain is nested")
  }

  @Test("a chain of 32 hops is read; one of 33 is carried on as it came")
  func depth() throws {
    func chain(_ depth: Int) -> String {
      Self.container((1...depth).reduce("") { inner, number in Self.hop("h\(number)", earlier: inner) })
    }
    #expect(incoming(chain(32)).chains.map { $0.hops.count } == [32])
    let deeper = incoming(chain(33))
    #expect(deeper.chains.isEmpty)
    #expect(deeper.faults == ["provenance container 1: the chain has more than 32 hops"])
    #expect(try published(chain(33)).about("edm").hasSuffix(chain(33)))
  }

  @Test("a record without containers, and a tombstone without bytes, came from nowhere before")
  func none() {
    #expect(incoming("") == incoming(Dossiers.incomingRights))
    var tombstone = Dossiers.source(deleted: true)
    tombstone.bytes = []
    #expect(IncomingProvenance(of: tombstone).chains.isEmpty)
    #expect(IncomingProvenance(of: tombstone).faults.isEmpty)
  }
}
