import Foundation
import Testing

@testable import Imaging

/// Where a program lies that serves as decoder: `WINNOW_DECODER`, or `winnow` beside the test bundle.
private let decoder: String? = {
  if let named = ProcessInfo.processInfo.environment["WINNOW_DECODER"] { return named }
  let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "/").deletingLastPathComponent()
  let built = beside.appendingPathComponent("winnow").path
  return FileManager.default.isExecutableFile(atPath: built) ? built : nil
}()

@Suite(
  "Decoder processes", .serialized,
  .enabled(if: decoder != nil, "no decoder: build `winnow` or set WINNOW_DECODER"))
struct DecoderPoolTests {
  private let folder = TemporaryFolder()

  private func pool(workers: Int = 1, limits: DecodeLimits = .default) throws -> DecoderPool {
    DecoderPool(executable: try #require(decoder), workers: workers, limits: limits)
  }

  private func failure(_ pool: DecoderPool, _ file: String) async -> DecodeError? {
    do {
      _ = try await pool.look(file: file)
      return nil
    } catch {
      return error
    }
  }

  @Test("a decoder process sees what this process sees")
  func looks() async throws {
    let pool = try pool(workers: 2)
    defer { pool.shutdown() }
    for (number, suffix) in [(1, "jpg"), (2, "png"), (3, "webp")] {
      let file = try folder.file(
        "picture\(number)." + suffix, Picture.scene(number, width: 600, height: 420))
      let options = LookOptions(thumbnailWidths: [200, 400])
      #expect(
        try await pool.look(file: file, options: options) == ImageLooker().look(file: file, options: options))
    }
  }

  @Test("many images at once are each answered with their own result")
  func looksAtMany() async throws {
    let pool = try pool(workers: 2)
    defer { pool.shutdown() }
    let files = try (1...24).map { number in
      try folder.file("many\(number).jpg", Picture.grey(100 + number, 50) { x, _ in x })
    }
    try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask { (index, try await pool.look(file: file).image.width) }
      }
      for try await (index, width) in group { #expect(width == 101 + index) }
    }
    #expect(pool.processIDs.count <= 2)
  }

  @Test("an error of an image is passed on and costs no process")
  func passesErrors() async throws {
    let pool = try pool()
    defer { pool.shutdown() }
    let page = try folder.file("page.jpg", Array("<!DOCTYPE html><html>".utf8))
    let good = try folder.file("good.jpg", Picture.scene(1, width: 200, height: 100))
    _ = try await pool.look(file: good)
    let before = pool.processIDs
    #expect(await failure(pool, page) == .notAnImage(found: "an HTML page"))
    _ = try await pool.look(file: good)
    #expect(pool.processIDs == before)
  }

  @Test("a decoder that was killed while idle is replaced without harm")
  func replacesIdle() async throws {
    let pool = try pool()
    defer { pool.shutdown() }
    let good = try folder.file("good.jpg", Picture.scene(1, width: 200, height: 100))
    _ = try await pool.look(file: good)
    let first = try #require(pool.processIDs.first)
    kill(Int32(first), SIGKILL)
    try await Task.sleep(for: .milliseconds(50))
    _ = try await pool.look(file: good)
    #expect(pool.processIDs.first != first)
  }

  @Test("a decoder that dies at work is an error of that image only")
  func survivesCrash() async throws {
    let pool = try pool()
    defer { pool.shutdown() }
    let good = try folder.file("good.jpg", Picture.scene(1, width: 200, height: 100))
    _ = try await pool.look(file: good)
    let victim = Int32(try #require(pool.processIDs.first))
    // Stopped first, so that the image is at work when the process is killed.
    kill(victim, SIGSTOP)
    async let outcome = failure(pool, good)
    try await Task.sleep(for: .seconds(1))
    kill(victim, SIGKILL)
    #expect(await outcome == .crashed(signal: Int(SIGKILL), status: 0))
    _ = try await pool.look(file: good)
  }

  @Test("a decoder that hangs is killed after its time, and the next image is looked at")
  func survivesHang() async throws {
    let pool = try pool(limits: DecodeLimits(secondsPerImage: 3))
    defer { pool.shutdown() }
    let good = try folder.file("good.jpg", Picture.scene(1, width: 200, height: 100))
    _ = try await pool.look(file: good)
    let victim = Int32(try #require(pool.processIDs.first))
    kill(victim, SIGSTOP)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(await failure(pool, good) == .timedOut(seconds: 3))
    #expect(clock.now - start < .seconds(60))
    #expect(kill(victim, 0) != 0, "the process is gone")
    _ = try await pool.look(file: good)
  }

  @Test("decoders end with their pool, and what comes later is refused")
  func endsWithPool() async throws {
    let good = try folder.file("good.jpg", Picture.scene(1, width: 200, height: 100))
    let pool = try pool(workers: 2)
    _ = try await pool.look(file: good)
    let processes = pool.processIDs
    #expect(!processes.isEmpty)
    pool.shutdown()
    pool.shutdown()
    for _ in 0..<100 where processes.contains(where: { kill(Int32($0), 0) == 0 }) {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(processes.allSatisfy { kill(Int32($0), 0) != 0 })
    guard case .decoderUnavailable = await failure(pool, good) else {
      Issue.record("a pool that was shut down took an image")
      return
    }
  }

  @Test("a decoder has no files open but its own, cannot write any and dumps no core")
  func limitsProcess() async throws {
    let pool = try pool()
    defer { pool.shutdown() }
    let secret = open(folder.path, O_RDONLY)
    defer { close(secret) }
    _ = try await pool.look(file: folder.file("good.png", Picture.scene(1, width: 200, height: 100)))
    let process = try #require(pool.processIDs.first)
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap(Int.init)
    #expect(
      open.filter { $0 > 4 }.allSatisfy { descriptor in
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/\(process)/fd/\(descriptor)")
        return target != folder.path
      })
    let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
    for name in ["Max core file size", "Max file size"] {
      let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix(name) })
      #expect(line.dropFirst(name.count).split(separator: " ").prefix(2) == ["0", "0"])
    }
  }
}

@Suite("Decoder processes that cannot be had")
struct MissingDecoderTests {
  @Test(
    "a program that cannot be started, and one that is no decoder, are named",
    arguments: [
      "/nonexistent/winnow", "/bin/true", "/bin/cat",
    ])
  func namesProgram(executable: String) async throws {
    let pool = DecoderPool(
      executable: executable, arguments: [], workers: 1, limits: DecodeLimits(secondsPerImage: 3))
    defer { pool.shutdown() }
    for _ in 0..<2 {
      do throws(DecodeError) {
        _ = try await pool.look(file: "/nonexistent/x.jpg")
        Issue.record("\(executable) decoded something")
      } catch {
        guard case .decoderUnavailable(let reason) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(reason.contains(executable))
      }
    }
  }
}
