internal import Foundation
public import OAIPMH
public import Store

/// A folder of record files as an OAI-PMH repository sees it.
///
/// Every `.xml` file below the folder is a record in the format of its root element; the moment at which it
/// last changed or came to its place is its datestamp, its subfolders are its sets. A file `NAME.deleted` is a
/// deleted record; a file that is taken away leaves nothing, so that the repository's policy on deleted records
/// can be `transient` at most. `{base}` in a file stands for the address of the server; all other bytes are
/// served as they are, ill-formed ones too. Bytes are read when asked for; the list is kept in memory and made
/// anew when it may have changed.
public struct FolderRecords: PublishedRecords {
  private let listing: FolderListing
  private let folder: String
  private let idPrefix: String
  private let base: String

  /// The records of a folder.
  /// - Parameters:
  ///   - folder: its path.
  ///   - base: what stands for `{base}`: `http://127.0.0.1:8080`.
  ///   - idPrefix: the beginning of the identifiers; `oai:NAME.example.org` after the name of the folder
  ///     unless given.
  ///   - clock: the current second.
  public init(
    folder: String, base: String, idPrefix: String? = nil,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.init(scan: FolderScan(folder: folder), base: base, idPrefix: idPrefix, clock: clock)
  }

  init(
    scan: FolderScan, base: String, idPrefix: String? = nil, clock: @escaping @Sendable () -> Timestamp
  ) {
    folder = scan.folder
    self.base = base
    self.idPrefix = idPrefix ?? Self.idPrefix(ofFolder: scan.folder)
    listing = FolderListing(scan: scan, clock: clock)
  }

  /// `oai:NAME.example.org` after the name of a folder.
  public static func idPrefix(ofFolder folder: String) -> String { "oai:\(domain(ofFolder: folder))" }

  /// `NAME.example.org`, a domain after the name of a folder: in lower-case letters, digits and hyphens, a
  /// letter first and no hyphen last, as names of hosts are written (RFC 1123, section 2.1).
  public static func domain(ofFolder folder: String) -> String {
    let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent.lowercased()
    var label = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    while label.last == "-" { label.removeLast() }
    let first = label.first.map { $0.isLetter } ?? false
    return "\(first ? "" : "x")\(String(label)).example.org"
  }

  /// The formats that the folder's records have; `oai_dc` for a folder without any.
  public func formats() async throws -> [MetadataFormat] {
    let prefixes = try await listing.items(until: nil).prefixes
    return prefixes.compactMap { RecordFormat.format(prefix: $0) }
  }

  /// How many records the folder has, deleted ones included.
  public func count() async throws -> Int { try await listing.items(until: nil).items.count }

  /// A record of the folder, for a page about it.
  public struct Page: Sendable {
    /// The identifier in the repository.
    public var identifier: String
    /// The metadata prefix; empty for a deleted record.
    public var prefix: String
    /// When the file was last changed.
    public var stamp: Timestamp
    /// The metadata as served; `nil` for a deleted record.
    public var metadata: [UInt8]?
  }

  /// A record by the path of its file without the suffix; `nil` where there is none.
  public func page(path: String) async throws -> Page? {
    let snapshot = try await listing.items(until: nil)
    guard let item = snapshot.item(PublishedIdentifier.percentEncoded(path)) else { return nil }
    let prefix = item.prefixes.first ?? ""
    let form = try await form(of: item, prefix: prefix, withContent: true)
    guard case .metadata(let bytes) = form.content else {
      return Page(identifier: identifier(of: item), prefix: "", stamp: item.stamp, metadata: nil)
    }
    return Page(identifier: identifier(of: item), prefix: prefix, stamp: item.stamp, metadata: bytes)
  }

  /// The entries of a list in order.
  public func list(_ query: PublishedQuery) async throws -> [PublishedEntry] {
    let snapshot = try await listing.items(until: query.until)
    var entries: [PublishedEntry] = []
    for item in snapshot.items[snapshot.start(of: query)...] {
      guard entries.count < query.limit, item.stamp <= query.until else { break }
      guard item.matches(query) else { continue }
      entries.append(try await entry(of: item, prefix: query.prefix, withContent: query.withContent))
    }
    return entries
  }

  /// How many entries a list has from its beginning.
  public func count(_ query: PublishedQuery) async throws -> Int {
    try await listing.items(until: query.until).items.count { $0.stamp <= query.until && $0.matches(query) }
  }

  /// The forms of one record; empty where the identifier is unknown.
  public func entries(identifier: String) async throws -> [PublishedEntry] {
    let snapshot = try await listing.items(until: nil)
    guard identifier.hasPrefix(idPrefix + ":"),
      let item = snapshot.item(String(identifier.dropFirst(idPrefix.count + 1)))
    else { return [] }
    let prefixes = item.prefixes.isEmpty ? snapshot.prefixes : item.prefixes
    var entries: [PublishedEntry] = []
    for prefix in prefixes { entries.append(try await entry(of: item, prefix: prefix, withContent: true)) }
    return entries
  }

  /// The lowest datestamp of all files; `nil` for an empty folder.
  public func earliestStamp() async throws -> Timestamp? {
    try await listing.items(until: nil).items.first?.stamp
  }

  /// The subfolders.
  public func sets() async throws -> [PublishedSet] {
    let specs = Set(try await listing.items(until: nil).items.flatMap(\.setSpecs))
    return specs.sorted().map { spec in
      let names = spec.split(separator: ":").map { SetSpec.text(ofSegment: $0) ?? String($0) }
      return PublishedSet(spec: spec, name: names.joined(separator: " / "))
    }
  }

  private func identifier(of item: FolderItem) -> String {
    idPrefix + ":" + item.localIdentifier
  }

  private func entry(of item: FolderItem, prefix: String, withContent: Bool) async throws -> PublishedEntry {
    PublishedEntry(
      record: RecordKey(rawValue: item.key), identifier: identifier(of: item), stamp: item.stamp,
      setSpecs: item.setSpecs, form: try await form(of: item, prefix: prefix, withContent: withContent),
      source: nil)
  }

  private func form(of item: FolderItem, prefix: String, withContent: Bool) async throws -> PublishedForm {
    if item.isDeleted { return PublishedForm(prefix: prefix, content: .deleted, about: []) }
    guard withContent else { return PublishedForm(prefix: prefix, content: .metadata([]), about: []) }
    let contents = try await listing.contents(of: item.path)
    // The file may have been taken away or rewritten since the list was made.
    guard item.index < contents.count, !contents[item.index].isDeleted else {
      return PublishedForm(prefix: prefix, content: .deleted, about: [])
    }
    let content = contents[item.index]
    return PublishedForm(prefix: prefix, content: .metadata(withBase(content.metadata)), about: content.about)
  }

  private func withBase(_ bytes: [UInt8]) -> [UInt8] {
    let token = Array("{base}".utf8)
    guard bytes.contains(UInt8(ascii: "{")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), bytes[index...].starts(with: token) {
        result.append(contentsOf: base.utf8)
        index += token.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

extension FolderItem {
  /// Whether a list holds the item, its bounds above aside.
  fileprivate func matches(_ query: PublishedQuery) -> Bool {
    (isDeleted && prefixes.isEmpty || prefixes.contains(query.prefix))
      && (query.from.map { stamp >= $0 } ?? true) && (query.set.map(setSpecs.contains) ?? true)
  }
}
