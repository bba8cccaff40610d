internal import Foundation
internal import Synchronization

/// The record files of a folder and its subfolders, in the order of their paths by bytes.
///
/// Hidden files are left out. Links are followed where they stay below the root and do not lead back to a folder that
/// they stand in. Memory holds the names of the folders on the way, never the whole tree.
final class FolderFiles: RecordFiles {
  static let deepestFolder = 32

  private struct Entry {
    var name: String
    var isFolder: Bool
    var isLink: Bool
  }

  private struct Level {
    /// Below the root; empty for the root.
    var path: String
    /// Without links.
    var resolved: String
    /// The last comes next.
    var entries: [Entry]
  }

  private struct State {
    var levels: [Level] = []
    var passedOver = 0
  }

  private let root: String
  private let after: String?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - root: the path of the folder.
  ///   - after: begins behind this path, as an earlier walk gave it.
  /// - Throws: where the folder cannot be read.
  init(root: String, after: String? = nil) throws(SourceError) {
    guard let resolved = Self.resolved(root) else {
      throw SourceError("the folder \(root) is not there: name the folder of the records under harvest.url")
    }
    self.root = resolved
    self.after = after
    let first = try level("", resolved: resolved)
    state.withLock { $0.levels = [first] }
  }

  var passedOver: Int { state.withLock { $0.passedOver } }

  func next() -> RecordFile? { state.withLock { next(&$0) } }

  private func next(_ state: inout State) -> RecordFile? {
    while let last = state.levels.indices.last {
      guard let entry = state.levels[last].entries.popLast() else {
        state.levels.removeLast()
        continue
      }
      let level = state.levels[last]
      let path = level.path.isEmpty ? entry.name : level.path + "/" + entry.name
      if entry.isFolder {
        if let failure = enter(path, isLink: entry.isLink, &state) { return failure }
      } else if let after, !Self.isBefore(after, path) {
        continue
      } else if RecordFile.isRecord(entry.name) {
        if let file = read(path, isLink: entry.isLink, &state) { return file }
      } else {
        state.passedOver += 1
      }
    }
    return nil
  }

  /// Goes into a folder; what hinders that, as a file that cannot be read.
  private func enter(_ path: String, isLink: Bool, _ state: inout State) -> RecordFile? {
    // A folder that ends before the place to begin is not looked into.
    if let after, !after.hasPrefix(path + "/"), !Self.isBefore(after, path + "/") { return nil }
    func failure(_ reason: String) -> RecordFile {
      RecordFile(path: path, modified: 0, content: .failure(SourceError("\(path): \(reason)")))
    }
    guard state.levels.count < Self.deepestFolder else {
      return failure("the folder lies more than \(Self.deepestFolder) deep")
    }
    guard let resolved = Self.resolved(root + "/" + path) else {
      return failure("the folder cannot be found")
    }
    let isLoop = isLink && state.levels.contains { ($0.resolved + "/").hasPrefix(resolved + "/") }
    guard isBelowRoot(resolved), !isLoop else {
      state.passedOver += 1
      return nil
    }
    do {
      state.levels.append(try level(path, resolved: resolved))
      return nil
    } catch {
      return failure("the folder cannot be read: check its permissions")
    }
  }

  private func read(_ path: String, isLink: Bool, _ state: inout State) -> RecordFile? {
    let file = root + "/" + path
    func failure(_ reason: String) -> RecordFile {
      RecordFile(path: path, modified: 0, content: .failure(SourceError("\(path): \(reason)")))
    }
    if isLink {
      guard let resolved = Self.resolved(file) else { return failure("the link leads nowhere") }
      guard isBelowRoot(resolved) else {
        state.passedOver += 1
        return nil
      }
    }
    var status = stat()
    guard stat(file, &status) == 0 else {
      return failure("it cannot be read: \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      state.passedOver += 1
      return nil
    }
    guard status.st_size <= RecordFile.largest else {
      return failure("it has more than \(RecordFile.largest >> 20) MiB: split it")
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      return failure("it cannot be read: check its permissions")
    }
    return RecordFile(path: path, modified: Int64(status.st_mtim.tv_sec), content: .success(Array(data)))
  }

  private func level(_ path: String, resolved: String) throws(SourceError) -> Level {
    let here = path.isEmpty ? root : root + "/" + path
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: here) } catch {
      throw SourceError("the folder \(here) cannot be read: check that it is a folder, and its permissions")
    }
    var entries: [Entry] = []
    entries.reserveCapacity(names.count)
    for name in names where !name.hasPrefix(".") {
      let file = here + "/" + name
      var status = stat()
      // What cannot be looked at is kept as a file, so that reading it tells the reason.
      var isThere = lstat(file, &status) == 0
      let isLink = isThere && status.st_mode & S_IFMT == S_IFLNK
      if isLink { isThere = stat(file, &status) == 0 }
      entries.append(
        Entry(name: name, isFolder: isThere && status.st_mode & S_IFMT == S_IFDIR, isLink: isLink))
    }
    // A folder's files have `/` behind its name.
    entries.sort { left, right in
      Self.isBefore(
        right.isFolder ? right.name + "/" : right.name, left.isFolder ? left.name + "/" : left.name)
    }
    return Level(path: path, resolved: resolved, entries: entries)
  }

  private func isBelowRoot(_ resolved: String) -> Bool { resolved.hasPrefix(root == "/" ? "/" : root + "/") }

  /// A path without links; `nil` where it leads nowhere.
  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
