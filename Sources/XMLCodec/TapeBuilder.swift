internal import CLibXML2

/// The SAX state that fills a tape.
struct TapeBuilder {
  /// First, as `ParserSession` asks for.
  var session = SessionState()
  var tape: XMLTape
  var openStarts: [Int32] = []
  let maximumDepth: Int
  let maximumArena: Int
  var nameNumbers = NamePointerCache()
  /// The namespaces met, by their interned addresses; a record has some ten.
  var namespaceIndexes: [(address: UnsafePointer<UInt8>?, index: Int32?)] = []

  /// Reads a document onto a tape.
  static func tape(
    of bytes: UnsafeBufferPointer<UInt8>, names: XMLNameTable, limits: XMLLimits
  ) throws(XMLError) -> XMLTape {
    var builder = TapeBuilder(
      tape: XMLTape(names: names), maximumDepth: limits.maximumDepth,
      maximumArena: min(bytes.count * 3 + limits.maximumExpansion, Int(Int32.max)))
    builder.tape.arena.reserveCapacity(bytes.count / 2)
    builder.tape.events.reserveCapacity(bytes.count / 24)
    if let error = ParserSession.run(bytes, handler: handler, state: &builder, limits: limits) { throw error }
    return builder.tape
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.startElementNs = { state, local, _, namespace, _, _, count, _, attributes in
      guard let state, let local else { return }
      state.assumingMemoryBound(to: TapeBuilder.self).pointee
        .start(local, namespace, attributeCount: Int(count), attributes)
    }
    handler.endElementNs = { state, _, _, _ in
      state?.assumingMemoryBound(to: TapeBuilder.self).pointee.end()
    }
    handler.characters = { state, text, count in
      guard let state, let text else { return }
      state.assumingMemoryBound(to: TapeBuilder.self).pointee
        .text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    return handler
  }

  private mutating func start(
    _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, attributeCount: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard openStarts.count < maximumDepth else {
      session.fail(.limit, "elements are nested more than \(maximumDepth) deep")
      return
    }
    let first = tape.attributes.count
    if let attributes {
      for index in 0..<attributeCount {
        // Five pointers each: local name, prefix, namespace, first byte of the value, byte after the value.
        let field = attributes + 5 * index
        guard let name = field[0], let value = field[3], let valueEnd = field[4] else { continue }
        let offset = tape.arena.count
        let count = valueEnd - value
        guard append(UnsafeBufferPointer(start: value, count: count)) else { return }
        tape.attributes.append(
          XMLTape.Attribute(name: number(of: name, field[2]), offset: Int32(offset), count: Int32(count)))
      }
    }
    openStarts.append(Int32(tape.events.count))
    tape.events.append(
      XMLTape.Event(
        kind: .start, name: number(of: local, namespace), offset: Int32(first),
        count: Int32(tape.attributes.count - first), partner: -1))
  }

  private mutating func end() {
    guard let start = openStarts.popLast() else { return }
    tape.events[Int(start)].partner = Int32(tape.events.count)
    tape.events.append(
      XMLTape.Event(kind: .end, name: tape.events[Int(start)].name, offset: 0, count: 0, partner: start))
  }

  private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    let offset = tape.arena.count
    guard append(bytes) else { return }
    if let last = tape.events.last, last.kind == .text {
      tape.events[tape.events.count - 1].count += Int32(bytes.count)
    } else {
      tape.events.append(
        XMLTape.Event(kind: .text, name: -1, offset: Int32(offset), count: Int32(bytes.count), partner: -1))
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard tape.arena.count + bytes.count <= maximumArena else {
      session.fail(.limit, "entities expand to more than the bytes allowed")
      return false
    }
    tape.arena.append(contentsOf: bytes)
    return true
  }

  private mutating func number(
    of local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?
  ) -> Int32 {
    if let number = nameNumbers.number(local, namespace) { return number }
    let localBytes = UnsafeBufferPointer(start: local, count: length(of: local))
    let namespaceBytes = UnsafeBufferPointer(start: namespace, count: namespace.map(length(of:)) ?? 0)
    guard namespaceBytes.count <= XMLLimits.maximumNamespace else {
      session.fail(.limit, "a namespace name has more than \(XMLLimits.maximumNamespace) bytes")
      return 0
    }
    let index: Int32?
    if let met = namespaceIndexes.first(where: { $0.address == namespace }) {
      index = met.index
    } else {
      index = tape.names.namespaceIndex(namespaceBytes)
      // Bounded: a document may have as many namespaces as elements, and each would be looked through.
      if namespaceIndexes.count < 64 { namespaceIndexes.append((namespace, index)) }
    }
    let number: Int32
    if let index, let known = tape.names.number(namespaceIndex: index, local: localBytes) {
      number = known
    } else {
      number = Int32(tape.names.known.count + tape.unknownNames.count)
      tape.unknownNames.append(
        (String(decoding: namespaceBytes, as: UTF8.self), String(decoding: localBytes, as: UTF8.self)))
    }
    nameNumbers.insert(local, namespace, number)
    return number
  }
}

private func length(of text: UnsafePointer<UInt8>) -> Int {
  var count = 0
  while text[count] != 0 { count += 1 }
  return count
}

/// Numbers by the addresses of names: libxml2 interns every name of a document in its dictionary, so that equal names
/// have equal addresses and most look-ups are one comparison.
struct NamePointerCache {
  private struct Slot {
    var local: UInt
    var namespace: UInt
    var number: Int32
  }

  private var slots = [Slot](repeating: Slot(local: 0, namespace: 0, number: 0), count: 128)
  private var count = 0

  func number(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int32? {
    let slot = slots[place(UInt(bitPattern: local), UInt(bitPattern: namespace))]
    return slot.local == 0 ? nil : slot.number
  }

  mutating func insert(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, _ number: Int32) {
    count += 1
    if 2 * count > slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(local: 0, namespace: 0, number: 0), count: 2 * old.count)
      for slot in old where slot.local != 0 { slots[place(slot.local, slot.namespace)] = slot }
    }
    slots[place(UInt(bitPattern: local), UInt(bitPattern: namespace))] = Slot(
      local: UInt(bitPattern: local), namespace: UInt(bitPattern: namespace), number: number)
  }

  /// Where a name stands, or the free slot where it belongs.
  private func place(_ local: UInt, _ namespace: UInt) -> Int {
    let mask = slots.count - 1
    var index = Int((local &* 31 ^ namespace) &* 0x9E37_79B9 >> 8 & UInt(mask))
    while slots[index].local != 0, slots[index].local != local || slots[index].namespace != namespace {
      index = (index + 1) & mask
    }
    return index
  }
}
