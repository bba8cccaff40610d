/// Namespace declarations in scope at a place, each prefix once.
struct NamespaceScope {
  /// The prefix without colon, "" for the default namespace; the value as it stands between double quotes.
  private(set) var declarations: [(prefix: String, value: [UInt8])] = []

  static let oai = "http://www.openarchives.org/OAI/2.0/"

  /// Prefixes beyond this number are not taken over, so that each can be looked for one by one: what uses them is
  /// then not well-formed. Responses have some ten.
  private static let maximumDeclarations = 256
  /// Nor are longer declarations, in bytes: the scope stands beside every record.
  private static let maximumLength = 1024
  /// True where a declaration was not taken over: an element that is well-formed in its page may then not be so in
  /// this scope.
  private(set) var isCut = false

  init() {}

  /// The declarations of a stored context, or of any attribute text.
  init(attributeText: [UInt8]) {
    attributeText.withUnsafeBufferPointer { buffer in
      guard let bytes = MarkupBytes(buffer) else { return }
      declare(bytes, attributes: 0..<bytes.count)
    }
  }

  /// Takes over the declarations of a start tag, which hide outer ones of the same prefix.
  mutating func declare(_ bytes: MarkupBytes, attributes: Range<Int>) {
    guard bytes.find("xmlns", from: attributes.lowerBound, to: attributes.upperBound) != nil else { return }
    for (name, value) in bytes.attributes(in: attributes) where bytes.has("xmlns", at: name.lowerBound) {
      guard name.count + value.count <= Self.maximumLength else {
        isCut = true
        continue
      }
      let prefix: String
      if name.count == 5 {
        prefix = ""
      } else if bytes[name.lowerBound + 5] == Byte.colon {
        prefix = String(decoding: bytes.buffer(name.lowerBound + 6..<name.upperBound), as: UTF8.self)
      } else {
        continue
      }
      var text: [UInt8] = []
      for byte in bytes.buffer(value) {
        if byte == Byte.quote { text += Array("&quot;".utf8) } else { text.append(byte) }
      }
      if let index = declarations.firstIndex(where: { $0.prefix == prefix }) {
        declarations[index].value = text
      } else if declarations.count < Self.maximumDeclarations {
        declarations.append((prefix, text))
      } else {
        isCut = true
      }
    }
  }

  /// The namespace of a prefix without colon; `nil` where it is not declared.
  func namespace(_ prefix: String) -> String? {
    declarations.first { $0.prefix == prefix }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// Attribute text: ` xmlns="…" xmlns:p="…"`.
  var attributeText: [UInt8] {
    declarations.flatMap { Self.attributeText(prefix: $0.prefix, value: $0.value) }
  }

  static func attributeText(prefix: String, value: [UInt8]) -> [UInt8] {
    Array((prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"").utf8) + value + [Byte.quote]
  }
}
