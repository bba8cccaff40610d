/// Texts that readers have stumbled over.
enum HostileText {
  /// A text, a date, an address or a language.
  static func any(_ generator: inout SplitMix64) -> String {
    switch generator.below(4) {
    case 0: text(&generator)
    case 1: date(&generator)
    case 2: address(&generator)
    default: generator.pick(languages)
    }
  }

  static func text(_ generator: inout SplitMix64) -> String {
    switch generator.below(6) {
    case 0: return String(repeating: generator.pick(texts), count: 1 + generator.below(50))
    case 1: return "a" + String(repeating: generator.pick(marks), count: 1 + generator.below(5000))
    case 2:
      return String(
        repeating: generator.pick(["9", "0", "-", ".", "/", " ", "x", "("]), count: generator.below(5000))
    case 3: return generator.pick(texts) + generator.pick(texts)
    default: return generator.pick(texts)
    }
  }

  static func date(_ generator: inout SplitMix64) -> String {
    let date = generator.pick(dates)
    switch generator.below(5) {
    case 0:
      var bytes = Array(date.utf8)
      guard !bytes.isEmpty else { return date }
      bytes[generator.below(bytes.count)] = UInt8(32 + generator.below(95))
      return String(decoding: bytes, as: UTF8.self)
    case 1: return date + generator.pick(["/", "-", " - ", "..", "?", "~", " "]) + generator.pick(dates)
    case 2: return String(generator.next() >> UInt64(generator.below(64))) + date
    default: return date
    }
  }

  static func address(_ generator: inout SplitMix64) -> String {
    let address = generator.pick(addresses)
    return generator.chance(15) ? address + text(&generator) : address
  }

  private static let marks = [
    "\u{301}", "\u{200D}\u{1F469}", "\u{202E}", "\u{1F3FF}", "\u{FE0F}", "\u{0E33}", "\u{E0061}",
  ]

  private static let texts = [
    "", " ", "\u{A0}", "\u{FEFF}", "\u{202E}txt.exe", "\u{2066}a\u{2069}",
    "Z\u{335}\u{341}a\u{300}l\u{334}go",
    "e\u{301}", "\u{E9}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{FDFA}", "\u{1D400}",
    "\u{10FFFD}",
    "\u{FFFD}", "<script>alert(1)</script>", "<p>a</p><br/>b", "<!-- a", "&lt;b&gt;", "&amp;amp;",
    "&#60;i&#62;",
    "]]>", "a\tb\nc\r\nd", "\u{2028}\u{2029}", "%00%ff", "${jndi:ldap://x}", "'; DROP TABLE record; --",
    "../../../../etc/passwd", "\u{0}".filter { $0 != "\0" }, "\u{130}\u{131}\u{DF}\u{1E9E}", "\u{3A3}\u{3C2}",
    "\u{AC00}\u{11A8}", "\u{1100}\u{1161}", "nl", "Nederlands; Deutsch", "unknown", "3D", "TEXT", "text",
    "true",
    "NaN", "inf", "-0", "1e999", "0x1F", "99999999999999999999", "\u{663}\u{664}",
  ]

  private static let dates = [
    "", "1885", "-9999999999999999999", "99999-12-31", "1885-13-45", "2024-02-30", "1900-02-29", "0000-00-00",
    "Y-17E7", "Y170000002", "1984?", "1984~", "198X", "19XX-XX", "156X-12-25", "../1985", "1985/..", "/",
    "1985/",
    "[1667,1668..1671]", "{1667}", "2004-06-(01)~/2004-06-(20)~", "c. 1850", "ca 1850-1860", "19th century",
    "XIX", "MMMMCMXCIX", "s. XIX (1/2)", "sec. 19/20", "1ste helft 18de eeuw", "-500", "500 BC", "500 v.Chr.",
    "12 avr. 1789", "Monday, 3 March 1845", "1845 March 3", "03/04/1845", "31/31/1845", "1845-1844",
    "name=The Great War; start=1914; end=1918;", "start=;end=;", "1920 (printed 1921)", "[1920?]", "1920-21",
    "1999-2", "19990101", "199901011234567890", "2024-01-01T00:00:00+99:99", "2024-01-01T25:61:61Z",
    "\u{661}\u{669}\u{660}\u{660}", "1850\u{2013}1860", "ann\u{E9}e 1850", "circa \u{202E}0581", "0001",
    "10000",
    "2100-12-31", "3000", "1e3", "1850s", "1850's", "1850 or 1851", "before 1850", "after 1850", "1850-",
    "-1850",
  ]

