import Testing

@testable import OAIPMH

/// A request as a query string, with the codes that its answer has to hold; none for a valid one.
struct RequestCase: Sendable, CustomTestStringConvertible {
  let query: String
  let codes: [RepositoryFault.Code]

  init(_ query: String, _ codes: RepositoryFault.Code...) {
    self.query = query
    self.codes = codes
  }

  var testDescription: String { query.count > 100 ? query.prefix(100) + "..." : query }

  var arguments: [RepositoryRequest.Argument] {
    query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return .init(String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }
  }
}

let requestCases: [RequestCase] = [
  // The verb.
  RequestCase("", .badVerb), RequestCase("metadataPrefix=edm", .badVerb), RequestCase("verb=", .badVerb),
  RequestCase("verb=identify", .badVerb), RequestCase("verb=Identify ", .badVerb),
  RequestCase("verb=ListAll", .badVerb), RequestCase("verb=Identify&verb=Identify", .badVerb),
  RequestCase("verb=Identify&verb=ListSets", .badVerb), RequestCase("Verb=Identify", .badVerb),
  RequestCase("verb=<script>alert(1)</script>", .badVerb), RequestCase("verb=Identify\u{0}", .badVerb),
  RequestCase("verb=Nonsense&metadataPrefix=&from=x", .badVerb),
  // Identify.
  RequestCase("verb=Identify"), RequestCase("verb=Identify&identifier=x", .badArgument),
  RequestCase("verb=Identify&metadataPrefix=edm", .badArgument),
  RequestCase("verb=Identify&resumptionToken=x", .badArgument), RequestCase("verb=Identify&"),
  RequestCase("verb=Identify&test", .badArgument),
  // ListMetadataFormats.
  RequestCase("verb=ListMetadataFormats"), RequestCase("verb=ListMetadataFormats&identifier=oai:a.b:1"),
  RequestCase("verb=ListMetadataFormats&identifier=", .badArgument),
  RequestCase("verb=ListMetadataFormats&identifier=a\u{1}b", .badArgument),
  RequestCase("verb=ListMetadataFormats&identifier=a&identifier=b", .badArgument),
  RequestCase("verb=ListMetadataFormats&metadataPrefix=edm", .badArgument),
  // ListSets.
  RequestCase("verb=ListSets"), RequestCase("verb=ListSets&resumptionToken=abc"),
  RequestCase("verb=ListSets&set=a", .badArgument),
  RequestCase("verb=ListSets&resumptionToken=a&resumptionToken=b", .badArgument),
  // GetRecord.
  RequestCase("verb=GetRecord&identifier=oai:a.b:1&metadataPrefix=edm"),
  RequestCase("verb=GetRecord&identifier=invalid\"id&metadataPrefix=edm"),
  RequestCase("verb=GetRecord", .badArgument, .badArgument),
  RequestCase("verb=GetRecord&identifier=a", .badArgument),
  RequestCase("verb=GetRecord&metadataPrefix=edm", .badArgument),
  RequestCase("verb=GetRecord&identifier=a&metadataPrefix=", .badArgument),
  RequestCase("verb=GetRecord&identifier=a&metadataPrefix=e d m", .badArgument),
  RequestCase("verb=GetRecord&identifier=a&metadataPrefix=edm&metadataPrefix=edm", .badArgument),
  RequestCase("verb=GetRecord&identifier=a&metadataPrefix=edm&set=x", .badArgument),
  RequestCase("verb=GetRecord&identifier=a\u{FFFD}&metadataPrefix=edm", .badArgument),
  RequestCase("verb=GetRecord&identifier=a\u{FFFE}&metadataPrefix=edm", .badArgument),
  RequestCase(
    "verb=GetRecord&identifier=\(String(repeating: "x", count: 3000))&metadataPrefix=edm", .badArgument),
  RequestCase("verb=GetRecord&identifier=<>&metadataPrefix=<>&<x>=1", .badArgument, .badArgument),
  // Lists.
  RequestCase("verb=ListRecords&metadataPrefix=edm"),
  RequestCase("verb=ListRecords", .badArgument), RequestCase("verb=ListIdentifiers", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&until=2024-01-01&from=2023-01-01"),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01&until=2023-01-01"),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:00Z&until=2023-01-01T00:00:00Z"),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2024-01-01&until=2023-01-01", .badArgument),
  RequestCase(
    "verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:01Z&until=2023-01-01T00:00:00Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01&until=2023-01-02T00:00:00Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:00Z&until=2023-01-02", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=yesterday", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-1-1", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-02-29", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2024-02-29"),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-13-01", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:00", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T25:00:00Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:60Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:00.5Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01 00:00:00Z", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-01-01T00:00:00+01", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=٢٠٢٣-01-01", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=0000-01-01", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&from=a&until=b", .badArgument, .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=a:b"),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=a::b", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=a:", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=really wrong", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&set=a&set=b", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&identifier=x", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm&until=2023-01-01&until=2023-01-01", .badArgument),
  RequestCase("verb=ListRecords&resumptionToken=abc"), RequestCase("verb=ListRecords&resumptionToken="),
  RequestCase("verb=ListRecords&resumptionToken=abc&metadataPrefix=edm", .badArgument),
  RequestCase("verb=ListRecords&resumptionToken=abc&from=2023-01-01", .badArgument),
  RequestCase("verb=ListIdentifiers&resumptionToken=abc&until=2023-01-01", .badArgument),
  RequestCase("verb=ListIdentifiers&resumptionToken=abc&resumptionToken=abc", .badArgument),
  RequestCase("verb=ListRecords&" + String(repeating: "a=1&", count: 50), .badArgument, .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=edm'; DROP TABLE record; --", .badArgument),
  RequestCase("verb=ListRecords&metadataPrefix=../../etc/passwd", .badArgument),
]

