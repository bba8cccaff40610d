/// The names a reader knows: each has a small number, its place in the list, so that a reader can switch over
/// numbers instead of comparing strings.
///
/// One table is made once and shared by every parse.
public final class XMLNameTable: Sendable {
  /// The names in the order of their numbers.
  public let known: [(namespace: String, local: String)]

  private struct Entry {
    var namespace: Int32
    /// The local name's first byte in `localBytes`.
    var offset: Int32
    var count: Int32
  }

  private let namespaces: [[UInt8]]
  private let entries: [Entry]
  /// All local names one after the other.
  private let localBytes: [UInt8]
  /// Open addressing; a power of two of slots, each a name's number or -1.
  private let slots: [Int32]

  /// The place of the namespace that holds `xml:lang`; `nil` where no known name is in it.
  let xmlNamespace: Int32?
  /// The place of "", to which names without a namespace belong; `nil` where no known name does.
  let noNamespace: Int32?

  /// A table of names.
  /// - Parameter known: distinct names; the namespace of an attribute or element in none is "".
  public init(_ known: [(namespace: String, local: String)]) {
    self.known = known
    var namespaces: [[UInt8]] = []
    var numbers: [String: Int32] = [:]
    var localBytes: [UInt8] = []
    var entries: [Entry] = []
    for name in known {
      let namespace = numbers[name.namespace] ?? Int32(namespaces.count)
      if numbers.updateValue(namespace, forKey: name.namespace) == nil {
        namespaces.append(Array(name.namespace.utf8))
      }
      entries.append(
        Entry(namespace: namespace, offset: Int32(localBytes.count), count: Int32(name.local.utf8.count)))
      localBytes += Array(name.local.utf8)
    }
    var size = 16
    while size < 4 * known.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (number, entry) in entries.enumerated() {
      let local = localBytes[Int(entry.offset)..<Int(entry.offset + entry.count)]
      var slot =
        local.withUnsafeBufferPointer { Self.hash(local: $0, namespace: entry.namespace) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number)
    }
    self.namespaces = namespaces
    self.entries = entries
    self.localBytes = localBytes
    self.slots = slots
    xmlNamespace = numbers["http://www.w3.org/XML/1998/namespace"]
    noNamespace = numbers[""]
  }

  /// The number of a known name; `nil` for another.
  public func number(namespace: String, local: String) -> Int32? {
    var namespace = namespace
    var local = local
    return namespace.withUTF8 { namespaceBytes in
      local.withUTF8 { localBytes in
        guard let index = namespaceIndex(namespaceBytes) else { return nil }
        return number(namespaceIndex: index, local: localBytes)
      }
    }
  }

  /// The place of a namespace in this table.
  func namespaceIndex(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    for index in namespaces.indices where namespaces[index].count == bytes.count {
      // Namespaces begin alike and differ at their ends.
      var place = bytes.count
      while place > 0, namespaces[index][place - 1] == bytes[place - 1] { place -= 1 }
      if place == 0 { return Int32(index) }
    }
    return nil
  }

  func number(namespaceIndex: Int32, local: UnsafeBufferPointer<UInt8>) -> Int32? {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        localBytes.withUnsafeBufferPointer { localBytes in
          let mask = slots.count - 1
          var slot = Self.hash(local: local, namespace: namespaceIndex) & mask
          while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.namespace == namespaceIndex, Int(entry.count) == local.count {
              var place = 0
              while place < local.count, localBytes[Int(entry.offset) + place] == local[place] { place += 1 }
              if place == local.count { return slots[slot] }
            }
            slot = (slot + 1) & mask
          }
          return nil
        }
      }
    }
  }

  /// A number of the first and last bytes, the length and the namespace, cut to be non-negative.
  private static func hash(local: UnsafeBufferPointer<UInt8>, namespace: Int32) -> Int {
    let bytes = UnsafeRawBufferPointer(local)
    var first: UInt64 = 0
    var last: UInt64 = 0
    if bytes.count >= 8 {
      first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    } else {
      for byte in bytes { first = first << 8 | UInt64(byte) }
    }
    // Odd factors with well-spread bits.
    let mixed =
      (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xD6E8_FEB8_6659_FD93)
      ^ UInt64(truncatingIfNeeded: (bytes.count &<< 16) &+ Int(namespace)) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & 0x7FFF_FFFF)
  }
}
