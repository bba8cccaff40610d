import Testing

@testable import Imaging

@Suite("Perceptual hash")
struct PerceptualHashTests {
  private func hash(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> PerceptualHash {
    try ImageLooker().look(file: folder.file("hashed.jpg", bytes), options: .measurements).image
      .perceptualHash
  }

  @Test("a hash is written and read as 16 hexadecimal digits")
  func writesDigits() {
    #expect(PerceptualHash(bits: 0xAB).description == "00000000000000ab")
    #expect(PerceptualHash("00000000000000AB")?.bits == 0xAB)
    for wrong in ["", "ab", "-0000000000000ab", "000000000000000g", "00000000000000abc"] {
      #expect(PerceptualHash(wrong) == nil)
    }
    #expect(PerceptualHash(bits: 0b1011).distance(to: PerceptualHash(bits: 0b0010)) == 2)
  }

  @Test("the transform agrees with the definition of the DCT")
  func followsDefinition() {
    let plane = Plane(width: 32, height: 32)
    for y in 0..<32 { for x in 0..<32 { plane.samples[32 * y + x] = UInt8(x * 8) } }
    // A ramp along the rows: only the first row of coefficients is not zero, the constant one is positive,
    // odd frequencies are negative. The median is zero within rounding, so only the clear bit is checked.
    let bits = PerceptualHash(luma: plane).bits
    #expect(bits >> 63 == 1)
    #expect(bits >> 62 & 1 == 0)
  }

  @Test("rescaling and recompressing change at most 6 bits, other pictures change more than 12")
  func survivesProcessing() throws {
    let folder = TemporaryFolder()
    var hashes: [PerceptualHash] = []
    for number in 1...8 {
      let scene = Picture.scene(number, width: 560, height: 420)
      let original = try hash(Picture.jpeg(scene, quality: 95), folder)
      hashes.append(original)
      let raster = Raster(scene)
      let half = raster.reduced(toWidth: 297, height: 223)
      #expect(try original.distance(to: hash(JPEGEncoder.encode(half, quality: 80), folder)) <= 6)
      #expect(try original.distance(to: hash(JPEGEncoder.encode(raster, quality: 20), folder)) <= 6)
    }
    for one in 0..<8 { for other in 0..<one { #expect(hashes[one].distance(to: hashes[other]) > 12) } }
  }

  @Test("the hash alone, from a coarser decode, agrees within 6 bits with that of the full look")
  func agreesWithFullLook() throws {
    let folder = TemporaryFolder()
    for number in 1...4 {
      let file = try folder.file("scene.jpg", Picture.scene(number, width: 700, height: 500))
      let full = try ImageLooker().look(file: file).image.perceptualHash
      let alone = try ImageLooker().look(file: file, options: .hashOnly).image.perceptualHash
      #expect(full.distance(to: alone) <= 6)
    }
  }

  @Test("the index finds exactly what comparing one by one finds, nearest first")
  func findsNeighbours() {
    let seed: UInt64 = 7
    var random = SeededGenerator(seed: seed)
    let centre: UInt64 = random.next()
    let hashes = (0..<2000).map { index -> PerceptualHash in
      var bits = index % 2 == 0 ? random.next() : centre
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        bits ^= 1 << UInt64.random(in: 0..<64, using: &random)
      }
      return PerceptualHash(bits: bits)
    }
    var index = PerceptualHashIndex<Int>()
    for (key, hash) in hashes.enumerated() { index.insert(hash, key: key) }
    for distance in [0, 4, 10, 64] {
      let found = index.neighbours(of: PerceptualHash(bits: centre), within: distance)
      let expected = hashes.indices.filter {
        hashes[$0].distance(to: PerceptualHash(bits: centre)) <= distance
      }
      #expect(Set(found.map(\.key)) == Set(expected), "seed \(seed)")
      #expect(found.map(\.distance) == found.map(\.distance).sorted())
    }
  }
}
