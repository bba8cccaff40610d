import EDM
import Imaging
import Store
import Testing

@testable import Pipeline

@Suite("Media that are the same scan")
struct NearDuplicatesTests {
  private let base: UInt64 = 0x0123_4567_89ab_cdef
  private let temporary: TemporaryStore

  init() throws { temporary = try TemporaryStore() }

  private func image(_ hash: UInt64, flags: [String] = []) -> LookedImage {
    LookedImage(
      mime: "image/jpeg", byteCount: 1, width: 1, height: 1, colourSpace: "sRGB", dominantColours: [],
      exifOrientation: 1, perceptualHash: PerceptualHash(bits: hash), signals: [:], flags: flags)
  }

  /// Lets a record show media, all of them looked at with their hashes.
  private func look(at media: [(name: String, hash: UInt64)]) async throws {
    let references = media.map { reference("http://img.example/\($0.name)") }
    try await temporary.describe("oai:m:\(media.map(\.name).joined())", references)
    let store = temporary.store
    for job in try await temporary.claim(.fetch) {
      guard case .webResource(let key) = job.subject else { continue }
      for resource in try await store.webResources([key]) {
        let address = resource.reference.address
        let name = String(address.split(separator: "/").last ?? "")
        try await store.complete([.fetched(job, attempt(address, hash(name)))])
      }
    }
    for job in try await temporary.claim(.look) {
      guard case .medium(let medium) = job.subject else { continue }
      let bits = media.first { hash($0.name) == medium }?.hash ?? 0
      try await store.complete([.looked(job, facts(bits), [], [])])
    }
  }

  @Test("media within four bits are related with their distance, others are not", arguments: 0...6)
  func distances(bits: Int) {
    let duplicates = NearDuplicates()
    #expect(duplicates.relations(of: hash("one"), image: image(base)).isEmpty)
    let other = base ^ ((1 << UInt64(bits)) - 1)
    let relations = duplicates.relations(of: hash("two"), image: image(other))
    if bits <= 4 {
      #expect(
        relations == [MediumRelation(hash("one"), hash("two"), kind: .sameScan, distance: bits)])
    } else {
      #expect(relations.isEmpty)
    }
  }

  @Test("a medium is not related to itself, however often it is looked at")
  func itself() {
    let duplicates = NearDuplicates()
    for _ in 0..<2 { #expect(duplicates.relations(of: hash("one"), image: image(base)).isEmpty) }
  }

  @Test("blank pages all look alike: they are left out on both sides")
  func blankPages() {
    let duplicates = NearDuplicates()
    #expect(duplicates.relations(of: hash("one"), image: image(base, flags: ["blank"])).isEmpty)
    #expect(duplicates.relations(of: hash("two"), image: image(base)).isEmpty)
    #expect(duplicates.relations(of: hash("three"), image: image(base, flags: ["blank"])).isEmpty)
  }

  @Test("what other processes looked at is taken in from the store, and again when more came")
  func refresh() async throws {
    let duplicates = NearDuplicates()
    try await look(at: [("one", base), ("far", ~base)])
    try await duplicates.refresh(from: temporary.store)
    try await look(at: [("two", base ^ 1)])
    #expect(
      duplicates.relations(of: hash("new"), image: image(base)).map(\.distance) == [0])
    try await duplicates.refresh(from: temporary.store)
    #expect(
      Set(duplicates.relations(of: hash("newer"), image: image(base)))
        == [
          MediumRelation(hash("newer"), hash("one"), kind: .sameScan, distance: 0),
          MediumRelation(hash("newer"), hash("new"), kind: .sameScan, distance: 0),
          MediumRelation(hash("newer"), hash("two"), kind: .sameScan, distance: 1),
        ])
  }
}