@Suite("Requests to a repository")
struct ServingRequestTests {
  @Test("have exactly the faults that the protocol names", arguments: requestCases)
  func faults(_ example: RequestCase) {
    var found: [RepositoryFault.Code] = []
    do {
      _ = try RepositoryRequest(arguments: example.arguments)
    } catch {
      found = error.faults.map(\.code)
      #expect(error.faults.allSatisfy { !$0.message.isEmpty })
    }
    #expect(found == example.codes, "\(example.query)")
  }

  @Test("read a day as its first second in from and its last in until")
  func days() throws {
    let request = try RepositoryRequest(
      arguments: RequestCase("verb=ListRecords&metadataPrefix=edm&from=2023-05-01&until=2023-05-02&set=a:b")
        .arguments)
    guard case .list(let selection) = request.operation else {
      Issue.record("not a list")
      return
    }
    #expect(selection.from?.description == "2023-05-01T00:00:00Z")
    #expect(selection.until?.description == "2023-05-02T23:59:59Z")
    #expect(selection.set == "a:b")
  }

  @Test("never echo a text of the request in a fault")
  func noEcho() {
    for example in requestCases {
      do {
        _ = try RepositoryRequest(arguments: example.arguments)
      } catch {
        for fault in error.faults { #expect(!fault.message.contains("<"), "\(fault.message)") }
      }
    }
  }
}

@Suite("Set specs")
struct SetSpecTests {
  @Test(
    "keep any text reversibly",
    arguments: ["", "a", "a b", "Straße", "~", "~7E", "a:b", "a/b?c=d&e", "日本", "\u{0}", "(x)*'!._-"])
  func roundTrip(_ text: String) {
    let segment = SetSpec.segment(text)
    #expect(Lexical.isSetSpec(segment))
    #expect(!segment.contains(":"))
    #expect(SetSpec.text(ofSegment: segment) == text)
  }

  @Test("of another repository keep their hierarchy, even with empty segments")
  func sanitised() {
    #expect(SetSpec.sanitised("maps:16th century") == "maps:16th~20century")
    #expect(SetSpec.sanitised("a::b") == "a:~:b")
    #expect(Lexical.isSetSpec(SetSpec.sanitised(":")))
  }

  @Test("have their parents before them")
  func parents() { #expect(SetSpec.withParents("a:b:c") == ["a", "a:b", "a:b:c"]) }

  @Test("that were not made here are refused", arguments: ["", "a b", "~7", "~GG", "~FF"])
  func refused(_ segment: String) { #expect(SetSpec.text(ofSegment: segment) == nil) }
}

@Suite("Identifier prefixes")
struct IdentifierPrefixTests {
  @Test("show their domain only in the shape of the guideline")
  func domains() {
    #expect(RepositoryIdentity.identifierDomain(ofPrefix: "oai:winnow.example.org") == "winnow.example.org")
    for other in [
      "oai:localhost", "urn:x.example.org", "oai:1.example", "oai:a..b", "oai:", "oai:a b.example.org",
    ] {
      #expect(RepositoryIdentity.identifierDomain(ofPrefix: other) == nil, "\(other)")
    }
  }
}
