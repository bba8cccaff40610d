public import XMLCodec

/// Reads responses of an OAI-PMH repository, sound or broken.
///
/// A page is first scanned for its records at the speed of memory; one parse then checks the page; only when that
/// fails is every record checked on its own, repaired where the repair is certain, and set aside where it is not. A
/// broken record never costs the page, and a broken page never costs its whole records.
///
/// A page in another encoding than UTF-8 (by byte order mark or XML declaration) is transcoded first: the bytes of its
/// records are then the UTF-8, and the page carries a repair of kind `transcoded`.
public struct PageReader: Sendable {
  let limits: XMLLimits

  /// A reader.
  /// - Parameter limits: what a page or a record may cost.
  public init(limits: XMLLimits = .default) { self.limits = limits }

  /// Whether a body is gzip data, which some repositories send without saying so.
  public static func isGzip(_ body: some Collection<UInt8>) -> Bool { PageEncoding.isGzip(body) }

  /// Reads a page of ListRecords or an answer to GetRecord.
  /// - Parameters:
  ///   - body: the page as received, decompressed.
  ///   - isKnown: is shown each whole record before it is parsed; one for which it returns true costs nothing further
  ///     and comes back as a header in `known`.
  public func readRecords(_ body: [UInt8], isKnown: ((RawRecord) -> Bool)? = nil) -> ListPage {
    let page = PageEncoding.page(body)
    return page.bytes.withUnsafeBufferPointer { buffer in
      var result = ListPage()
      guard let bytes = MarkupBytes(buffer) else {
        result.problem = .empty
        return result
      }
      let reading = PageReading(
        bytes, start: page.start, repairs: page.repairs, item: .record, limits: limits)
      readRecords(reading, isKnown, into: &result)
      result.responseDateText = reading.envelope.responseDateText
      result.responseDate = Timestamp(reading.envelope.responseDateText)
      result.requestVerb = reading.envelope.requestVerb
      result.errors = reading.envelope.errors
      result.token = reading.envelope.token
      result.repairs = reading.repairs
      result.problem = reading.problem
      return result
    }
  }

  private func readRecords(
    _ reading: PageReading, _ isKnown: ((RawRecord) -> Bool)?, into result: inout ListPage
  ) {
    let bytes = reading.bytes
    var waiting: [(found: PageScanner.Found, header: RecordHeader, gaps: [Range<Int>])] = []
    var known: [Range<Int>] = []
    for found in reading.scanner.found {
      let layout = found.layout
      let start = layout.range.lowerBound
      let header = layout.readHeader(bytes)
      let gaps = RecordIdentity.gaps(in: bytes, layout: layout)
        .map { $0.lowerBound - start..<$0.upperBound - start }
      if let isKnown, layout.isClosed, !header.identifier.isEmpty,
        isKnown(
          RawRecord(
            header: header, context: reading.scanner.contexts[found.context],
            bytes: bytes.buffer(layout.range),
            identityGaps: gaps))
      {
        result.known.append(header)
        known.append(layout.range)
      } else {
        waiting.append((found, header, gaps))
      }
    }
    guard !waiting.isEmpty else { return }
    let isSound = reading.isSound(without: known)
    let reader = RecordReader(check: ElementCheck(limits: limits))
    for (found, header, gaps) in waiting {
      let record = reader.read(
        bytes, found.layout, header: header, context: reading.scanner.contexts[found.context], gaps: gaps,
        isSound: isSound)
      switch record {
      case .success(let record): result.records.append(record)
      case .failure(let failure): result.broken.append(failure.record)
      }
    }
  }

  /// Reads a page of ListIdentifiers.
  /// - Parameter body: the page as received, decompressed.
  public func readIdentifiers(_ body: [UInt8]) -> ItemPage<RecordHeader> {
    let page = PageEncoding.page(body)
    return page.bytes.withUnsafeBufferPointer { buffer in
      var result = ItemPage<RecordHeader>()
      guard let bytes = MarkupBytes(buffer) else {
        result.problem = .empty
        return result
      }
      let reading = PageReading(
        bytes, start: page.start, repairs: page.repairs, item: .header, limits: limits)
      result.take(reading)
      let isSound = reading.isSound(without: [])
      let reader = RecordReader(check: ElementCheck(limits: limits))
      for found in reading.scanner.found {
        switch reader.readHeader(
          bytes, found.layout, context: reading.scanner.contexts[found.context], isSound: isSound)
        {
        case .success(let (header, repairs)):
          result.items.append(header)
          result.repairs += repairs
        case .failure(let failure): result.broken.append(failure.record)
        }
      }
      return result
    }
  }
}

extension ItemPage {
  mutating func take(_ reading: PageReading) {
    responseDate = Timestamp(reading.envelope.responseDateText)
    errors = reading.envelope.errors
    token = reading.envelope.token
    repairs = reading.repairs
    problem = reading.problem
  }
}
