import Foundation
import Hashing
import Testing

@Suite("Content hash")
struct ContentHashTests {
  @Test("The hash of a known text is that of FIPS 180-4's example")
  func knownAnswer() {
    #expect(
      ContentHash(of: Data("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("A hash survives being written as text, as bytes and as JSON")
  func roundTrips() throws {
    let hash = ContentHash(of: Data("winnow".utf8))
    #expect(ContentHash(hexadecimal: hash.hexadecimal) == hash)
    #expect(ContentHash(hexadecimal: hash.hexadecimal.uppercased()) == hash)
    #expect(ContentHash(bytes: hash.bytes) == hash)
    #expect(try JSONDecoder().decode(ContentHash.self, from: JSONEncoder().encode(hash)) == hash)
  }

  @Test("Text that is no SHA-256 gives no hash", arguments: ["", "ab", String(repeating: "g", count: 64)])
  func refusesOtherText(text: String) {
    #expect(ContentHash(hexadecimal: text) == nil)
  }

  @Test("Bytes fed piece by piece hash like the whole")
  func pieces() {
    let bytes = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    var hasher = ContentHasher()
    for start in stride(from: 0, to: bytes.count, by: 777) {
      hasher.update(bytes[start..<min(start + 777, bytes.count)])
    }
    #expect(hasher.finalize() == ContentHash(of: bytes))
  }

  @Test("Hashes are ordered like their hexadecimal text")
  func order() {
    let hashes = (0..<50).map { ContentHash(of: Data("\($0)".utf8)) }
    #expect(hashes.sorted().map(\.hexadecimal) == hashes.map(\.hexadecimal).sorted())
  }
}
