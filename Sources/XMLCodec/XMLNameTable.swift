/// The names a reader knows: each has a small number, its place in the list, so that a reader can switch over
/// numbers instead of comparing strings.
///
/// One table is made once and shared by every parse.
public final class XMLNameTable: Sendable {
  /// The names in the order of their numbers.
  public let known: [(namespace: String, local: String)]

  private let namespaces: [[UInt8]]
  private let locals: [[UInt8]]
  private let namespaceOfName: [Int32]
  /// Open addressing; a power of two of slots, each a name's number or -1.
  private let slots: [Int32]

  /// A table of names.
  /// - Parameter known: distinct names; the namespace of an attribute or element in none is "".
  public init(_ known: [(namespace: String, local: String)]) {
    self.known = known
    var namespaces: [[UInt8]] = []
    var numbers: [String: Int32] = [:]
    let namespaceOfName = known.map { name in
      if let number = numbers[name.namespace] { return number }
      let number = Int32(namespaces.count)
      numbers[name.namespace] = number
      namespaces.append(Array(name.namespace.utf8))
      return number
    }
    self.namespaces = namespaces
    self.namespaceOfName = namespaceOfName
    let locals = known.map { Array($0.local.utf8) }
    var size = 16
    while size < 4 * known.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for number in known.indices {
      let namespace = namespaceOfName[number]
      var slot =
        locals[number].withUnsafeBufferPointer { Self.hash(local: $0, namespace: namespace) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number)
    }
    self.locals = locals
    self.slots = slots
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
    namespaces.firstIndex { $0.count == bytes.count && $0.elementsEqual(bytes) }.map(Int32.init)
  }

  func number(namespaceIndex: Int32, local: UnsafeBufferPointer<UInt8>) -> Int32? {
    let mask = slots.count - 1
    var slot = Self.hash(local: local, namespace: namespaceIndex) & mask
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if namespaceOfName[candidate] == namespaceIndex, locals[candidate].count == local.count,
        locals[candidate].elementsEqual(local)
      {
        return slots[slot]
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// FNV-1a, cut to a non-negative number.
  private static func hash(local: UnsafeBufferPointer<UInt8>, namespace: Int32) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: namespace)
    for byte in local { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
