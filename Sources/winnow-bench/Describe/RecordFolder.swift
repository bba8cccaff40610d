import Foundation

/// Record files of a folder and all below it.
enum RecordFolder {
  /// The records, in the order of their paths.
  /// - Parameter sizes: of the files that are taken: bytes.
  /// - Throws: ``BenchmarkFailure`` where there is none.
  static func records(
    in folder: URL, sizes: ClosedRange<Int> = 1...Int.max
  ) throws -> [[UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".xml") || $0.hasSuffix(".rdf") }.sorted()
    let records = try paths.map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
      .filter { sizes.contains($0.count) }
    guard !records.isEmpty else {
      throw BenchmarkFailure(
        description: "\(folder.path) holds no record files (*.xml): name another --records")
    }
    return records
  }

  /// Writes records as files of their own.
  static func write(_ records: some Sequence<[UInt8]>, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (number, record) in records.enumerated() {
      try Data(record).write(to: folder.appendingPathComponent(String(format: "%06d.xml", number)))
    }
  }
}
