internal import Foundation

/// A 64-bit perceptual hash: images that look alike differ in few bits.
///
/// The variant is the DCT hash known as pHash in the arrangement of the ImageHash library, whose values it
/// meets within a few bits (the resampling differs). Luma (0.299 R + 0.587 G + 0.114 B) of the upright image
/// is averaged by area to 32 x 32 samples without keeping proportions, an orthonormal DCT-II is taken of the
/// columns and rows, the 8 x 8 coefficients of lowest frequency (with the constant one) are kept, and a bit is
/// 1 where its coefficient lies above the median of the 64. The first bit is the most significant; bits run
/// along a row of rising horizontal frequency.
///
/// Source: C. Zauner, *Implementation and Benchmarking of Perceptual Image Hash Functions*, 2010.
public struct PerceptualHash: Sendable, Hashable, CustomStringConvertible, LosslessStringConvertible {
  /// The first coefficient's bit is the most significant.
  public var bits: UInt64

  /// A hash from its bits.
  public init(bits: UInt64) { self.bits = bits }

  /// A hash written as 16 hexadecimal digits; `nil` for anything else.
  public init?(_ hexadecimal: String) {
    guard hexadecimal.utf8.count == 16, hexadecimal.first != "+", hexadecimal.first != "-",
      let bits = UInt64(hexadecimal, radix: 16)
    else { return nil }
    self.bits = bits
  }

  /// 16 lower-case hexadecimal digits.
  public var description: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The number of bits in which two hashes differ, 0 to 64.
  public func distance(to other: PerceptualHash) -> Int { (bits ^ other.bits).nonzeroBitCount }
}

extension PerceptualHash: Codable {
  /// Reads the 16 hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let hash = PerceptualHash(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no 16-digit perceptual hash"))
    }
    self = hash
  }

  /// Writes the 16 hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension PerceptualHash {
  /// The side of the square of samples that is transformed.
  static let samples = 32
  private static let kept = 8

  /// `basis[frequency * 32 + sample]`: the first eight rows of the orthonormal DCT-II.
  private static let basis: [Float] = (0..<kept).flatMap { frequency in
    (0..<samples).map { sample in
      let scale = frequency == 0 ? (1 / Double(samples)).squareRoot() : (2 / Double(samples)).squareRoot()
      let angle = Double.pi * (Double(sample) + 0.5) * Double(frequency) / Double(samples)
      return Float(scale * cos(angle))
    }
  }

  /// The hash of an upright luma plane of any size.
  init(luma: Plane) {
    let square = Self.square(of: luma)
    let basis = Self.basis
    let (samples, kept) = (Self.samples, Self.kept)
    // Columns first: half[frequency][x], then rows.
    var half = [Float](repeating: 0, count: kept * samples)
    for frequency in 0..<kept {
      for y in 0..<samples {
        let weight = basis[frequency * samples + y]
        for x in 0..<samples { half[frequency * samples + x] += weight * square[y * samples + x] }
      }
    }
    var coefficients = [Float](repeating: 0, count: kept * kept)
    for vertical in 0..<kept {
      for horizontal in 0..<kept {
        var sum: Float = 0
        for x in 0..<samples { sum += half[vertical * samples + x] * basis[horizontal * samples + x] }
        coefficients[vertical * kept + horizontal] = sum
      }
    }
    let ordered = coefficients.sorted()
    let median = (ordered[31] + ordered[32]) / 2
    bits = coefficients.reduce(0) { bits, coefficient in bits << 1 | (coefficient > median ? 1 : 0) }
  }

  /// Means of luma over a 32 x 32 grid; cells share the samples that they cut.
  private static func square(of luma: Plane) -> [Float] {
    // Rows are gathered first, so that each sample is read once.
    var rows = [Float](repeating: 0, count: samples * luma.width)
    rows.withUnsafeMutableBufferPointer { rows in
      for cell in 0..<samples {
        let span = AreaSpan(cell: cell, of: samples, over: luma.height)
        for y in span.first...span.last {
          let weight = Float(span.weight(of: y))
          let source = luma.row(y)
          let target = rows.baseAddress.unsafelyUnwrapped + cell * luma.width
          for x in 0..<luma.width { target[x] += weight * Float(source[x]) }
        }
      }
    }
    var square = [Float](repeating: 0, count: samples * samples)
    for cell in 0..<samples {
      let span = AreaSpan(cell: cell, of: samples, over: luma.width)
      for x in span.first...span.last {
        let weight = Float(span.weight(of: x))
        for y in 0..<samples { square[y * samples + cell] += weight * rows[y * luma.width + x] }
      }
    }
    return square
  }
}
