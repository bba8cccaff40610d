internal import XMLCodec

/// One page on its way to being read: brought to UTF-8, scanned, its envelope parsed.
struct PageReading {
  let bytes: MarkupBytes
  let scanner: PageScanner
  let limits: XMLLimits
  var envelope = PageEnvelope()
  var repairs: [Repair]
  var problem: PageProblem?

  /// - Parameter start: where the content begins after byte order mark and XML declaration.
  init(
    _ bytes: MarkupBytes, start: Int, repairs: [Repair], item: PageScanner.Item, limits: XMLLimits
  ) {
    self.bytes = bytes
    self.limits = limits
    self.repairs = repairs
    let check = ElementCheck(limits: limits)
    scanner = PageScanner(bytes, item: item) { range, context in
      check.problem(in: bytes.buffer(range), context: context) == nil
    }
    noteSurroundings(start: start)
    readEnvelope()
  }

  /// Whether all items but some are well-formed, by one parse of the page without those.
  func isSound(without skipped: [Range<Int>]) -> Bool {
    guard let rootEnd = scanner.rootEnd, !scanner.hasDoctype, !scanner.hasCutScope,
      scanner.found.allSatisfy(\.layout.isClosed)
    else {
      return false
    }
    if skipped.isEmpty {
      return WellFormedness.problem(in: bytes.buffer(scanner.rootStart..<rootEnd), limits: limits) == nil
    }
    return WellFormedness.problem(in: rest(without: skipped, upTo: rootEnd), limits: limits) == nil
  }

  /// The page from its root on without some ranges.
  private func rest(without skipped: [Range<Int>], upTo end: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(end - scanner.rootStart - skipped.reduce(0) { $0 + $1.count })
    var place = scanner.rootStart
    for range in skipped where range.upperBound <= end {
      result.append(contentsOf: bytes.buffer(place..<range.lowerBound))
      place = range.upperBound
    }
    result.append(contentsOf: bytes.buffer(place..<max(place, end)))
    return result
  }

  private mutating func noteSurroundings(start: Int) {
    guard scanner.rootStart < bytes.count else { return }
    var place = start
    while true {
      place = bytes.skipMiscellany(from: place)
      guard place < bytes.count, bytes.has("<!DOCTYPE", at: place), let end = bytes.endOfMarkup(at: place)
      else { break }
      place = end
    }
    if place < scanner.rootStart {
      repairs.append(
        Repair(
          kind: "leading-text", place: "byte \(place)", before: excerpt(place..<scanner.rootStart), after: "")
      )
    }
    if let end = scanner.rootEnd {
      let rest = bytes.skipMiscellany(from: end)
      if rest < bytes.count {
        repairs.append(
          Repair(
            kind: "text-after-root", place: "byte \(rest)", before: excerpt(rest..<bytes.count), after: ""))
      }
    }
  }

  private mutating func readEnvelope() {
    guard scanner.rootStart < bytes.count else {
      let start = bytes.skipMiscellany(from: 0)
      problem = start == bytes.count ? .empty : .notXML(excerpt(start..<min(start + 60, bytes.count)))
      return
    }
    let local = scanner.rootName.split(separator: ":").last.map(String.init) ?? ""
    guard local == "OAI-PMH" || !scanner.found.isEmpty else {
      problem = Self.htmlNames.contains(local.lowercased()) ? .html(title: htmlTitle) : .notOAI(root: local)
      return
    }
    let skipped = scanner.found.map(\.layout.range)
    var document: [UInt8]
    if let end = scanner.rootEnd {
      document = rest(without: skipped, upTo: end)
    } else {
      problem = .truncated(at: bytes.count)
      document = rest(without: skipped, upTo: scanner.wholeUpTo)
      for name in scanner.openNames.reversed() { document += Array("</".utf8) + name + [Byte.greaterThan] }
    }
    do {
      envelope = PageEnvelope(try XMLTape(parsing: document, names: Self.names, limits: limits))
      return
    } catch {
      let outcome = document.withUnsafeBufferPointer { RecordRepairer.repair($0) }
      guard outcome.doubt == nil,
        let tape = try? XMLTape(parsing: outcome.bytes, names: Self.names, limits: limits)
      else {
        problem = problem ?? .malformed(outcome.doubt ?? error.description)
        return
      }
      envelope = PageEnvelope(tape)
      repairs += outcome.repairs.map {
        Repair(kind: $0.kind, place: "around the records", before: $0.before, after: $0.after)
      }
    }
  }

  static let names = XMLNameTable([])

  private static let htmlNames: Set<String> = [
    "html", "head", "body", "title", "br", "b", "p", "div", "h1", "h2", "script", "font", "center", "pre",
    "table",
  ]

  private var htmlTitle: String {
    guard
      let start = bytes.find("<title>", from: 0, to: bytes.count)
        ?? bytes.find("<TITLE>", from: 0, to: bytes.count)
    else { return "" }
    return bytes.text(start + 7..<bytes.find(Byte.lessThan, from: start + 7, to: bytes.count))
  }

  /// The beginning of a range, for a message.
  private func excerpt(_ range: Range<Int>) -> String {
    let text = String(
      decoding: bytes.buffer(range.lowerBound..<min(range.lowerBound + 200, range.upperBound)), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension PageReading {
  /// The whole response on a tape, repaired where it must be and closed where it is cut; `nil` where that fails, which
  /// `problem` then says.
  func wholeTape() -> XMLTape? {
    guard scanner.rootStart < bytes.count else { return nil }
    var document = bytes.array(scanner.rootStart..<(scanner.rootEnd ?? scanner.wholeUpTo))
    if scanner.rootEnd == nil {
      for name in scanner.openNames.reversed() { document += Array("</".utf8) + name + [Byte.greaterThan] }
    }
    if let tape = try? XMLTape(parsing: document, names: Self.names, limits: limits) { return tape }
    let outcome = document.withUnsafeBufferPointer { RecordRepairer.repair($0) }
    guard outcome.doubt == nil else { return nil }
    return try? XMLTape(parsing: outcome.bytes, names: Self.names, limits: limits)
  }
}
