/// What a model repository is about to answer, for faults to spoil.
package struct ModelAnswer: Sendable {
  /// The HTTP status.
  package var status = 200
  /// Header fields, Content-Length left out.
  package var headers: [(name: String, value: String)] = [("Content-Type", "text/xml; charset=utf-8")]
  /// The body.
  package var body: [UInt8]
  /// The length that the header states, where it is another than that of the body: the connection closes early.
  package var statedLength: Int?
  /// Passes before the answer.
  package var delay: Duration = .zero

  /// A page with status 200.
  package init(body: [UInt8], delay: Duration = .zero) {
    self.body = body
    self.delay = delay
  }

  /// The body as text; what is no UTF-8 is lost in it.
  package var text: String {
    get { String(decoding: body, as: UTF8.self) }
    set { body = Array(newValue.utf8) }
  }

  /// Puts bytes in the place of every occurrence of a text.
  package mutating func replace(_ text: String, with replacement: [UInt8]) {
    let sought = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < body.count {
      if body[place] == sought.first, body[place...].starts(with: sought) {
        result += replacement
        place += sought.count
      } else {
        result.append(body[place])
        place += 1
      }
    }
    body = result
  }
}

/// A fault that a script puts on single answers of a model repository.
package struct Fault: Sendable {
  /// Which of the requests that match are spoiled, counted from 1.
  package enum Times: Sendable {
    case always
    case first(Int)
    case after(Int)

    func contains(_ time: Int) -> Bool {
      switch self {
      case .always: true
      case .first(let count): time <= count
      case .after(let count): time > count
      }
    }
  }

  /// How an answer is spoiled.
  package typealias Spoiling = @Sendable (inout ModelAnswer, ModelRequest, ModelRepository) -> Void

  let times: Times
  let matches: @Sendable (ModelRequest) -> Bool
  let spoil: Spoiling

  /// A fault on the answers to some requests.
  package init(
    _ times: Times = .always, where matches: @escaping @Sendable (ModelRequest) -> Bool,
    _ spoil: @escaping Spoiling
  ) {
    self.times = times
    self.matches = matches
    self.spoil = spoil
  }

  /// A fault on every answer with a verb, whatever it asks for.
  package static func on(_ verb: String, _ spoil: @escaping Spoiling) -> Fault { on(verb, .always, spoil) }

  /// A fault on some answers with a verb.
  package static func on(_ verb: String, _ times: Times, _ spoil: @escaping Spoiling) -> Fault {
    Fault(times, where: { $0.verb == verb }, spoil)
  }

  /// A fault on the request whose summary is this, however often it comes.
  package static func at(_ summary: String, _ spoil: @escaping Spoiling) -> Fault {
    at(summary, .always, spoil)
  }

  /// A fault on some answers to the request whose summary is this.
  package static func at(_ summary: String, _ times: Times, _ spoil: @escaping Spoiling) -> Fault {
    Fault(times, where: { $0.summary == summary }, spoil)
  }
}

extension Fault {
  /// Another page of the protocol instead: an error, or what else is content.
  package static func content(_ content: String) -> Spoiling {
    { answer, request, model in answer.text = model.page(content, request: request) }
  }

  /// An error of the protocol instead.
  package static func error(_ code: String) -> Spoiling { content(ModelRepository.error(code)) }

  /// Another body altogether.
  package static func body(_ text: String, type: String = "text/xml") -> Spoiling {
    { answer, _, _ in
      answer.headers = [("Content-Type", type)]
      answer.text = text
    }
  }

  /// A maintenance page with status 200.
  package static let html = body(
    "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>",
    type: "text/html")

  /// An HTTP status without a page.
  package static func status(_ status: Int, _ headers: [(name: String, value: String)] = []) -> Spoiling {
    { answer, _, _ in
      answer.status = status
      answer.headers = headers
      answer.body = Array("<html><body>\(status)</body></html>".utf8)
    }
  }

  /// The page cut where a text begins, its Content-Length that of what is left.
  package static func cut(before text: String) -> Spoiling {
    { answer, _, _ in
      guard let range = answer.text.firstRange(of: text) else { return }
      answer.text = String(answer.text[..<range.lowerBound])
    }
  }

  /// One text for another.
  package static func text(_ former: String, _ present: String) -> Spoiling {
    { answer, _, _ in answer.replace(former, with: Array(present.utf8)) }
  }

  /// Bytes for a text.
  package static func bytes(_ former: String, _ present: [UInt8]) -> Spoiling {
    { answer, _, _ in answer.replace(former, with: present) }
  }

  /// Another resumption token in the page's token element, or in a new one at the list's end.
  /// - Parameters:
  ///   - token: as markup; `nil` takes the element away.
  ///   - attributes: those of the element; `nil` leaves them as they are.
  package static func token(_ token: String?, attributes: String? = nil) -> Spoiling {
    { answer, request, _ in
      var text = answer.text
      var kept = ""
      if let match = text.firstMatch(of: /<resumptionToken([^>]*)>[^<]*<\/resumptionToken>/) {
        kept = String(match.1)
        text.removeSubrange(match.range)
      }
      if let token, let close = text.firstRange(of: "</\(request.verb)>") {
        let element = "<resumptionToken\(attributes ?? kept)>\(token)</resumptionToken>"
        text.insert(contentsOf: element, at: close.lowerBound)
      }
      answer.text = text
    }
  }

  /// Another completeListSize where the page states one.
  package static func size(_ size: Int) -> Spoiling {
    { answer, _, _ in
      answer.text = answer.text.replacing(/completeListSize="\d+"/, with: "completeListSize=\"\(size)\"")
    }
  }
}
