internal import EDM
internal import Foundation
internal import OAIPMH
internal import Store
internal import XMLCodec

extension DumpSelection {
  /// How the forms of this selection become files; `nil` for tables and for single files.
  var encoder: (any FormEncoder)? {
    switch format {
    case .edm:
      switch layout {
      case .files: nil
      case .provider: EDMDocument.ofProvider
      case .zip, nil: ZippedRecords()
      }
    case .ntriples, .annotations: Self.nTriples
    case .jsonld: Self.jsonLD
    case .marcxml, .marcxmlPatch: Self.collection
    case .csv, .parquet: nil
    }
  }

  private static let nTriples = GzippedText(fileExtension: ".nt.gz") { entry in
    guard let metadata = entry.servedMetadata else { return nil }
    var writer = NTriplesWriter(blankPrefix: entry.blankPrefix)
    writer.write(try RDFGraphReader().statements(in: metadata, base: entry.graphBase))
    return writer.bytes
  }

  private static let jsonLD = GzippedText(
    fileExtension: ".jsonld.gz", start: JSONLDWriter.opening, separator: JSONLDWriter.separator,
    end: JSONLDWriter.closing
  ) { entry in
    guard let metadata = entry.servedMetadata else { return nil }
    return JSONLDWriter(blankPrefix: entry.blankPrefix).line(
      try RDFGraphReader().statements(in: metadata, base: entry.graphBase))
  }

  /// MARC records one after another, each declaring the namespaces it uses.
  private static let collection = GzippedText(
    fileExtension: ".xml.gz",
    start: Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
        .utf8),
    end: Array("</collection>\n".utf8)
  ) { entry in entry.servedMetadata.map { $0.last == UInt8(ascii: "\n") ? $0 : $0 + [UInt8(ascii: "\n")] } }

  /// Beside every record its header and `about` containers, as OAI-PMH has them: where it came from, the rights of
  /// its metadata, and which rights are a default.
  static let abouts = GzippedText(
    fileExtension: ".xml.gz",
    start: Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records xmlns=\"http://www.openarchives.org/OAI/2.0/\">\n"
        .utf8),
    end: Array("</records>\n".utf8), text: about)

  /// The header and the `about` containers of one record; `nil` where it has none.
  private static let about: @Sendable (PublishedEntry) -> [UInt8]? = { entry in
    guard !entry.form.about.isEmpty else { return nil }
    var xml = XMLWriter()
    xml.start("record")
    xml.start("header")
    xml.element("identifier", text: entry.identifier)
    xml.element("datestamp", text: entry.stamp.description)
    for spec in entry.setSpecs { xml.element("setSpec", text: spec) }
    xml.end()
    xml.raw(entry.form.about)
    xml.end()
    return xml.bytes + [UInt8(ascii: "\n")]
  }

  /// The `about` containers of one record as a document; `nil` where it has none.
  static func aboutDocument(_ entry: PublishedEntry) -> [UInt8]? {
    about(entry).map { abouts.start + $0 + abouts.end }
  }
}

/// EDM records as documents.
enum EDMDocument {
  private static let declaration = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private static let end = Array("</rdf:RDF>".utf8)

  /// A record as a document of its own.
  static func standalone(_ metadata: [UInt8]) throws -> [UInt8] {
    declaration + (try withoutAttributes(metadata))
  }

  /// All records of a provider in one document.
  static let ofProvider = GzippedText(
    fileExtension: ".rdf.gz", start: declaration + EDMWriter.openingTag, end: end + [UInt8(ascii: "\n")]
  ) { entry in try entry.servedMetadata.map { try content($0) } }

  /// What a record's `rdf:RDF` holds. The writer binds the same prefixes in every record.
  private static func content(_ metadata: [UInt8]) throws -> [UInt8] {
    let metadata = try withoutAttributes(metadata)
    guard let open = metadata.firstIndex(of: UInt8(ascii: ">")), metadata[open - 1] != UInt8(ascii: "/"),
      let close = metadata.lastIndex(of: UInt8(ascii: "<"))
    else { return [] }
    return Array(metadata[metadata.index(after: open)..<close].drop { $0 == UInt8(ascii: "\n") })
  }

  /// The record without `edm:wasGeneratedBy` and `edm:confidenceLevel`, which only OAI-PMH may bear.
  ///
  /// A record that holds either name anywhere is read and written again without the attributes, so that the result
  /// does not rest on how they stood there.
  private static func withoutAttributes(_ metadata: [UInt8]) throws -> [UInt8] {
    guard metadata.contains(anyOf: attributeNames) else { return metadata }
    return EDMWriter().write(try EDMReader().read(metadata).record).bytes
  }

  private static let attributeNames = [Array("wasGeneratedBy".utf8), Array("confidenceLevel".utf8)]

  /// `museum/oai%3Amuseum.example.org%3A1.rdf`
  static func path(of entry: PublishedEntry) -> String {
    PublishedSegment.fileName(entry.providerName) + "/" + PublishedSegment.fileName(entry.identifier) + ".rdf"
  }
}

extension [UInt8] {
  /// Whether any of some texts stands in these bytes.
  fileprivate func contains(anyOf texts: [[UInt8]]) -> Bool {
    withUnsafeBytes { bytes in texts.contains { bytes.contains($0) } }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a text stands here: its last byte is looked for, then what is before it.
  fileprivate func contains(_ text: [UInt8]) -> Bool {
    guard let base = baseAddress, let last = text.last else { return text.isEmpty }
    var place = text.count - 1
    while place < count, let found = memchr(base + place, Int32(last), count - place) {
      let end = base.distance(to: UnsafeRawPointer(found)) + 1
      let isHere = text.withUnsafeBytes { text in
        text.baseAddress.map { memcmp(base + (end - text.count), $0, text.count) == 0 } ?? true
      }
      if isHere { return true }
      place = end
    }
    return false
  }
}

extension PublishedEntry {
  /// What relative references are resolved against: the same word in two records names two things.
  fileprivate var graphBase: String { identifier + "/" }
}
