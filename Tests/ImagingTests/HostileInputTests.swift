import Foundation
import Testing

@testable import Imaging

@Suite("Hostile input")
struct HostileInputTests {
  private let folder = TemporaryFolder()

  private func failure(_ bytes: [UInt8], limits: DecodeLimits = .default) throws -> DecodeError? {
    let file = try folder.file("input", bytes)
    do throws(DecodeError) {
      _ = try ImageLooker(limits: limits).look(file: file)
      return nil
    } catch {
      return error
    }
  }

  @Test("what is no image is named")
  func namesOtherThings() throws {
    #expect(try failure([]) == .notAnImage(found: "an empty file"))
    #expect(try failure([UInt8](repeating: 0, count: 4096)) == .notAnImage(found: "zero bytes only"))
    #expect(try failure(Array("<!DOCTYPE html><html><p>Gone".utf8)) == .notAnImage(found: "an HTML page"))
    #expect(try failure(Array("\n  <HTML>".utf8)) == .notAnImage(found: "an HTML page"))
    #expect(try failure(Array("{\"error\":404}".utf8)) == .notAnImage(found: "a JSON document"))
    #expect(try failure(Array("Not found\n".utf8)) == .notAnImage(found: "plain text"))
    #expect(try failure(Array("%PDF-1.4\n".utf8)) == .unsupported(format: "PDF"))
    #expect(
      try failure(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)) == .unsupported(format: "SVG"))
    #expect(try failure([0xDE, 0xAD, 0xBE, 0xEF]) == .notAnImage(found: "data of an unknown kind"))
  }

  @Test("a PNG that claims 65,535 x 65,535 pixels is refused by its header")
  func refusesBombs() throws {
    var header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var chunk = Array("IHDR".utf8) + [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 2, 0, 0, 0]
    header += [0, 0, 0, 13] + chunk + checksum(chunk)
    chunk = Array("IDAT".utf8) + [0x78, 0x9C, 0x63, 0, 0]
    header += [0, 0, 0, 5] + chunk + checksum(chunk)
    #expect(
      try failure(header) == .tooManyPixels(width: 65_535, height: 65_535, limit: 600_000_000))
  }

  @Test("a JPEG that claims more pixels than the limit is refused by its header")
  func refusesLargeJPEG() throws {
    let bytes = try Picture.jpeg(Picture.scene(1, width: 300, height: 200))
    #expect(
      try failure(bytes, limits: DecodeLimits(maximumPixels: 59_999))
        == .tooManyPixels(width: 300, height: 200, limit: 59_999))
    #expect(try failure(bytes, limits: DecodeLimits(maximumPixels: 60_000)) == nil)
    guard case .tooManyBytes = try failure(bytes, limits: DecodeLimits(maximumFileBytes: 100)) else {
      Issue.record("a file beyond the byte limit was read")
      return
    }
  }

  @Test("a progressive JPEG that needs too much memory is refused by its header")
  func refusesProgressiveBombs() throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: TinyFiles.progressiveJPEG)))
    #expect(try failure(bytes) == nil)
    guard case .tooManyBytes = try failure(bytes, limits: DecodeLimits(maximumMemoryBytes: 8000)) else {
      Issue.record("64 x 48 coefficients of three components do not fit 4,000 bytes")
      return
    }
  }

  @Test("half a JPEG is looked at and flagged; a whole one is not flagged")
  func flagsTruncation() throws {
    let bytes = try Picture.jpeg(Picture.scene(5, width: 500, height: 400))
    let half = try folder.file("half.jpg", Array(bytes.prefix(bytes.count / 2)))
    #expect(try ImageLooker().look(file: half).image.flags.contains("truncated"))
    #expect(try ImageLooker().look(file: half, options: .hashOnly).image.flags == ["truncated"])
    let whole = try folder.file("whole.jpg", bytes)
    #expect(try !ImageLooker().look(file: whole).image.flags.contains("truncated"))
    let noEnd = try folder.file("noend.jpg", Array(bytes.dropLast(2)))
    #expect(
      try ImageLooker().look(file: noEnd).image.signals == ImageLooker().look(file: whole).image.signals)
  }

  @Test("half a PNG is looked at and flagged")
  func flagsTruncatedPNG() throws {
    let file = try folder.file("whole.png", Picture.scene(6, width: 300, height: 300))
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let half = try folder.file("half.png", Array(bytes.prefix(bytes.count / 2)))
    #expect(try ImageLooker().look(file: half).image.flags.contains("truncated"))
  }

  @Test("a header without pixels is an error, a missing file another")
  func reportsMissing() throws {
    let bytes = try Picture.jpeg(Picture.scene(1, width: 64, height: 64))
    for length in [3, 20, 100] {
      switch try failure(Array(bytes.prefix(length))) {
      case .corrupt, .truncated: break
      case let other: Issue.record("\(length) bytes gave \(String(describing: other))")
      }
    }
    #expect(throws: DecodeError.unreadable(file: "/nonexistent/x.jpg", reason: "No such file or directory")) {
      try ImageLooker().look(file: "/nonexistent/x.jpg")
    }
    guard case .unreadable = (Result { try ImageLooker().look(file: folder.path) }).failure as? DecodeError
    else {
      Issue.record("a folder is no file")
      return
    }
  }

  @Test(
    "changed bytes give an image or an error, never a crash", arguments: ["jpg", "png", "tif", "webp", "gif"])
  func survivesMutation(suffix: String) throws {
    let seed: UInt64 = 31
    var random = SeededGenerator(seed: seed)
    let file = try folder.file("seed." + suffix, Picture.scene(3, width: 90, height: 70))
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let looker = ImageLooker(limits: DecodeLimits(maximumPixels: 1_000_000))
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      let changed = try folder.file("changed." + suffix, bytes)
      if let look = try? looker.look(file: changed) {
        #expect(look.image.width > 0 && look.image.height > 0, "seed \(seed)")
        #expect(look.image.signals.values.allSatisfy { $0.isFinite }, "seed \(seed)")
      }
    }
  }

  @Test("every error is one line with a remedy")
  func describesErrors() {
    let errors: [DecodeError] = [
      .notAnImage(found: "an HTML page"), .unsupported(format: "PDF"),
      .tooManyPixels(width: 1, height: 1, limit: 0), .tooManyBytes(bytes: 1, limit: 0, purpose: "of file"),
      .truncated(reason: "x"), .corrupt(reason: "x"), .crashed(signal: 9, status: 0),
      .crashed(signal: 0, status: 1), .timedOut(seconds: 1), .unreadable(file: "x", reason: "y"),
    ]
    for error in errors {
      #expect(!error.description.contains("\n") && error.description.contains(": "))
    }
  }

  /// CRC-32 of a PNG chunk (PNG, annex D).
  private func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
    return withUnsafeBytes(of: (~crc).bigEndian) { Array($0) }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
