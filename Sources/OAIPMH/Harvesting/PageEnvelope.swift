internal import XMLCodec

/// What a response says around its items.
struct PageEnvelope {
  var responseDateText = ""
  var requestVerb: String?
  var errors: [ProtocolError] = []
  var token: ResumptionTokenElement?

  init() {}

  /// Reads the envelope of a response. Only direct children of the root are errors; the token is a child of the verb's
  /// element, or of the root where a repository puts it there.
  init(_ tape: XMLTape) {
    for child in tape.children(of: 0) {
      switch tape.localName(at: child) {
      case "responseDate": responseDateText = tape.trimmedContent(at: child)
      case "request": requestVerb = tape.attribute(local: "verb", at: child)
      case "error":
        errors.append(
          ProtocolError(
            code: tape.attribute(local: "code", at: child) ?? "", message: tape.trimmedContent(at: child)))
      case "resumptionToken": token = token ?? tape.token(at: child)
      default:
        if let inner = tape.children(of: child).first(where: { tape.localName(at: $0) == "resumptionToken" })
        {
          token = tape.token(at: inner)
        }
      }
    }
  }
}

extension XMLTape {
  /// The start events of an element's children.
  func children(of parent: Int) -> [Int] {
    guard parent < events.count else { return [] }
    var result: [Int] = []
    var index = parent + 1
    while index < Int(events[parent].partner) {
      if events[index].kind == .start {
        result.append(index)
        index = Int(events[index].partner)
      }
      index += 1
    }
    return result
  }

  func localName(at index: Int) -> String { name(events[index].name).local }

  func attribute(local: String, at index: Int) -> String? {
    attributes(of: events[index]).first { name($0.name).local == local }?.value
  }

  func trimmedContent(at index: Int) -> String {
    let bytes = Array(content(at: index).utf8)
    let start = bytes.firstIndex { !Byte.isSpace($0) } ?? bytes.count
    let end = bytes.lastIndex { !Byte.isSpace($0) } ?? start - 1
    return String(decoding: bytes[start..<max(start, end + 1)], as: UTF8.self)
  }

  func token(at index: Int) -> ResumptionTokenElement {
    func number(_ name: String) -> Int? {
      attribute(local: name, at: index).flatMap { Int($0.filter { !$0.isWhitespace }) }
    }
    return ResumptionTokenElement(
      text: trimmedContent(at: index), completeListSize: number("completeListSize"), cursor: number("cursor"),
      expirationDate: attribute(local: "expirationDate", at: index))
  }
}
