import Foundation
import OAIPMH
import Store
import Testing
import WinnowConfiguration
import XMLCodec

@testable import Pipeline

@Suite("A IIIF collection as a source")
struct CollectionSourceTests {
  /// Serves a collection of manifests, half of them in an inner collection.
  private func serve(_ server: DocumentServer, _ numbers: [Int]) {
    let items = { (numbers: [Int]) in
      numbers.map { #"{"id":"{base}/m/\#($0)","type":"Manifest"}"# }.joined(separator: ",")
    }
    let half = numbers.count / 2
    server.set(
      "/all",
      #"{"type":"Collection","id":"{base}/all","items":[{"id":"{base}/inner","type":"Collection"},\#(items(Array(numbers[..<half])))]}"#
    )
    server.set(
      "/inner", #"{"type":"Collection","id":"{base}/inner","items":[\#(items(Array(numbers[half...])))]}"#)
    for number in numbers { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
  }

  @Test("each manifest is a record; the next harvest finds a change, a new one and a loss")
  func incremental() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    serve(server, Array(10...29))
    let provider = try space.provider("iiif-collection", server.base + "/all")
    #expect(provider.harvest.prefix == "iiif")
    let first = try await space.harvest(provider)
    #expect(first.verdict.isComplete, "\(first.verdict)")
    #expect(first.numbers == [20, 0, 0, 0, 0])
    #expect(first.expense.requests == 22)
    #expect(try await space.harvest(provider).numbers == [0, 0, 20, 0, 0])

    serve(server, Array(11...30))
    server.setManifest("/m/15", title: "Blatt 15, verso")
    let third = try await space.harvest(provider)
    #expect(third.verdict.isComplete, "\(third.verdict)")
    #expect(third.numbers == [1, 1, 18, 1, 0])
    #expect(try await space.deleted() == [server.base + "/m/10"])
  }

  @Test("a record holds the manifest in XML, and its own text byte for byte")
  func form() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    let odd =
      "{\"id\":\"{base}/m/1\",\"type\":\"Manifest\",\r\n\"label\":{\"none\":[\"<a> \\u00e9 & \\u0000 ]]>\"]},\"items\":[],\"n\":1.50}"
    for (number, text) in [1: odd, 2: manifest("{base}/m/2", title: "é <b> &amp; ]]>")] {
      server.set("/m/\(number)", text)
    }
    server.set(
      "/all",
      #"{"type":"Collection","id":"{base}/all","items":[{"id":"{base}/m/1","type":"Manifest"},{"id":"{base}/m/2","type":"Manifest"}]}"#
    )
    let result = try await space.harvest(try space.provider("iiif-collection", server.base + "/all"))
    #expect(result.verdict.isComplete, "\(result.verdict)")
    for number in 1...2 {
      let record = try #require(try await space.records()["\(server.base)/m/\(number)"])
      #expect(record.repairs.isEmpty)
      let stored = try StoredRecord(bytes: record.bytes, context: record.context)
      let metadata = String(decoding: try #require(stored.metadata), as: UTF8.self)
      #expect(metadata.hasPrefix("<map xmlns=\"http://www.w3.org/2005/xpath-functions\">"))
      let tape = try XMLTape(parsing: try #require(stored.abouts.first), names: XMLNameTable([]))
      let root = try #require(tape.events.first)
      #expect(tape.name(root.name).namespace == "urn:x-winnow:source")
      let isEncoded = tape.attributes(of: root).contains { $0.value == "base64" }
      #expect(isEncoded == (number == 1))
      let content = tape.content(at: 0)
      let text =
        isEncoded ? String(decoding: try #require(Data(base64Encoded: content)), as: UTF8.self) : content
      #expect(
        Array(text.utf8)
          == Array(
            (number == 1 ? odd : manifest("{base}/m/2", title: "é <b> &amp; ]]>"))
              .replacing("{base}", with: server.base).utf8))
    }
    let first = try #require(try await space.records()["\(server.base)/m/1"])
    #expect(String(decoding: first.bytes, as: UTF8.self).contains("<number key=\"n\">1.50</number>"))
    #expect(
      String(decoding: first.bytes, as: UTF8.self).contains(
        #"escaped="true">&lt;a&gt; é &amp; \u0000 ]]&gt;<"#))
  }

  @Test("the EDM record that a manifest names is the metadata")
  func seeAlso() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    server.setManifest(
      "/m/1", title: "x",
      more:
        #","seeAlso":[{"id":"{base}/1.ttl","type":"Dataset","format":"text/turtle","profile":"http://www.europeana.eu/schemas/edm/"},{"id":"{base}/1.rdf","type":"Dataset","format":"application/rdf+xml","profile":"http://www.europeana.eu/schemas/edm/"}]"#
    )
    server.set(
      "/1.rdf", "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>")
    server.set(
      "/all", #"{"type":"Collection","id":"{base}/all","items":[{"id":"{base}/m/1","type":"Manifest"}]}"#)
    let provider = try space.provider("iiif-collection", server.base + "/all")
    let result = try await space.harvest(provider)
    #expect(result.verdict.isComplete, "\(result.verdict)")
    let record = try #require(try await space.records()[server.base + "/m/1"])
    let stored = try StoredRecord(bytes: record.bytes, context: record.context)
    #expect(String(decoding: try #require(stored.metadata), as: UTF8.self).hasPrefix("<rdf:RDF"))
    #expect(stored.abouts.count == 1)
    #expect(server.paths == ["/all", "/m/1", "/1.rdf"])
  }

  @Test("what cannot be fetched is named and nothing is deleted; what is no manifest is quarantined")
  func gaps() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    serve(server, Array(10...19))
    let provider = try space.provider(
      "iiif-collection", server.base + "/all", more: ", deletion_guard_percent: 100")
    _ = try await space.harvest(provider)
    serve(server, Array(11...19))
    server.set("/m/12", nil)
    server.set("/m/13", "{\"type\":\"Canvas\"}")
    let result = try await space.harvest(provider)
    #expect(!result.verdict.isComplete)
    #expect(
      result.verdict.reason.hasPrefix("manifests that could not be read: 1 (\(server.base)/m/12: "),
      "\(result.verdict)")
    #expect(result.numbers == [0, 0, 7, 0, 1])
    #expect(try await space.deleted() == [])
    server.set("/inner", nil)
    let half = try await space.harvest(provider)
    #expect(
      half.verdict.reason.hasPrefix("collections that could not be read: 1 (\(server.base)/inner: "),
      "\(half.verdict)")
    #expect(try await space.deleted() == [])
    serve(server, Array(11...19))
    let whole = try await space.harvest(provider)
    #expect(whole.verdict.isComplete, "\(whole.verdict)")
    #expect(try await space.deleted() == [server.base + "/m/10"])
  }

  @Test("a harvest that was stopped fetches the rest only")
  func resumption() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    serve(server, Array(100...229))
    let provider = try space.provider("iiif-collection", server.base + "/all")
    let stopped = try await space.harvest(provider, stopAfterPages: 1)
    #expect(!stopped.verdict.isComplete)
    #expect(stopped.verdict.reason.hasPrefix("interrupted with "), "\(stopped.verdict)")
    let rest = try await space.harvest(provider)
    #expect(rest.verdict.isComplete, "\(rest.verdict)")
    #expect(stopped.counts.new + rest.counts.new == 130)
    #expect(server.paths.filter { $0.hasPrefix("/m/") }.count == 130, "nothing is fetched twice")
  }

  @Test("no secret goes to another origin, and its private address is guarded")
  func otherOrigins() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    server.set(
      "/all",
      #"{"type":"Collection","id":"{base}/all","items":[{"id":"http://10.0.0.1/m","type":"Manifest"}]}"#)
    let result = try await space.harvest(try space.provider("iiif-collection", server.base + "/all"))
    #expect(!result.verdict.isComplete)
    #expect(result.verdict.reason.contains("http://10.0.0.1/m"), "\(result.verdict)")
  }
}
