import Foundation
import Store
import Testing

@testable import Pipeline

@Suite("Names of workers")
struct WorkerNameTests {
  @Test("a file is abandoned once the process that named it runs no longer, and by nobody else's word")
  func abandoned() throws {
    #expect(!WorkerName.hasAbandoned(file: WorkerName.fileName()))
    #expect(WorkerName.fileName() != WorkerName.fileName())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    let host = ProcessInfo.processInfo.hostName
    #expect(WorkerName.hasAbandoned(file: "\(host):\(process.processIdentifier)~1E76BA78"))
    for name in ["1E76BA78", "elsewhere.\(host):1~1E76BA78", "\(host)~1E76BA78", "~", ""] {
      #expect(!WorkerName.hasAbandoned(file: name), "\(name)")
    }
  }

  @Test("what a process left behind is removed from the folder of files under way, what others write stays")
  func folder() throws {
    let temporary = try TemporaryStore()
    let folder = try temporary.blobs.incomingFolder()
    for name in ["gone~1", "here~2"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    #expect(try temporary.blobs.incomingFolder { $0.hasPrefix("gone") } == folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["here~2"])
  }
}
