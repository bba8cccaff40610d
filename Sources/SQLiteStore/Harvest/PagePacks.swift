internal import Store

/// The bytes of some records of a page, packed and compressed.
struct PagePacks: Sendable {
  /// Packs as zstd frames.
  let frames: [[UInt8]]
  /// Where the bytes of each record of the page lie; `nil` for those that were left out.
  let places: [Pack.Place?]

  /// Packs the records at some places of a page.
  init(_ records: [IncomingRecord], _ chosen: some Sequence<Int>) throws {
    var builder = PackBuilder()
    var places = [Pack.Place?](repeating: nil, count: records.count)
    for index in chosen { places[index] = try builder.add(records[index].bytes) }
    try builder.close()
    frames = builder.frames
    self.places = places
  }
}
