internal import Compression
internal import Foundation
internal import GRDB
internal import Store

/// Bytes of many record versions one after another: together they compress to half of what each would alone.
struct Pack {
  /// Where one record's bytes lie.
  struct Place: Equatable {
    /// Which pack of a builder, counted from 0.
    var pack: Int
    var start: Int
    var length: Int
  }

  /// A pack is closed once it holds this much: reading one record means decompressing its pack, some 0.3 ms. It is as far
  /// as the library looks back at its fastest level, which so makes smaller packs than the next ones do of half as much.
  static let targetSize = 512 * 1024

  /// Far above the size of any pack: a pack is larger than its target only by a single record.
  static let sizeLimit = 1 << 30
}

/// Fills packs and compresses them.
struct PackBuilder {
  private var open: [UInt8] = []
  /// Closed packs as zstd frames.
  private(set) var frames: [[UInt8]] = []

  /// Adds bytes.
  mutating func add(_ bytes: [UInt8]) throws -> Pack.Place {
    if !open.isEmpty, open.count + bytes.count > Pack.targetSize { try close() }
    if open.isEmpty { open.reserveCapacity(max(Pack.targetSize, bytes.count)) }
    let place = Pack.Place(pack: frames.count, start: open.count, length: bytes.count)
    open.append(contentsOf: bytes)
    return place
  }

  /// Closes the last pack.
  mutating func close() throws {
    guard !open.isEmpty else { return }
    frames.append(try Zstandard.compress(open, level: 1))
    open.removeAll(keepingCapacity: true)
  }
}

/// Reads bytes out of packs; keeps the last pack, as neighbours are read together.
struct PackReader {
  let database: Database
  private var key: Int64?
  private var content: [UInt8] = []

  init(database: Database) { self.database = database }

  /// The bytes of one record version.
  mutating func bytes(pack: Int64, start: Int, length: Int) throws -> [UInt8] {
    if key != pack {
      content = try read(pack)
      key = pack
    }
    guard start >= 0, length >= 0, start + length <= content.count else {
      throw StoreError("pack \(pack) of the store is shorter than its index says; restore a backup")
    }
    return Array(content[start..<start + length])
  }

  private func read(_ pack: Int64) throws -> [UInt8] {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT bytes FROM pack WHERE id = ?"), arguments: [pack])
    guard let row = try rows.next() else {
      throw StoreError("pack \(pack) is missing from the store; restore a backup")
    }
    return try row.withUnsafeData(atIndex: 0) { data in
      guard let data else { return [] }
      return try data.withUnsafeBytes { try Zstandard.decompress($0, limit: Pack.sizeLimit) }
    }
  }
}
