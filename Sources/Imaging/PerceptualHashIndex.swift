/// Perceptual hashes in memory, for finding all within a distance: exact, by comparing with every one.
///
/// A comparison is an exclusive or and a bit count over contiguous memory, so that a query costs about a
/// millisecond per million hashes; below some tens of millions no band or tree structure is faster at
/// the distances that matter (8 to 12 bits), because their buckets then hold most of the collection.
public struct PerceptualHashIndex<Key: Sendable>: Sendable {
  private var hashes: [UInt64] = []
  private var keys: [Key] = []

  /// An empty index.
  public init() {}

  /// How many hashes are held.
  public var count: Int { hashes.count }

  /// Adds a hash under a key. The same hash and key may be added more than once.
  public mutating func insert(_ hash: PerceptualHash, key: Key) {
    hashes.append(hash.bits)
    keys.append(key)
  }

  /// Makes room, before many hashes are added.
  public mutating func reserveCapacity(_ count: Int) {
    hashes.reserveCapacity(count)
    keys.reserveCapacity(count)
  }

  /// All keys within a distance, nearest first, those at the same distance in order of insertion.
  ///
  /// - Parameter distance: bits, 0 to 64.
  public func neighbours(of hash: PerceptualHash, within distance: Int) -> [(key: Key, distance: Int)] {
    var found: [(index: Int, distance: Int)] = []
    hashes.withUnsafeBufferPointer { hashes in
      let wanted = hash.bits
      for index in 0..<hashes.count {
        let bits = (hashes[index] ^ wanted).nonzeroBitCount
        if bits <= distance { found.append((index, bits)) }
      }
    }
    return found.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
      .map { (keys[$0.index], $0.distance) }
  }
}
