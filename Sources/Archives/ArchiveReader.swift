internal import CLibArchive
internal import Foundation
internal import Synchronization

/// Reads the files of a zip or tar archive one after another, without unpacking it: tar may be compressed by gzip,
/// bzip2, xz or zstd.
///
/// Nothing is written to disk, and no other program is run. Memory holds one file at a time. Calls block: they belong on
/// a thread of their own.
public final class ArchiveReader: Sendable {
  /// The path of the archive.
  public let path: String
  private let limits: ArchiveLimits
  private let archiveBytes: Int64
  private let state: Mutex<State>

  /// `AE_IFREG` of libarchive.
  private static let regularFile: UInt32 = 0o100000

  private struct State {
    let handle: OpaquePointer
    /// libarchive gives names in the encoding of the thread's locale and loses what that cannot hold: names are read
    /// under one of UTF-8, which every Debian has.
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    var entries = 0
    var unpacked: Int64 = 0
    var current: ArchiveEntry?
    var needsPassword = false
    var hasEnded = false
  }

  /// Opens an archive.
  /// - Throws: where it is not there, or of no known kind.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    self.path = path
    self.limits = limits
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .cannotOpen(archive: path, reason: String(cString: strerror(errno)))
    }
    archiveBytes = Int64(status.st_size)
    guard let handle = archive_read_new() else {
      throw .cannotOpen(archive: path, reason: "there is no memory for it")
    }
    // Only kinds that are unpacked in this process: libarchive would run programs for some others.
    archive_read_support_format_zip(handle)
    archive_read_support_format_tar(handle)
    archive_read_support_filter_gzip(handle)
    archive_read_support_filter_bzip2(handle)
    archive_read_support_filter_xz(handle)
    archive_read_support_filter_zstd(handle)
    guard archive_read_open_filename(handle, path, 1 << 16) == ARCHIVE_OK else {
      let reason = Self.message(of: handle)
      archive_read_free(handle)
      throw .unreadable(archive: path, reason: reason)
    }
    state = Mutex(State(handle: handle))
  }

  deinit {
    state.withLock { state in
      archive_read_free(state.handle)
      if let locale = state.locale { freelocale(locale) }
    }
  }

  /// The next file; folders and links are passed over. `nil` after the last one.
  /// - Throws: where the archive is damaged, a path leads out of it, or it holds more than the limits allow.
  public func next() throws(ArchiveError) -> ArchiveEntry? {
    try state.withLock { (state) throws(ArchiveError) in
      guard let locale = state.locale else { return try next(&state) }
      let former = uselocale(locale)
      defer { uselocale(former) }
      return try next(&state)
    }
  }

  /// The bytes of the file that `next` gave last.
  /// - Throws: where they are damaged or encrypted, or are more than the limits allow.
  public func contents() throws(ArchiveError) -> [UInt8] {
    try state.withLock { (state) throws(ArchiveError) in try contents(&state) }
  }

  private func next(_ state: inout State) throws(ArchiveError) -> ArchiveEntry? {
    while !state.hasEnded {
      var pointer: OpaquePointer?
      let result = archive_read_next_header(state.handle, &pointer)
      if result == ARCHIVE_EOF {
        state.hasEnded = true
        state.current = nil
        break
      }
      // A warning tells of a name or time that libarchive could not convert; the entry is there all the same.
      guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let pointer else {
        throw .unreadable(archive: path, reason: Self.message(of: state.handle))
      }
      state.entries += 1
      guard state.entries <= limits.entries else {
        throw .tooLarge(archive: path, what: "it has more than \(limits.entries) entries")
      }
      guard archive_entry_filetype(pointer) == Self.regularFile, archive_entry_hardlink(pointer) == nil else {
        continue
      }
      let entry = ArchiveEntry(
        path: try relativePath(Self.name(of: pointer)),
        modified: archive_entry_mtime_is_set(pointer) != 0 ? Int64(archive_entry_mtime(pointer)) : nil,
        declaredSize: archive_entry_size_is_set(pointer) != 0 ? archive_entry_size(pointer) : nil)
      state.needsPassword = archive_entry_is_encrypted(pointer) != 0
      state.current = entry
      return entry
    }
    return nil
  }

  private func contents(_ state: inout State) throws(ArchiveError) -> [UInt8] {
    guard let entry = state.current else { return [] }
    guard !state.needsPassword else { throw .encrypted(archive: path, entry: entry.path) }
    if let size = entry.declaredSize, size > limits.entryBytes { throw tooLarge(entry) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(entry.declaredSize ?? 0))
    let largestSum = max(
      limits.freeBytes, archiveBytes.multipliedReportingOverflow(by: Int64(limits.expansion)).0)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { archive_read_data(state.handle, $0.baseAddress, $0.count) }
      guard count >= 0 else {
        throw .unreadable(archive: path, reason: "'\(entry.path)': \(Self.message(of: state.handle))")
      }
      if count == 0 { return bytes }
      state.unpacked += Int64(count)
      guard bytes.count + count <= limits.entryBytes else { throw tooLarge(entry) }
      guard state.unpacked <= largestSum else {
        throw .tooLarge(
          archive: path,
          what: "its files have more than \(largestSum) bytes, over \(limits.expansion) times its own size")
      }
      bytes += buffer[..<count]
    }
  }

  private func tooLarge(_ entry: ArchiveEntry) -> ArchiveError {
    .tooLarge(archive: path, what: "'\(entry.path)' has more than \(limits.entryBytes) bytes")
  }

  private func relativePath(_ name: String) throws(ArchiveError) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." }
    guard !name.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else {
      throw .escaping(archive: path, entry: name)
    }
    return parts.joined(separator: "/")
  }

  /// The name in UTF-8; one that is in another encoding byte by byte as Latin-1.
  private static func name(of entry: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(entry) { return String(cString: name) }
    guard let name = archive_entry_pathname(entry) else { return "" }
    let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
    return String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private static func message(of handle: OpaquePointer) -> String {
    guard let message = archive_error_string(handle) else { return "it is damaged" }
    return String(cString: message)
  }
}
