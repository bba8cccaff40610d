/// The work on one record: its bytes, damaged step by step.
struct MutationPass {
  var bytes: [UInt8]
  let seeds: [SeedRecord]
  var generator: SplitMix64
  let maximumBytes: Int

  init(_ bytes: [UInt8], seeds: [SeedRecord], generator: SplitMix64, maximumBytes: Int) {
    self.bytes = bytes
    self.seeds = seeds
    self.generator = generator
    self.maximumBytes = maximumBytes
  }

  /// Does a damage; one for which there is no place changes nothing.
  mutating func apply(_ mutation: Mutation) {
    switch mutation.family {
    case .bytes: damageBytes(mutation)
    case .encoding: damageEncoding(mutation)
    case .markup: damageMarkup(mutation)
    case .entities: addEntities(mutation)
    case .rdf: damageRDF(mutation)
    case .values: replaceValues(mutation)
    case .amounts: addAmounts(mutation)
    }
  }

  // MARK: Tools

  /// How often something of a size may be added.
  mutating func amount(upTo count: Int, of size: Int) -> Int {
    let room = max(0, maximumBytes - bytes.count) / max(1, size)
    return min(count, room)
  }

  mutating func insert(_ new: some Collection<UInt8>, at place: Int) {
    guard bytes.count + new.count <= maximumBytes + 4096 else { return }
    bytes.insert(contentsOf: new, at: min(place, bytes.count))
  }

  mutating func insert(_ text: String, at place: Int) { insert(text.utf8, at: place) }

  mutating func replace(_ range: Range<Int>, with text: String) {
    bytes.replaceSubrange(range, with: text.utf8)
  }

  /// A range of up to some bytes.
  mutating func randomRange(upTo count: Int) -> Range<Int> {
    let start = generator.below(bytes.count)
    return start..<min(bytes.count, start + 1 + generator.below(count))
  }

  /// The place after a start tag that is not the root's, else after the root's.
  mutating func placeInside(_ scan: MarkupScan) -> Int? {
    let starts = scan.indices(.start)
    guard !starts.isEmpty else { return nil }
    return scan.tokens[generator.pick(starts)].range.upperBound
  }

  /// Where the document's content begins: after byte order mark and XML declaration.
  var contentStart: Int {
    let scan = MarkupScan(Array(bytes.prefix(512)))
    guard let first = scan.tokens.first(where: { $0.kind != .text }) else { return 0 }
    return first.kind == .instruction ? first.range.upperBound : first.range.lowerBound
  }
}

// MARK: Bytes

extension MutationPass {
  mutating func damageBytes(_ mutation: Mutation) {
    guard !bytes.isEmpty else { return }
    switch mutation {
    case .flippedBits:
      for _ in 0..<(1 + generator.below(8)) {
        bytes[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
      }
    case .insertedBytes:
      let new = (0..<(1 + generator.below(32))).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      insert(new, at: generator.below(bytes.count))
    case .deletedBytes: bytes.removeSubrange(randomRange(upTo: 64))
    case .duplicatedBytes:
      let range = randomRange(upTo: 2000)
      insert(Array(bytes[range]), at: range.upperBound)
    case .splicedChunk:
      let other = generator.pick(seeds).bytes
      guard !other.isEmpty else { return }
      let start = generator.below(other.count)
      let chunk = other[start..<min(other.count, start + 1 + generator.below(4000))]
      bytes.replaceSubrange(randomRange(upTo: 2000), with: chunk)
    case .cutOff:
      if generator.chance(80) {
        bytes.removeSubrange(generator.below(bytes.count)...)
      } else {
        bytes.removeSubrange(..<generator.below(bytes.count))
      }
    default: return
    }
  }

  // MARK: Encoding

  mutating func damageEncoding(_ mutation: Mutation) {
    switch mutation {
    case .byteOrderMark:
      let marks: [[UInt8]] = [
        [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE], [0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0],
        [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF],
      ]
      insert(generator.pick(marks), at: generator.chance(80) ? 0 : generator.below(bytes.count))
    case .encodingDeclaration:
      let name = generator.pick(HostileText.encodings)
      let start = contentStart
      if bytes.starts(with: Array("<?xml".utf8)) { bytes.removeSubrange(..<start) }
      insert("<?xml version=\"1.0\" encoding=\"\(name)\"?>", at: 0)
    case .otherEncoding:
      let text = String(decoding: bytes, as: UTF8.self)
      let isBig = generator.chance(50)
      var units: [UInt8] = generator.chance(70) ? (isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
      units.reserveCapacity(2 * bytes.count + 2)
      for unit in text.utf16 {
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
        units.append(isBig ? high : low)
        units.append(isBig ? low : high)
      }
      if generator.chance(30) { _ = units.popLast() }
      bytes = units
    case .invalidUTF8:
      let sequences: [[UInt8]] = [
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0x80], [0xE4],
        [0xF0, 0x9F, 0x98], [0xEF, 0xBF, 0xBE], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80],
      ]
      for _ in 0..<(1 + generator.below(4)) {
        insert(generator.pick(sequences), at: generator.below(bytes.count))
      }
    case .controlCharacter:
      let controls: [[UInt8]] = [
        [0], [1], [8], [0x0B], [0x1B], [0x1F], [0x7F], [0xC2, 0x85], [0xE2, 0x80, 0xA8], Array("&#0;".utf8),
        Array("&#x1F;".utf8), Array("&#xFFFE;".utf8), Array("&#xD800;".utf8), Array("&#99999999999;".utf8),
        Array("&#13;".utf8), Array("&#x85;".utf8),
      ]
      for _ in 0..<(1 + generator.below(4)) {
        insert(generator.pick(controls), at: generator.below(bytes.count))
      }
    default: return
    }
  }
}