  private static let addresses = [
    "", " ", "#", "#x", "_:b1", "_:node-1", "http://", "http:///", "http://[::1",
    "http://[::1]:99999999999999/x",
    "http://user:pass@host:0/", "HTTP://EXAMPLE.ORG/%zz", "http://a/%", "http://a/%C3%28",
    "file:///etc/passwd",
    "data:text/html;base64,PHNjcmlwdD4=", "javascript:alert(1)", "urn:x", "urn:", "::", ":a", "a:b", "1:2",
    "//host/path", "../../x", "http://\u{E9}.example/\u{1F600}", "http://xn--/", "http://a b/c d",
    "http://a/\u{202E}gpj.exe", "http://169.254.169.254/", "http://a/full/full/0/default.jpg",
    "http://a/b/full/!9999999999,9999999999/361/default.jpg", "http://a/b/pct:-1,NaN,inf,1/^max/!0/gray.png",
    "http://a/info.json", "/info.json", "http://creativecommons.org/licenses/by/99999999999999999999.0/",
    "http://creativecommons.org/publicdomain/mark/1.0/", "CC BY-SA 4.0",
    "http://rightsstatements.org/vocab/InC/1.0/",
    "https://www.europeana.eu/rights/rr-f/", "mailto:a@b", "ark:/12148/x", "doi:10.1/x",
    "http://a/^caret|pipe",
    "http://a/\"quote\"", "http://a/<tag>", "http://a/&amp;", "HTTP://A.EXAMPLE/",
    "http://a.example/?a=1&b=2#c#d",
    "\u{FEFF}http://a/", "http://a/ ", "\thttp://a/\n", "http://a/e\u{301}", "http://a/\u{E9}",
  ]

  static let languages = [
    "", " ", "en", "EN", "eng", "ger/fre", "de-", "-", "en-US-x-\(String(repeating: "a", count: 300))", "xx",
    "zxx", "mul", "nl_BE", "English", "fran\u{E7}ais", "\u{65E5}\u{672C}\u{8A9E}", "en\u{200B}", "en en",
    "i-klingon",
    "x-private", "e", "abcdefghi", "de-1996-1996", "de-DE-DE", "sr-Latn-RS-Cyrl", "\u{202E}ne", "0",
    "en;de;fr",
  ]

  static let encodings = [
    "UTF-8", "utf8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UCS-4", "ISO-8859-1", "iso-8859-15",
    "windows-1252",
    "KOI8-R", "Shift_JIS", "EUC-JP", "ISO-2022-JP", "GB18030", "BIG5", "EBCDIC-CP-US", "IBM037", "UTF-7",
    "ASCII",
    "HTML", "hex", "", "x", "UTF-8//IGNORE", String(repeating: "A", count: 5000), "IMAP-UTF-7-VARIANT",
    "UTF-16 ",
  ]

  static let names = [
    "a", "rdf:RDF", "rdf:Description", "rdf:li", "rdf:Bag", "edm:ProvidedCHO", "ore:Aggregation", "ore:Proxy",
    "edm:WebResource", "skos:Concept", "dqv:QualityAnnotation", "dc:title", "dc:date", "edm:type",
    "edm:rights",
    "rdf:type", "record", "header", "metadata", "about", "resumptionToken", "OAI-PMH", "html", "x:unbound",
    "\u{E9}l",
    "a:b:c", ":", "1a", "-", "xml:a", "xmlns:a", String(repeating: "n", count: 60_000), "oai_dc:dc", "mods",
    "ead",
  ]

  static let attributeNames = [
    "rdf:about", "rdf:ID", "rdf:nodeID", "rdf:resource", "rdf:datatype", "rdf:parseType", "rdf:type", "about",
    "resource", "xml:lang", "xml:base", "xml:space", "xml:id", "xmlns", "xmlns:rdf", "xmlns:xml",
    "xmlns:xmlns",
    "lang", "dc:title", "edm:wasGeneratedBy", "edm:confidenceLevel", "status", "x:y", "a:b:c", "\u{E9}",
  ]

  static let namespaces = [
    "", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.europeana.eu/schemas/edm/",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "http://www.openarchives.org/OAI/2.0/",
    "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.loc.gov/mods/v3",
    "http://www.loc.gov/MARC21/slim",
    "http://www.lido-schema.org", "http://www.loc.gov/METS/", "urn:isbn:1-931666-22-9", "relative", "%zz",
    "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/", "\u{202E}",
  ]

}
