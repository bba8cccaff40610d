/// Document types and what they define.
extension MutationPass {
  mutating func addEntities(_ mutation: Mutation) {
    switch mutation {
    case .internalEntity:
      let values = [
        "x", "&#60;b>", "<dc:title>t</dc:title>", "&amp;#60;", "&e;", "&#xFFFE;", "]]>", "&#38;e;",
      ]
      declare("<!ENTITY e \"\(generator.pick(values))\">")
      refer(to: "e")
    case .externalEntity:
      let declarations = [
        "<!ENTITY e SYSTEM \"file:///etc/hostname\">", "<!ENTITY e SYSTEM \"http://127.0.0.1:1/x\">",
        "<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;",
        "<!ENTITY e PUBLIC \"-//X\" \"ftp://127.0.0.1:1/x\">",
        "<!ENTITY e SYSTEM \"/dev/stdin\" NDATA n><!NOTATION n SYSTEM \"n\">",
      ]
      declare(generator.pick(declarations), external: generator.chance(30))
      refer(to: "e")
    case .billionLaughs:
      let fan = 2 + generator.below(12)
      let levels = 2 + generator.below(30)
      var text = "<!ENTITY e0 \"\(generator.chance(30) ? "<b>x</b>" : "ha")\">"
      for level in 1...levels {
        text += "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: fan))\">"
      }
      declare(text)
      refer(to: "e\(levels)")
    case .quadraticEntity:
      let size = amount(upTo: 20_000, of: 2)
      declare("<!ENTITY e \"\(String(repeating: "a", count: size))\">")
      for _ in 0..<(1 + generator.below(200)) { refer(to: "e") }
    case .undeclaredEntity:
      let names = ["nbsp", "eacute", "e", "lt2", "amp2", "\u{E9}", "-", ""]
      for _ in 0..<(1 + generator.below(5)) { refer(to: generator.pick(names)) }
    default: return
    }
  }

  private mutating func declare(_ declarations: String, external: Bool = false) {
    let name = MarkupScan(bytes).indices(.start).first.map { index in
      let scan = MarkupScan(bytes)
      return text(scan, scan.name(at: index))
    }
    let source = external ? " SYSTEM \"http://127.0.0.1:1/d.dtd\"" : ""
    insert("<!DOCTYPE \(name ?? "r")\(source) [\(declarations)]>", at: contentStart)
  }

  /// Puts a reference into a text or an attribute.
  private mutating func refer(to name: String) {
    let scan = MarkupScan(bytes)
    if generator.chance(30), let (_, attribute) = randomAttribute(scan) {
      insert("&\(name);", at: attribute.value.lowerBound)
    } else {
      let texts = scan.filledTexts
      guard !texts.isEmpty else { return }
      insert("&\(name);", at: generator.pick(texts).lowerBound)
    }
  }
}
