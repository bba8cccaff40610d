internal import Archives
internal import Compression
internal import Dispatch
internal import Foundation
internal import Hashing
internal import OAIPMH
internal import Store
internal import Synchronization

extension DumpRun {
  private static let pageSize = 512

  /// Writes the forms of a segment; while a page is compressed the next one is read.
  func writeForms(_ segment: Segment, _ progress: @Sendable (Int) -> Void) async throws -> [DumpFile] {
    guard let encoder = selection.encoder else { return [] }
    let writer = try FormWriter(encoder, folder: folder.path, segment: segment, run: self)
    var query = query(segment, limit: Self.pageSize)
    do {
      var coming = Task { [archive, query] in try await archive.forms(query) }
      while true {
        let entries = try await coming.value
        let isLast = entries.count < query.limit
        if !isLast, let last = entries.last {
          query.from = RecordKey(rawValue: last.record.rawValue + 1)
          coming = Task { [archive, query] in try await archive.forms(query) }
        }
        try await folder.queue.run { try writer.append(entries) }
        progress(writer.records)
        if isLast { break }
        try checkInterruption()
      }
      return try await folder.queue.run { try writer.finish() }
    } catch {
      writer.abandon()
      throw error
    }
  }
}

/// Writes the records of one segment, and what stands beside them, into files.
final class FormWriter: Sendable {
  private struct State {
    var records: PartFile?
    var recordCount = 0
    var providers: [String: Int] = [:]
    var directory: [ZipDirectoryEntry] = []
    var contentBytes = 0
    var abouts: PartFile?
    var aboutCount = 0
    var files: [DumpFile] = []
  }

  /// Records that one call compresses; several such stretches are compressed side by side.
  private static let stretchSize = 128
  /// Of EDM records it takes two thirds of the time of the library's default, for files 2 % larger.
  private static let level = 4

  private let encoder: any FormEncoder
  private let folder: String
  private let segment: DumpRun.Segment
  private let isProvider: Bool
  private let bytesInFile: Int
  private let compressors: [DeflateCompressor]
  private let state = Mutex(State())
  private let total = Mutex(0)

  init(_ encoder: any FormEncoder, folder: String, segment: DumpRun.Segment, run: DumpRun) throws {
    self.encoder = encoder
    self.folder = folder
    self.segment = segment
    isProvider = run.selection.layout == .provider
    bytesInFile = isProvider ? .max : run.dump.bytesInFile
    compressors = try (0..<max(1, ProcessInfo.processInfo.activeProcessorCount)).map { _ in
      try DeflateCompressor(level: Self.level)
    }
  }

  /// Records taken so far.
  var records: Int { total.withLock { $0 } }

  func append(_ entries: [PublishedEntry]) throws {
    guard !entries.isEmpty else { return }
    try state.withLock { state in
      let stretches = try encode(entries, isFirst: state.recordCount == 0)
      try write(stretches.map(\.records), of: entries, &state)
      try write(abouts: stretches.map(\.abouts), of: entries, &state)
      if state.contentBytes >= bytesInFile { try endFile(&state) }
    }
    total.withLock { $0 += entries.count }
  }

  func finish() throws -> [DumpFile] {
    try state.withLock { state in
      try endFile(&state)
      if let file = state.abouts {
        try file.append(DumpSelection.abouts.closing([], at: 0, compressors[0]))
        let (bytes, hash) = try file.finish()
        state.files.append(
          DumpFile(
            path: aboutName, holds: "about", part: segment.part, records: state.aboutCount, bytes: bytes,
            sha256: hash.hexadecimal))
        state.abouts = nil
      }
      return state.files
    }
  }

  func abandon() {
    state.withLock { state in
      state.records?.abandon()
      state.abouts?.abandon()
    }
  }

  private func encode(
    _ entries: [PublishedEntry], isFirst: Bool
  ) throws -> [(records: EncodedStretch, abouts: EncodedStretch)] {
    let starts = Array(stride(from: 0, to: entries.count, by: Self.stretchSize))
    let results = Mutex(
      [Result<(EncodedStretch, EncodedStretch), any Error>?](repeating: nil, count: starts.count))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(compressors.count, starts.count)) { [compressors] lane in
      while let index = next.withLock({ next in
        defer { next += 1 }
        return next < starts.count ? next : nil
      }) {
        let slice = entries[starts[index]..<min(starts[index] + Self.stretchSize, entries.count)]
        let result = Result {
          (
            try encoder.encode(slice, isFirst: isFirst && index == 0, compressors[lane]),
            try DumpSelection.abouts.encode(slice, isFirst: true, compressors[lane])
          )
        }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { results in
      try results.compactMap { try $0?.get() }.map { (records: $0.0, abouts: $0.1) }
    }
  }

  private func write(_ stretches: [EncodedStretch], of entries: [PublishedEntry], _ state: inout State) throws
  {
    let file: PartFile
    if let open = state.records {
      file = open
    } else {
      file = try PartFile(path: folder + "/" + recordName(state.files.count))
      try file.append(encoder.opening(compressors[0]))
      state.records = file
    }
    for stretch in stretches {
      let offset = UInt32(truncatingIfNeeded: file.count)
      state.directory += stretch.directory.map { entry in
        var entry = entry
        entry.offset += offset
        return entry
      }
      state.contentBytes += stretch.contentBytes
      try file.append(stretch.bytes)
    }
    state.recordCount += entries.count
    for entry in entries { state.providers[entry.providerName, default: 0] += 1 }
  }

  private func write(abouts stretches: [EncodedStretch], of entries: [PublishedEntry], _ state: inout State)
    throws
  {
    for stretch in stretches where !stretch.bytes.isEmpty {
      if state.abouts == nil {
        let file = try PartFile(path: folder + "/" + aboutName)
        try file.append(DumpSelection.abouts.opening(compressors[0]))
        state.abouts = file
      }
      try state.abouts?.append(stretch.bytes)
    }
    state.aboutCount += entries.count { !$0.form.about.isEmpty }
  }

  private func endFile(_ state: inout State) throws {
    guard let file = state.records else { return }
    try file.append(encoder.closing(state.directory, at: file.count, compressors[0]))
    let (bytes, hash) = try file.finish()
    state.files.append(
      DumpFile(
        path: recordName(state.files.count), holds: "records", part: segment.part,
        records: state.recordCount, providers: state.providers, bytes: bytes, sha256: hash.hexadecimal))
    state.records = nil
    (state.recordCount, state.providers, state.directory, state.contentBytes) = (0, [:], [], 0)
  }

  private func recordName(_ number: Int) -> String {
    if isProvider { return segment.part + encoder.fileExtension }
    return "part-" + segment.part + (number == 0 ? "" : "-\(number + 1)") + encoder.fileExtension
  }

  private var aboutName: String {
    let name = isProvider ? segment.part + ".about" : "about-" + segment.part
    return name + DumpSelection.abouts.fileExtension
  }
}
