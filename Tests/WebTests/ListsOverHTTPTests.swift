import Foundation
import OAIPMH
import SQLiteStore
import StoreContract
import Synchronization
import Testing

@Suite("A writer beside five harvesters, over HTTP")
struct ListsOverHTTPTests {
  @Test(
    "delivers what changed while lists run, many commits a second, and loses nothing", .timeLimit(.minutes(3))
  )
  func harvest() async throws {
    let folder = NSTemporaryDirectory() + "winnow-http-lists-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SQLiteStore(path: folder + "/store.sqlite")
    let count = 60
    let collection = try await ChangingCollection(store: store, count: count)
    let server = try await RunningRepository(store, pageSize: 7, setsOfAllRecords: ["provider", "link"])
    try await Self.secondAfter(.now)

    let isOver = Flag()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Records 0 to 39 change, one after another, the rest never does.
        for turn in 0..<120 {
          let number = turn * 7 % 40
          try await collection.change([number], deleting: turn % 5 == 0 ? [number] : [])
        }
        isOver.raise()
      }
      let selections = [
        "metadataPrefix=edm", "metadataPrefix=oai_dc", "metadataPrefix=edm&set=link",
        "metadataPrefix=edm&set=provider:museum", "metadataPrefix=oai_dc&set=link:ok",
      ]
      for selection in selections {
        group.addTask {
          var reader = ListReader(selection: selection)
          // At least one list beside the writer, and one after the last second it wrote in.
          var isLast = false
          while true {
            var hasEnded = false
            while !hasEnded {
              let answer = try await server.get("/oai?" + reader.nextQuery())
              #expect(answer.status == 200)
              hasEnded = reader.take(ListReader.Part(answer.body))
            }
            #expect(reader.deliveries.allSatisfy { $0.value == 1 })
            if reader.isWhole {
              let never = (40..<count).map { ChangingCollection.identifier($0) }
              #expect(never.allSatisfy { reader.deliveries[$0] == 1 }, "\(selection)")
            }
            if isLast { break }
            if isOver.isRaised {
              isLast = true
              try await Self.secondAfter(.now)
            }
          }
          let truth = await collection.truth
          #expect(reader.mirror == truth, "\(selection)")
        }
      }
      try await group.waitForAll()
    }
    await server.stop()
  }

  /// Waits until lists hold what was stamped up to a moment.
  private static func secondAfter(_ moment: Timestamp) async throws {
    while Timestamp.now.seconds < moment.seconds + 2 { try await Task.sleep(for: .milliseconds(50)) }
  }
}

/// Something that one task tells others once.
private final class Flag: Sendable {
  private let value = Mutex(false)
  func raise() { value.withLock { $0 = true } }
  var isRaised: Bool { value.withLock { $0 } }
}
