internal import Foundation
internal import Hashing
internal import OAIPMH
internal import Store

/// The layout of one file a record: what is right already is not written again.
extension DumpRun {
  /// What became of some records.
  private struct Outcome: Sendable {
    var checksums: [UInt8] = []
    var written = 0
    var unchanged = 0
    var bytes: Int64 = 0
    var files = 0
    var providers: [String: Int] = [:]
  }

  /// Writes the files that are new or different, and removes those of deleted records.
  /// - Returns: the hash of the list of checksums.
  func writeRecordFiles(_ files: inout [DumpFile], _ summary: inout Dump.Summary) async throws -> ContentHash
  {
    let sums = try await folder.queue.run { [path = folder.path] in
      try PartFile(path: path + "/" + DumpFolder.checksums)
    }
    var query = query(Segment(part: "", provider: selection.providerID), limit: 200)
    while true {
      let entries = try await archive.forms(query)
      let outcome = try await folder.queue.run { [path = folder.path] in
        let outcome = try Self.write(entries, into: path)
        try sums.append(outcome.checksums)
        return outcome
      }
      summary.written += outcome.written
      summary.unchanged += outcome.unchanged
      summary.records += outcome.written + outcome.unchanged
      summary.bytes += outcome.bytes
      summary.files += outcome.files
      summary.providers.merge(outcome.providers, uniquingKeysWith: +)
      progress(summary.records)
      guard entries.count == query.limit, let last = entries.last else { break }
      query.from = RecordKey(rawValue: last.record.rawValue + 1)
      try checkInterruption()
    }
    try await removeDeleted()
    let deletions = try await writeDeletions()
    files.append(deletions)
    return try await folder.queue.run {
      try sums.append(Array("\(deletions.sha256)  \(deletions.path)\n".utf8))
      return try sums.finish().hash
    }
  }

  private static func write(_ entries: [PublishedEntry], into folder: String) throws -> Outcome {
    var outcome = Outcome()
    for entry in entries {
      guard let metadata = entry.servedMetadata else { continue }
      let path = EDMDocument.path(of: entry)
      let isNew = try put(try EDMDocument.standalone(metadata), folder, path, &outcome)
      if isNew { outcome.written += 1 } else { outcome.unchanged += 1 }
      if let about = DumpSelection.aboutDocument(entry) {
        _ = try put(about, folder, aboutPath(path), &outcome)
      }
      outcome.providers[entry.providerName, default: 0] += 1
    }
    return outcome
  }

  private static func aboutPath(_ path: String) -> String { path.dropLast(4) + ".about.xml" }

  /// Writes a file unless it is there as it should be; true where it was written.
  private static func put(
    _ bytes: [UInt8], _ folder: String, _ path: String, _ outcome: inout Outcome
  ) throws -> Bool {
    let hash = ContentHash(of: bytes)
    let file = folder + "/" + path
    let isThere = DumpFolder.hash(ofFile: file) == hash
    if !isThere {
      // Flushing a million small files one by one would take hours: after a power failure the next run finds what
      // is not right by its hash.
      try FileFault.makeFolder((file as NSString).deletingLastPathComponent)
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: file + ".part"))
      } catch {
        throw FileFault.writing(file, FileFault.cause(of: error))
      }
      guard rename(file + ".part", file) == 0 else { throw FileFault.writing(file) }
    }
    outcome.checksums += "\(hash.hexadecimal)  \(path)\n".utf8
    outcome.bytes += Int64(bytes.count)
    outcome.files += 1
    return !isThere
  }

  private func removeDeleted() async throws {
    var query = query(Segment(part: "", provider: selection.providerID), limit: 1000, state: .deleted)
    query.withContent = false
    while true {
      let entries = try await archive.forms(query)
      try await folder.queue.run { [path = folder.path] in
        for entry in entries {
          let file = EDMDocument.path(of: entry)
          try DumpFolder.remove(path + "/" + file)
          try DumpFolder.remove(path + "/" + Self.aboutPath(file))
        }
      }
      guard entries.count == query.limit, let last = entries.last else { return }
      query.from = RecordKey(rawValue: last.record.rawValue + 1)
    }
  }
}
