/// HTML within text: elements and character references.
///
/// Only what HTML defines is taken for mark-up, so that `a < b`, `<1900>` and `R&D;` stay as they are.
///
/// Source: the element names of the HTML standard (WHATWG) that stand in running text; HTML 4.01, section 24,
/// for the names of characters.
enum Markup {
  /// The text without mark-up, and how sure the reading is; `nil` where there is no mark-up.
  static func stripped(_ text: String) -> (text: String, confidence: Double)? {
    guard text.utf8.contains(where: { $0 == lessThan || $0 == ampersand }) else { return nil }
    var pass = MarkupPass(text, decodes: true)
    pass.run()
    guard pass.isChanged else { return nil }
    // A reference may have hidden a tag: text that was escaped twice.
    if pass.decodedBracket {
      var second = MarkupPass(pass.text, decodes: false)
      second.run()
      return (second.isChanged ? second.text : pass.text, 0.96)
    }
    return (pass.text, pass.strippedTag ? 0.98 : 0.99)
  }

  static let lessThan = UInt8(ascii: "<")
  static let ampersand = UInt8(ascii: "&")

  /// Elements after which a word does not run on.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements that stand within words.
  static let inline: Set<String> = [
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
  ]

  /// Elements whose content is no text.
  static let unread: Set<String> = ["script", "style"]

  /// The character that a reference such as `auml` or `#228` names.
  static func character(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return characters[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    guard let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10),
      value >= 32 || value == 9 || value == 10 || value == 13
    else { return nil }
    return Unicode.Scalar(value)
  }

  private static let characters: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—", "lsquo": "‘",
      "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "hellip": "…", "bull": "•",
      "euro": "€", "trade": "™", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š", "lsaquo": "‹",
      "rsaquo": "›", "dagger": "†", "Dagger": "‡",
    ]
    for (index, name) in latin1.split(separator: " ").enumerated() {
      table[String(name)] = Unicode.Scalar(UInt8(160 + index))
    }
    return table
  }()

  /// The names of U+00A0 to U+00FF.
  private static let latin1 = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
    ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide \
    oslash ugrave uacute ucirc uuml yacute thorn yuml
    """
}

/// One pass over a text that takes out tags and decodes references.
private struct MarkupPass {
  private let bytes: [UInt8]
  private let decodes: Bool
  private var output: [UInt8] = []
  private(set) var strippedTag = false
  private(set) var decodedBracket = false
  private var decoded = false
  private var missing: Set<String> = []

  init(_ text: String, decodes: Bool) {
    bytes = Array(text.utf8)
    self.decodes = decodes
  }

  var isChanged: Bool { strippedTag || decoded }
  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func run() {
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Markup.lessThan, let end = skipTag(at: position) {
        position = end
        strippedTag = true
      } else if decodes, byte == Markup.ampersand, let end = decodeReference(at: position) {
        position = end
        decoded = true
      } else {
        output.append(byte)
        position += 1
      }
    }
  }

  /// The position after a tag or comment; `nil` where none begins here.
  private mutating func skipTag(at start: Int) -> Int? {
    if bytes[start...].starts(with: Array("<!--".utf8)) { return position(after: "-->", from: start + 4) }
    var position = start + 1
    let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
    if isEnd { position += 1 }
    let nameStart = position
    while position < bytes.count, position - nameStart < 12, isNameByte(bytes[position]) { position += 1 }
    guard position > nameStart, position < bytes.count else { return nil }
    let name = String(decoding: bytes[nameStart..<position], as: UTF8.self).lowercased()
    let isBlock = Markup.blocks.contains(name)
    let isUnread = Markup.unread.contains(name)
    guard isBlock || isUnread || Markup.inline.contains(name) else { return nil }
    guard let end = endOfTag(from: position) else { return nil }
    if isUnread, !isEnd {
      output.append(32)
      return self.position(after: "</" + name + ">", from: end)
    }
    if isBlock { output.append(32) }
    return end
  }

  /// The position after the closing bracket of a tag whose name ends at a position.
  private func endOfTag(from start: Int) -> Int? {
    guard [32, 9, 10, 13, 47, 62].contains(bytes[start]) else { return nil }
    var quote: UInt8?
    for position in start..<min(bytes.count, start + Self.maximumTagLength) {
      let byte = bytes[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return position + 1
      } else if byte == Markup.lessThan {
        return nil
      }
    }
    return nil
  }

  /// No tag that is meant as one is longer, in bytes; bounds the work on hostile text.
  private static let maximumTagLength = 1024

  private mutating func position(after mark: String, from start: Int) -> Int? {
    // What was not found once is not there: the work stays in proportion to the text.
    guard !missing.contains(mark) else { return nil }
    let units = Array(mark.utf8)
    var position = start
    while position + units.count <= bytes.count {
      if bytes[position] == units[0], bytes[position..<(position + units.count)].elementsEqual(units) {
        return position + units.count
      }
      position += 1
    }
    missing.insert(mark)
    return nil
  }

  private mutating func decodeReference(at start: Int) -> Int? {
    let limit = min(bytes.count, start + 12)
    guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard let scalar = Markup.character(name) else { return nil }
    if scalar == "<" { decodedBracket = true }
    output += Array(String(Character(scalar)).utf8)
    return end + 1
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 32) || (48...57).contains(byte)
  }
}
