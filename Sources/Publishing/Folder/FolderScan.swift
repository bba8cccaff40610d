internal import Foundation
internal import Hashing
internal import OAIPMH

/// A folder of records could not be read.
public struct FolderError: Error, Sendable, CustomStringConvertible {
  /// Names the folder or file and the remedy, in one line.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A record of a folder, as its list is kept in memory: without its bytes.
struct FolderItem: Sendable {
  /// The file's path below the folder.
  var path: String
  /// The path without its suffix, and the number of the record where the file holds several.
  var name: String
  /// The part of the identifier behind the prefix.
  var localIdentifier: String
  /// The place of the record in its file.
  var index: Int
  /// Made of the name, so that a token outlives the process.
  var key: Int64
  var stamp: Timestamp
  var setSpecs: [String]
  /// The one prefix of a record, or those of a deleted record; empty for a deleted record of every format.
  var prefixes: [String]
  var isDeleted: Bool
}

/// Goes through a folder and remembers what it found, so that a file is opened again only when it has
/// changed.
struct FolderScan {
  static let deepestFolder = 32

  let folder: String
  private let stamp: @Sendable (stat) -> Timestamp
  private var remembered: [String: Inspection] = [:]

  /// - Parameter stamp: the datestamp of a file.
  init(folder: String, stamp: @escaping @Sendable (stat) -> Timestamp = Self.lastChange) {
    self.folder = folder
    self.stamp = stamp
  }

  /// When a file last changed, or came to its place.
  ///
  /// Moving, unpacking and copying with its times leave a file its old modification time. Its status change
  /// time tells when that happened, and without it no harvester would see the file that asks only for what is
  /// new.
  static let lastChange: @Sendable (stat) -> Timestamp = { status in
    Timestamp(seconds: Int64(max(status.st_mtim.tv_sec, status.st_ctim.tv_sec)))
  }

  private struct Inspection {
    var modified: Timestamp
    var size: Int64
    var contents: [(prefix: String, isDeleted: Bool)]
  }

  private struct File {
    var path: String
    var modified: Timestamp
    var size: Int64
  }

  /// All records in the order of lists: by stamp, then key.
  mutating func items() throws(FolderError) -> [FolderItem] {
    var files: [File] = []
    try collect("", depth: 0, into: &files)
    let deletedNames = Set(files.lazy.map(\.path).filter { $0.hasSuffix(".deleted") }.map { $0.dropLast(8) })
    var items: [FolderItem] = []
    var seen: [String: Inspection] = [:]
    for file in files {
      if file.path.hasSuffix(".deleted") {
        items.append(try deletedItem(file))
      } else if !deletedNames.contains(file.path.dropLast(4)) {
        let inspection = try inspect(file)
        seen[file.path] = inspection
        for (index, content) in inspection.contents.enumerated() {
          let suffix = inspection.contents.count == 1 ? "" : "/\(index + 1)"
          items.append(
            Self.item(
              file, name: file.path.dropLast(4) + suffix, index: index,
              prefixes: content.prefix.isEmpty ? [] : [content.prefix], isDeleted: content.isDeleted))
        }
      }
    }
    remembered = seen
    return items.sorted { ($0.stamp, $0.key) < ($1.stamp, $1.key) }
  }

  private static func item(
    _ file: File, name: String, index: Int, prefixes: [String], isDeleted: Bool
  ) -> FolderItem {
    let folders = file.path.split(separator: "/").dropLast()
    let spec = folders.map { SetSpec.segment($0) }.joined(separator: ":")
    let hash = ContentHash(of: Array(name.utf8)).bytes
    let key = hash.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) } & Int64.max
    return FolderItem(
      path: file.path, name: name, localIdentifier: PublishedIdentifier.percentEncoded(name), index: index,
      key: key, stamp: file.modified,
      setSpecs: spec.isEmpty ? [] : SetSpec.withParents(spec), prefixes: prefixes, isDeleted: isDeleted)
  }

  /// A `NAME.deleted` may say, one a line, in which formats the record once was.
  private func deletedItem(_ file: File) throws(FolderError) -> FolderItem {
    let lines = String(decoding: try Self.read(folder + "/" + file.path), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    let prefixes = lines.map { String($0).trimmingWhiteSpace() }.filter {
      RecordFormat.format(prefix: $0) != nil
    }
    return Self.item(file, name: String(file.path.dropLast(8)), index: 0, prefixes: prefixes, isDeleted: true)
  }

  private func inspect(_ file: File) throws(FolderError) -> Inspection {
    if let known = remembered[file.path], known.modified == file.modified, known.size == file.size {
      return known
    }
    let contents = RecordFile(bytes: try Self.read(folder + "/" + file.path)).contents
    return Inspection(
      modified: file.modified, size: file.size, contents: contents.map { ($0.prefix, $0.isDeleted) })
  }

  private func collect(_ below: String, depth: Int, into files: inout [File]) throws(FolderError) {
    guard depth < Self.deepestFolder else {
      throw FolderError("The folder \(folder)/\(below) lies too deep; is there a link that leads to itself?")
    }
    let here = below.isEmpty ? folder : folder + "/" + below
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: here)
    } catch {
      throw FolderError("The folder \(here) cannot be read; name an existing folder with record files.")
    }
    for name in names where !name.hasPrefix(".") {
      let path = below.isEmpty ? name : below + "/" + name
      var status = stat()
      // A file may go away between the listing and the look at it; then it is no record of this scan.
      guard stat(folder + "/" + path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try collect(path, depth: depth + 1, into: &files)
      } else if name.hasSuffix(".xml") || name.hasSuffix(".deleted") {
        files.append(
          File(
            path: path, modified: stamp(status), size: Int64(status.st_size)))
      }
    }
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(FolderError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FolderError("The file \(path) cannot be read; check its permissions.")
    }
    return Array(data)
  }
}
