import Foundation
import Hashing
import Store
import Testing

@Suite("Blobs in a folder")
struct FolderBlobStoreTests {
  private let folder: String
  private let blobs: FolderBlobStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("winnow-\(UUID().uuidString)").path
    blobs = try FolderBlobStore(path: folder + "/blobs")
  }

  @Test("keeps bytes under a name, whole and once")
  func put() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try await blobs.put(bytes, name: "originals/ab/file.jpg")
    #expect(try await blobs.get("originals/ab/file.jpg") == bytes)
    #expect(try await blobs.contains("originals/ab/file.jpg"))
    try await blobs.put([1], name: "originals/ab/file.jpg")
    #expect(try await blobs.get("originals/ab/file.jpg") == bytes)
    try await blobs.put([], name: "empty")
    #expect(try await blobs.get("empty") == [])
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder + "/blobs")
    #expect(!files.contains { $0.hasSuffix(".part") })
  }

  @Test("knows nothing of what is not there, and removes it without complaint")
  func missing() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try await blobs.get("nothing") == nil)
    #expect(try await !blobs.contains("nothing"))
    try await blobs.remove("nothing")
    try await blobs.put([1, 2], name: "something")
    try await blobs.remove("something")
    #expect(try await blobs.get("something") == nil)
  }

  @Test("takes a file over, and drops it where the blob is there already")
  func adopt() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for content in [UInt8(1), 2] {
      let file = folder + "/fetched"
      try Data([content]).write(to: URL(fileURLWithPath: file))
      try await blobs.adopt(file: file, name: "originals/x")
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(try await blobs.get("originals/x") == [1])
    }
    await #expect(throws: StoreError.self) {
      try await blobs.adopt(file: folder + "/none", name: "originals/y")
    }
  }

  @Test(
    "refuses names that could leave the folder or name a temporary file",
    arguments: [
      "", "/etc/passwd", "../x", "a/../../x", "a//b", ".hidden", "a/.b", "a/", "a\0b", "a\\b", "ä", "x.part",
    ])
  func names(name: String) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(throws: StoreError.self) { try await blobs.put([1], name: name) }
    await #expect(throws: StoreError.self) { _ = try await blobs.get(name) }
    await #expect(throws: StoreError.self) { try await blobs.remove(name) }
  }

  @Test("many writers of one blob leave one whole blob")
  func concurrent() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bytes = [UInt8](repeating: 7, count: 50_000)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { try await blobs.put(bytes, name: "a/b/c") } }
      try await group.waitForAll()
    }
    #expect(try await blobs.get("a/b/c") == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/blobs/a/b") == ["c"])
  }

  @Test("the names of a medium's blobs are names of blobs")
  func mediumNames() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let medium = ContentHash(of: [1, 2, 3])
    for name in [BlobName.original(medium), BlobName.thumbnail(medium, width: 400)] {
      try await blobs.put([9], name: name)
      #expect(try await blobs.get(name) == [9])
    }
  }
}
