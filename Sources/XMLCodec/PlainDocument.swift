/// Documents that are read without libxml2, in one fast pass: UTF-8, no DOCTYPE or processing instruction, names in
/// ASCII, references to characters and to the five entities of XML only. Nearly every page that is harvested and
/// every record in it is plain.
///
/// What is accepted here, libxml2 accepts, and reads as the same tape; where a document is not accepted, nothing is said,
/// and libxml2 has to judge. It costs about a quarter of libxml2's parser, which builds names and texts that nobody
/// asked for.
enum PlainDocument {
  /// Fewer levels than libxml2 allows.
  static let maximumDepth = 200
  static let maximumDeclarations = 128
  static let maximumAttributes = 64

  /// Whether a document is plain and well-formed.
  static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var sink = NoSink()
    return read(bytes, into: &sink, maximumDepth: maximumDepth)
  }

  /// The tape of a plain document; `nil` for any other.
  static func tape(
    of bytes: UnsafeBufferPointer<UInt8>, names: XMLNameTable, limits: XMLLimits
  ) -> XMLTape? {
    // The arena holds the document and what references stand for, which is shorter.
    guard bytes.count <= min(limits.maximumBytes, Int(Int32.max) / 2) else { return nil }
    var sink = TapeSink(document: bytes, names: names)
    let isPlain = read(bytes, into: &sink, maximumDepth: min(maximumDepth, limits.maximumDepth))
    return isPlain ? sink.tape : nil
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into sink: inout some PlainDocumentSink, maximumDepth: Int
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return withUnsafeTemporaryAllocation(of: OpenElement.self, capacity: Self.maximumDepth) { open in
      withUnsafeTemporaryAllocation(of: Declaration.self, capacity: maximumDeclarations) { declarations in
        withUnsafeTemporaryAllocation(of: Attribute.self, capacity: maximumAttributes) { attributes in
          ByteClass.table.withUnsafeBufferPointer { table in
            guard let classes = table.baseAddress else { return false }
            var scanner = PlainScanner(
              base: base, count: bytes.count, open: open, declared: declarations, attributes: attributes,
              classes: classes, maximumDepth: maximumDepth)
            return scanner.read(into: &sink)
          }
        }
      }
    }
  }

  /// Some bytes of the document.
  struct Span {
    var start: Int
    var count: Int
  }

  /// A name with its parts.
  struct Name {
    var whole: Span
    /// Bytes of the prefix; -1 where there is none.
    var prefixCount: Int
    /// The declaration in scope of its prefix, for an element without one that of the default namespace.
    var declaration = Name.inNoNamespace

    var prefix: Span { Span(start: whole.start, count: prefixCount) }
    var local: Span {
      Span(start: whole.start + prefixCount + 1, count: whole.count - prefixCount - 1)
    }

    /// In place of a declaration: the name is in no namespace.
    static let inNoNamespace = -1
    /// In place of a declaration: the prefix is `xml`, which needs none.
    static let inXMLNamespace = -2
  }

  /// An attribute of a start tag.
  struct Attribute {
    var name: Name
    /// Between the quotation marks, as written.
    var value: Span
    /// True where the value is what is written: no reference in it, no white space but blanks.
    var isVerbatim: Bool
  }

  /// A namespace declaration in scope; the default namespace has a prefix without bytes.
  struct Declaration {
    var prefix: Span
    var namespace: Span
  }

  /// An element whose end tag is still to come.
  struct OpenElement {
    var name: Span
    /// Namespace declarations in scope outside the element.
    var declarations: Int
  }
}

/// What becomes of a plain document, part by part. Where the document turns out not to be plain, all is thrown away.
protocol PlainDocumentSink {
  /// False where nothing is kept, so that names need not be resolved.
  static var keepsContent: Bool { get }
  /// A namespace was declared, in place of any former declaration of that number.
  mutating func declare(_ number: Int, _ namespace: PlainDocument.Span)
  /// A start tag or empty-element tag, with its attributes in the order of the document.
  mutating func start(
    _ name: PlainDocument.Name, _ attributes: UnsafeBufferPointer<PlainDocument.Attribute>)
  /// The end of the element started last.
  mutating func end()
  /// Text that is not empty, or the content of a CDATA section.
  /// - Parameters:
  ///   - isVerbatim: true where the text is what is written: no reference in it, no carriage return.
  ///   - hasReferences: false for a CDATA section, in which an ampersand is one.
  mutating func text(_ span: PlainDocument.Span, isVerbatim: Bool, hasReferences: Bool)
}

/// Keeps nothing.
struct NoSink: PlainDocumentSink {
  static let keepsContent = false
  mutating func declare(_ number: Int, _ namespace: PlainDocument.Span) {}
  mutating func start(
    _ name: PlainDocument.Name, _ attributes: UnsafeBufferPointer<PlainDocument.Attribute>
  ) {}
  mutating func end() {}
  mutating func text(_ span: PlainDocument.Span, isVerbatim: Bool, hasReferences: Bool) {}
}
