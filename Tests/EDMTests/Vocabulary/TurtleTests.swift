import Testing

@testable import EDM

/// Keeps statements as lines of N-Triples without escapes.
private struct Lines: TripleSink {
  var lines: [String] = []

  mutating func take(_ subject: RDFTerm, _ predicate: String, _ object: RDFTerm) {
    lines.append("\(Self.text(subject)) <\(predicate)> \(Self.text(object))")
  }

  private static func text(_ term: RDFTerm) -> String {
    switch term {
    case .iri(let iri): "<\(iri)>"
    case .blank(let number): "_:\(number)"
    case .literal(let text, let language): "\"\(text)\"" + (language.isEmpty ? "" : "@" + language)
    }
  }
}

@Suite("Turtle")
struct TurtleTests {
  private let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

  private func statements(_ text: String, base: String = "http://a.example/b/c?d#e") throws -> [String] {
    var parser = try TurtleParser(
      Array(text.utf8), base: base, limits: SKOSLimits(maximumDepth: 16), sink: Lines())
    try parser.run()
    return parser.sink.lines
  }

  private func complaint(_ text: String) -> String {
    do { return "accepted: \(try statements(text))" } catch { return "\(error)" }
  }

  @Test("N-Triples are read: names, blank nodes, languages, datatypes, comments, escapes")
  func nTriples() throws {
    let text = #"""
      # a comment
      <http://x.example/s> <http://x.example/p> <http://x.example/o> . # behind
      _:n <http://x.example/p> "plain".
      <http://x.example/s>	<http://x.example/p> "in English"@en-GB .
      <http://x.example/s> <http://x.example/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
      <http://x.example/s> <http://x.example/p> "tab\t line\n quote\" back\\ \u00E9 \U0001F600" .
      <http://x.example/\u00E9> <http://x.example/p> _:n .
      """#
    #expect(
      try statements(text) == [
        "<http://x.example/s> <http://x.example/p> <http://x.example/o>",
        "_:1 <http://x.example/p> \"plain\"",
        "<http://x.example/s> <http://x.example/p> \"in English\"@en-GB",
        "<http://x.example/s> <http://x.example/p> \"1\"",
        "<http://x.example/s> <http://x.example/p> \"tab\t line\n quote\" back\\ é 😀\"",
        "<http://x.example/é> <http://x.example/p> _:1",
      ])
  }

  @Test("lists of predicates and objects, a, prefixes in both spellings, the empty prefix")
  func lists() throws {
    let text = """
      @prefix : <http://x.example/> .
      PREFIX ex: <http://y.example/#>
      prefix a.b: <http://z.example/>
      :s a ex:T, :U ; ;
         ex:p "1" , '2'@de ; .
      a.b:s :p a.b:. :s ex:q :o.
      """
    #expect(
      try statements(text) == [
        "<http://x.example/s> <\(rdf)type> <http://y.example/#T>",
        "<http://x.example/s> <\(rdf)type> <http://x.example/U>",
        "<http://x.example/s> <http://y.example/#p> \"1\"",
        "<http://x.example/s> <http://y.example/#p> \"2\"@de",
        "<http://z.example/s> <http://x.example/p> <http://z.example/>",
        "<http://x.example/s> <http://y.example/#q> <http://x.example/o>",
      ])
  }

  @Test("local names with colons, full stops, digits, percent signs and escapes")
  func localNames() throws {
    let text = #"""
      @prefix p: <http://x.example/> .
      p:a.b.c p:d:e p:0-1 . p:%20x p:y p:é·.
      p:11H\(JEROME\) p:y p:\~tilde\. .
      """#
    #expect(
      try statements(text) == [
        "<http://x.example/a.b.c> <http://x.example/d:e> <http://x.example/0-1>",
        "<http://x.example/%20x> <http://x.example/y> <http://x.example/é·>",
        "<http://x.example/11H(JEROME)> <http://x.example/y> <http://x.example/~tilde.>",
      ])
  }

  @Test("the four kinds of quotation marks")
  func quotes() throws {
    let text = #"""
      <s:s> <p:p> 'it "is"', "it's", '''a'b''c
      d''', """e"f""g \"""" , "", '', """""", '''\''''.
      """#
    #expect(
      try statements(text)
        == [
          #"it "is""#, "it's", "a'b''c\nd", #"e"f""g ""#, "", "", "", "'",
        ].map { "<s:s> <p:p> \"\($0)\"" })
  }

  @Test("numbers and truth values; a full stop that no digit follows ends the statement")
  func numbers() throws {
    #expect(
      try statements("<s:s> <p:p> 1, -2, +3.5, .5, 1e6, 2.5E-3, true, false. <s:s> <p:p> 4.")
        == ["1", "-2", "+3.5", ".5", "1e6", "2.5E-3", "true", "false", "4"].map { "<s:s> <p:p> \"\($0)\"" })
  }

  @Test("blank nodes and collections within one another")
  func nested() throws {
    let text = """
      @prefix : <http://x.example/> .
      [ :p [ :q "inner" ] ; :r () ] .
      [] :p ( 1 [ :q ( "x" ) ] ) .
      (:a) :p :b .
      """
    let nil_ = "<\(rdf)nil>"
    #expect(
      try statements(text) == [
        "_:2 <http://x.example/q> \"inner\"", "_:1 <http://x.example/p> _:2",
        "_:1 <http://x.example/r> \(nil_)",
        "_:4 <\(rdf)first> \"1\"", "_:6 <\(rdf)first> \"x\"", "_:6 <\(rdf)rest> \(nil_)",
        "_:5 <http://x.example/q> _:6", "_:4 <\(rdf)rest> _:7", "_:7 <\(rdf)first> _:5",
        "_:7 <\(rdf)rest> \(nil_)", "_:3 <http://x.example/p> _:4",
        "_:8 <\(rdf)first> <http://x.example/a>", "_:8 <\(rdf)rest> \(nil_)",
        "_:8 <http://x.example/p> <http://x.example/b>",
      ])
  }

  @Test(
    "relative references are resolved as RFC 3986 gives it (section 5.4)",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
      ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"),
      ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
      ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
      ("g.", "http://a/b/c/g."),
      ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("g/./h", "http://a/b/c/g/h"),
      ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
  func resolution(reference: String, resolved: String) {
    #expect(IRIResolution.resolve(reference, against: "http://a/b/c/d;p?q") == resolved)
  }

  @Test("@base and BASE count from where they stand, relative to the one before")
  func base() throws {
    let text = """
      <s> <p> <#o> .
      @base <http://x.example/y/> .
      <s> <p> <> .
      BASE <z/>
      <s> <p> <../o> .
      """
    #expect(
      try statements(text) == [
        "<http://a.example/b/s> <http://a.example/b/p> <http://a.example/b/c?d#o>",
        "<http://x.example/y/s> <http://x.example/y/p> <http://x.example/y/>",
        "<http://x.example/y/z/s> <http://x.example/y/z/p> <http://x.example/y/o>",
      ])
  }

  @Test(
    "faults are refused with their line",
    arguments: [
      ("<a:s> <a:p> <a:o>", "line 1", "the end of the document stands where \".\" is expected"),
      ("\n<a:s> <a:p> .", "line 2", "stands where an object is expected"),
      ("<a:s> .", "line 1", "stands where a name is expected"),
      ("p:s <a:p> <a:o> .", "line 1", "the prefix \"p:\" was not declared"),
      ("<a:s> <a:p> \"open .", "line 1", "a text is not closed"),
      ("<a:s> <a:p> \"line\nline\" .", "line 1", "use three quotation marks"),
      ("<a:s> <a:p> \"x\"@ .", "line 1", "a language tag begins with a letter"),
      ("<a:s> <a:p> \"x\"@en- .", "line 1", "a language tag ends with a hyphen"),
      ("<a:s> <a:p> \"\\x\" .", "line 1", "a backslash escapes no such character"),
      ("<a:s> <a:p> \"\\uD800\" .", "line 1", "an escape names no character"),
      ("<a:s> <a:p> \"\\u12\" .", "line 1", "an escape names no character"),
      ("<a:s> <a:p o> .", "line 1", "an IRI holds a blank"),
      ("<a:s> <a:\\u0020p> <a:o> .", "line 1", "a character that no IRI holds"),
      ("<a:s> <a:p> <a:o", "line 1", "an IRI is not closed"),
      ("<a:s> <a:p> 1e .", "line 1", "a number ends within its exponent"),
      ("<a:s> \"p\" <a:o> .", "line 1", "stands where a name is expected"),
      ("\"s\" <a:p> <a:o> .", "line 1", "stands where a name is expected"),
      ("<a:s> <a:p> _: .", "line 1", "a blank node has no label"),
      ("@keyword a .", "line 1", "after @ stands neither prefix nor base"),
      ("@prefix p <a:> .", "line 1", "stands where a name is expected"),
      ("@prefix p: <a:> . p:%2 <a:p> <a:o> .", "line 1", "two hexadecimal digits"),
      ("<a:s> <a:p> [ <a:q> <a:o> .", "line 1", "stands where \"]\" is expected"),
      ("<a:s> <a:p> ( <a:o> .", "line 1", "stands where an object is expected"),
      ("{ <a:s> <a:p> <a:o> . }", "line 1", "stands where a name is expected"),
    ])
  func faults(text: String, line: String, words: String) {
    let complaint = complaint(text)
    #expect(complaint.contains(line + ":"), "\(complaint)")
    #expect(complaint.contains(words), "\(complaint)")
  }

  @Test("bytes that are not UTF-8 are refused")
  func encoding() {
    #expect(
      throws: SKOSError.malformedTurtle(line: 2, message: "a byte is not UTF-8: save the file as UTF-8")
    ) {
      _ = try TurtleParser(Array("# x\n".utf8) + [0xC3, 0x28], base: "", limits: SKOSLimits(), sink: Lines())
    }
  }

  @Test("depth and number of statements are bounded")
  func limits() throws {
    let deep =
      "<a:s> <a:p> " + String(repeating: "[ <a:p> ", count: 17) + "1" + String(repeating: "]", count: 17)
      + "."
    #expect(
      complaint(deep)
        == "the vocabulary has more than 16 nodes within one another: split it, or raise the limit")
    #expect(complaint("<a:s> <a:p> " + String(repeating: "(", count: 100_000)).contains("more than 16 nodes"))
    var parser = try TurtleParser(
      Array("<a:s> <a:p> 1,2,3.".utf8), base: "", limits: SKOSLimits(maximumStatements: 2), sink: Lines())
    #expect(throws: SKOSError.tooLarge("more than 2 statements")) { try parser.run() }
  }
}
