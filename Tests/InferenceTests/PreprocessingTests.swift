import Inference
import Testing

@Suite("Preprocessing")
struct PreprocessingTests {
  /// Levels come out as they are: mean 0, and a deviation that undoes the division by 255.
  private func levels(shortSide: Int, crop: Int) -> Preprocessing {
    Preprocessing(
      id: "test", version: 1, shortSide: shortSide, crop: crop, mean: .zero,
      deviation: SIMD3(repeating: 1 / 255))
  }

  /// Grey pixels of these levels.
  private func grey(_ levels: [UInt8]) -> [UInt8] { levels.flatMap { [$0, $0, $0] } }

  @Test("An image of the right size comes through unchanged, as planes")
  func identity() throws {
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    let tensor = try levels(shortSide: 2, crop: 2).tensor(pixels: pixels, width: 2, height: 2)
    #expect(tensor.map { $0.rounded() } == [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12])
  }

  @Test("Halving blends four source pixels, by the triangle filter")
  func halving() throws {
    // Weights 1/8, 3/8, 3/8, 1/8 inside; at the border 3/7, 3/7, 1/7.
    let row: [UInt8] = [0, 70, 140, 210, 140, 70, 0, 70]
    let pixels = (0..<8).flatMap { _ in grey(row) }
    let tensor = try levels(shortSide: 4, crop: 4).tensor(pixels: pixels, width: 8, height: 8)
    let first = tensor[0..<4].map { $0.rounded() }
    #expect(first == [50, 158, 105, 40])
    #expect(Array(tensor[12..<16]).map { $0.rounded() } == first)
  }

  @Test("The square is cut out of the centre of the longer side")
  func centre() throws {
    let pixels = grey([10, 20, 30, 40, 50, 60])
    let wide = try levels(shortSide: 1, crop: 1).tensor(pixels: pixels, width: 6, height: 1)
    // Margin 2.5, which rounds to the even 2: the third pixel.
    #expect(wide.map { $0.rounded() } == [30, 30, 30])
    let tall = try levels(shortSide: 1, crop: 1).tensor(pixels: pixels, width: 1, height: 6)
    #expect(tall == wide)
  }

  @Test("Mean and deviation are applied to each channel")
  func normalisation() throws {
    let preprocessing = Preprocessing(
      id: "test", version: 1, shortSide: 1, crop: 1, mean: SIMD3(0.5, 0.4, 0.2),
      deviation: SIMD3(0.5, 0.25, 0.1))
    let tensor = try preprocessing.tensor(pixels: [255, 51, 0], width: 1, height: 1)
    #expect(abs(tensor[0] - 1) < 1e-6)
    #expect(abs(tensor[1] - -0.8) < 1e-6)
    #expect(abs(tensor[2] - -2) < 1e-6)
  }

  @Test(
    "A plain image stays plain at any size", arguments: [(1, 1), (3, 500), (500, 3), (37, 91), (640, 427)])
  func plain(width: Int, height: Int) throws {
    let pixels = plainImage(200, 100, 50, width: width, height: height)
    let tensor = try levels(shortSide: 32, crop: 28).tensor(pixels: pixels, width: width, height: height)
    #expect(tensor.count == 3 * 28 * 28)
    #expect(tensor.prefix(28 * 28).allSatisfy { abs($0 - 200) < 0.001 })
    #expect(tensor.suffix(28 * 28).allSatisfy { abs($0 - 50) < 0.001 })
  }

  @Test("Two passes rounded to whole levels agree with a direct sum to one level")
  func againstDirectSum() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("resampling seed \(seed)")
    var generator = SplitMix(state: seed)
    for _ in 0..<20 {
      let width = Int.random(in: 1...60, using: &generator)
      let height = Int.random(in: 1...60, using: &generator)
      let pixels = (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let tensor = try levels(shortSide: 16, crop: 12).tensor(pixels: pixels, width: width, height: height)
      let direct = DirectResampling(shortSide: 16, crop: 12, width: width, height: height)
      for y in 0..<12 {
        for x in 0..<12 {
          for channel in 0..<3 {
            let got = Double(tensor[channel * 144 + y * 12 + x])
            let exact = direct.level(pixels, x: x, y: y, channel: channel)
            #expect(abs(got - exact) <= 1.001, "\(width) x \(height) at \(x), \(y), \(channel)")
          }
        }
      }
    }
  }

  @Test("Pixels that do not fill the size are refused")
  func wrongSize() {
    #expect(throws: InferenceError.self) {
      _ = try levels(shortSide: 8, crop: 8).tensor(pixels: [0, 0], width: 1, height: 1)
    }
    #expect(throws: InferenceError.self) {
      _ = try levels(shortSide: 8, crop: 8).tensor(pixels: [], width: 0, height: 5)
    }
  }
}

/// The definition written down: each output pixel as one sum over all source pixels, without any rounding.
private struct DirectResampling {
  let shortSide: Int
  let crop: Int
  let width: Int
  let height: Int

  func level(_ pixels: [UInt8], x: Int, y: Int, channel: Int) -> Double {
    let short = min(width, height)
    let scaledWidth = shortSide * width / short
    let scaledHeight = shortSide * height / short
    let left = Int((Double(scaledWidth - crop) / 2).rounded(.toNearestOrEven))
    let top = Int((Double(scaledHeight - crop) / 2).rounded(.toNearestOrEven))
    let across = weights(source: width, scaled: scaledWidth, at: left + x)
    let down = weights(source: height, scaled: scaledHeight, at: top + y)
    var sum = 0.0
    for row in 0..<height where down[row] > 0 {
      for column in 0..<width {
        sum += down[row] * across[column] * Double(pixels[(row * width + column) * 3 + channel])
      }
    }
    return sum
  }

  private func weights(source: Int, scaled: Int, at output: Int) -> [Double] {
    let ratio = Double(source) / Double(scaled)
    let reach = max(ratio, 1)
    let centre = (Double(output) + 0.5) * ratio
    let raw = (0..<source).map { max(0, 1 - abs(Double($0) + 0.5 - centre) / reach) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }
}

/// A small generator of random numbers that a printed seed repeats (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
