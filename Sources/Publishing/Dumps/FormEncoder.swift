internal import Archives
internal import Compression
internal import EDM
internal import Hashing
internal import Store

/// Some records as they go into a file of a dump.
struct EncodedStretch: Sendable {
  var bytes: [UInt8] = []
  /// For zip archives: the entries, with offsets from the beginning of `bytes`.
  var directory: [ZipDirectoryEntry] = []
  /// Bytes before compression.
  var contentBytes = 0
}

/// Turns published forms into the bytes of files. Pure: the same forms give the same bytes.
protocol FormEncoder: Sendable {
  /// With the dot: `.zip`.
  var fileExtension: String { get }
  /// The beginning of a file.
  func opening(_ compressor: DeflateCompressor) -> [UInt8]
  /// Some records.
  /// - Parameter isFirst: true for the first ones of a file.
  func encode(
    _ entries: ArraySlice<PublishedEntry>, isFirst: Bool, _ compressor: DeflateCompressor
  ) throws -> EncodedStretch
  /// The end of a file.
  /// - Parameters:
  ///   - directory: of all stretches, with offsets from the beginning of the file.
  ///   - offset: the bytes before the end.
  func closing(_ directory: [ZipDirectoryEntry], at offset: Int, _ compressor: DeflateCompressor) -> [UInt8]
}

extension PublishedEntry {
  /// The id of the provider, as the sets of the record tell it.
  var providerName: String {
    let specs = setSpecs.lazy.map { $0.split(separator: ":") }
    guard let spec = specs.first(where: { $0.count == 2 && $0[0] == "provider" }) else { return "records" }
    return PublishedSegment.text(of: spec[1])
  }

  /// What begins the labels of blank nodes, so that those of two records never are the same.
  var blankPrefix: String { String(ContentHash(of: Array(identifier.utf8)).hexadecimal.prefix(16)) }
}

/// One RDF/XML document a record, in a zip archive.
struct ZippedRecords: FormEncoder {
  let fileExtension = ".zip"

  func opening(_ compressor: DeflateCompressor) -> [UInt8] { [] }

  func encode(
    _ entries: ArraySlice<PublishedEntry>, isFirst: Bool, _ compressor: DeflateCompressor
  ) throws -> EncodedStretch {
    var stretch = EncodedStretch()
    for entry in entries {
      guard let metadata = entry.servedMetadata else { continue }
      let document = try EDMDocument.standalone(metadata)
      stretch.directory.append(
        ZipWriter.append(
          path: EDMDocument.path(of: entry), deflated: compressor.deflate(document),
          crc32: DeflateCompressor.crc32(document), size: document.count, to: &stretch.bytes))
      stretch.contentBytes += document.count
    }
    return stretch
  }

  func closing(_ directory: [ZipDirectoryEntry], at offset: Int, _ compressor: DeflateCompressor) -> [UInt8] {
    ZipWriter.directory(of: directory, at: offset)
  }
}

/// Text in gzip members: a beginning, what each record gives, an end.
struct GzippedText: FormEncoder {
  let fileExtension: String
  let start: [UInt8]
  let separator: [UInt8]
  let end: [UInt8]
  /// The text of a record; `nil` for none.
  let text: @Sendable (PublishedEntry) throws -> [UInt8]?

  init(
    fileExtension: String, start: [UInt8] = [], separator: [UInt8] = [], end: [UInt8] = [],
    text: @escaping @Sendable (PublishedEntry) throws -> [UInt8]?
  ) {
    self.fileExtension = fileExtension
    self.start = start
    self.separator = separator
    self.end = end
    self.text = text
  }

  func opening(_ compressor: DeflateCompressor) -> [UInt8] { start.isEmpty ? [] : compressor.gzip(start) }

  func encode(
    _ entries: ArraySlice<PublishedEntry>, isFirst: Bool, _ compressor: DeflateCompressor
  ) throws -> EncodedStretch {
    var content: [UInt8] = []
    var needsSeparator = !isFirst
    for entry in entries {
      guard let text = try text(entry) else { continue }
      if needsSeparator { content += separator }
      needsSeparator = true
      content += text
    }
    return EncodedStretch(
      bytes: content.isEmpty ? [] : compressor.gzip(content), contentBytes: content.count)
  }

  func closing(_ directory: [ZipDirectoryEntry], at offset: Int, _ compressor: DeflateCompressor) -> [UInt8] {
    end.isEmpty ? [] : compressor.gzip(end)
  }
}
