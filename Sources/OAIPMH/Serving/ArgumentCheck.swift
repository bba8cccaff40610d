/// Reads the arguments of one request and gathers what is wrong with them.
struct ArgumentCheck {
  /// Longer values are no honest request: identifiers and sets in use stay far below.
  static let longestValue = 2048
  /// More arguments than any request has.
  static let mostArguments = 32

  let verb: RepositoryRequest.Verb
  let arguments: [RepositoryRequest.Argument]
  private(set) var faults: [RepositoryFault] = []

  init(verb: RepositoryRequest.Verb, arguments: [RepositoryRequest.Argument]) {
    self.verb = verb
    self.arguments = arguments
  }

  private mutating func refuse(_ message: String) { faults.append(.init(.badArgument, message)) }

  private func value(_ name: String) -> String? { arguments.first { $0.name == name }?.value }

  /// The resumption token, where the verb takes one; it must stand alone.
  mutating func exclusiveToken() -> String? {
    guard verb.argumentNames.contains("resumptionToken"), let token = value("resumptionToken") else {
      return nil
    }
    let others = arguments.filter { $0.name != "verb" && $0.name != "resumptionToken" }
    if others.contains(where: { verb.argumentNames.contains($0.name) }) {
      refuse("The argument resumptionToken is exclusive; leave the others out.")
    }
    return token
  }

  /// Refuses what the verb does not take, and what is given twice.
  mutating func refuseUnknownAndRepeated() {
    guard arguments.count <= Self.mostArguments else {
      refuse("The request has \(arguments.count) arguments; a request has at most six.")
      return
    }
    var counts: [String: Int] = [:]
    for argument in arguments where argument.name != "verb" { counts[argument.name, default: 0] += 1 }
    let taken = verb.argumentNames
    let unknown = counts.keys.filter { !taken.contains($0) }
    if !unknown.isEmpty {
      let names = taken.isEmpty ? "no other argument" : taken.sorted().joined(separator: ", ")
      let count = unknown.count == 1 ? "An argument" : "\(unknown.count) arguments"
      refuse("\(count) of the request cannot be used here; \(verb.rawValue) takes \(names).")
    }
    for name in taken.sorted() where counts[name, default: 0] > 1 {
      refuse("The argument \(name) is given \(counts[name, default: 0]) times; give it once.")
    }
    for argument in arguments where taken.contains(argument.name) && argument.name != "resumptionToken" {
      if argument.value.utf8.count > Self.longestValue {
        refuse("The argument \(argument.name) is longer than \(Self.longestValue) bytes.")
      }
    }
  }

  private mutating func required(_ name: String) -> String? {
    guard let value = value(name) else {
      refuse("The argument \(name) is missing; \(verb.rawValue) needs it.")
      return nil
    }
    return value
  }

  mutating func identifier(required isRequired: Bool) -> String? {
    guard let text = isRequired ? required("identifier") : value("identifier") else { return nil }
    guard Lexical.isIdentifier(text) else {
      refuse(
        "The argument identifier is not the identifier of a record: it is empty or holds unusable characters."
      )
      return nil
    }
    return text
  }

  mutating func prefix() -> String? {
    guard let text = required("metadataPrefix") else { return nil }
    guard Lexical.isPrefix(text) else {
      refuse("The argument metadataPrefix may hold letters, digits and - _ . ! ~ * ' ( ) only.")
      return nil
    }
    return text
  }

  mutating func set() -> String? {
    guard let text = value("set") else { return nil }
    guard Lexical.isSetSpec(text) else {
      refuse("The argument set is not a setSpec; ListSets names the sets.")
      return nil
    }
    return text
  }

  /// The bounds of a list. A day stands for its first second in `from`, for its last in `until`.
  mutating func range() -> (from: Timestamp?, until: Timestamp?) {
    let from = date("from")
    let until = date("until")
    if let from, let until {
      if from.isDay != until.isDay {
        refuse(
          "The arguments from and until have different granularities; give both as days or as seconds."
        )
      } else if from.stamp > until.stamp {
        refuse("The argument from is later than until; exchange them.")
      }
    }
    return (from?.stamp, until.map { $0.isDay ? $0.stamp.advanced(by: 86_399) : $0.stamp })
  }

  private mutating func date(_ name: String) -> (stamp: Timestamp, isDay: Bool)? {
    guard let text = value(name) else { return nil }
    guard let date = Lexical.date(text) else {
      refuse("The argument \(name) is no UTC date; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
      return nil
    }
    return date
  }
}

/// The lexical rules of OAI-PMH.xsd for what a request may hold.
enum Lexical {
  /// `metadataPrefixType`.
  static func isPrefix(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(SetSpec.isAllowed) }

  /// `setSpecType`.
  static func isSetSpec(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(SetSpec.isAllowed) }
  }

  /// Whether a text may be looked up as an identifier: anything that XML can hold on one line.
  static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value < 0xFFFD
          || scalar.value > 0xFFFF
      }
  }

  /// `anyURI`, for the echo of an identifier: what a reference may not be once unusual characters are escaped
  /// (RFC 3986, section 4.1; XML Schema Part 2, section 3.2.17).
  static func isReference(_ text: String) -> Bool {
    guard !text.contains(where: { $0 == "[" || $0 == "]" }), text.count(where: { $0 == "#" }) <= 1 else {
      return false
    }
    for part in text.split(separator: "%", omittingEmptySubsequences: false).dropFirst() {
      guard part.utf8.count >= 2, part.prefix(2).allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
        return false
      }
    }
    let head = text.prefix { !"/?#".contains($0) }
    var rest = text[...]
    if let colon = head.firstIndex(of: ":") {
      let scheme = head[..<colon]
      guard scheme.first.map({ $0.isASCII && $0.isLetter }) ?? false,
        scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
      else { return false }
      rest = text[text.index(after: colon)...]
    }
    guard rest.hasPrefix("//") else { return true }
    let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    guard let colon = authority.lastIndex(of: ":") else { return true }
    return authority[authority.index(after: colon)...].allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// A date exactly as the protocol writes it: a day, or a second with `Z`.
  static func date(_ text: String) -> (stamp: Timestamp, isDay: Bool)? {
    let pattern: StaticString = text.utf8.count == 10 ? "0000-00-00" : "0000-00-00T00:00:00Z"
    let matches =
      text.utf8.count == pattern.utf8CodeUnitCount
      && pattern.withUTF8Buffer { wanted in
        zip(text.utf8, wanted).allSatisfy { byte, kind in
          kind == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == kind
        }
      }
    guard matches, !text.hasSuffix(":60Z"), !text.hasPrefix("0000"), let stamp = Timestamp(text) else {
      return nil
    }
    return (stamp, text.utf8.count == 10)
  }
}
