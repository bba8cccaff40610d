public import XMLCodec

/// Reads RDF/XML into the record model: either profile, any order of elements, nested and blank resources,
/// names that the EDM schemas do not know.
///
/// Text is kept character for character. A value never enters the result changed; what a reader of the schema
/// would refuse is kept and reported.
///
/// Source: RDF 1.1 XML Syntax (W3C 2014), as far as records use it; EDM.xsd, EDM-INTERNAL.xsd.
public struct EDMReader: Sendable {
  /// What a record may cost to read.
  public var limits: XMLLimits

  /// A reader with limits on what a record may cost.
  public init(limits: XMLLimits = XMLLimits(maximumBytes: 64 << 20)) { self.limits = limits }

  /// Reads a record.
  ///
  /// - Parameter rdf: an `rdf:RDF` element that declares the namespaces it uses.
  /// - Throws: where the bytes are not well-formed or the root is no `rdf:RDF`.
  public func read(_ rdf: [UInt8]) throws(EDMReadError) -> EDMReadResult {
    let tape: XMLTape
    do {
      tape = try XMLTape(parsing: rdf, names: RecordNames.table, limits: limits)
    } catch {
      throw .malformed(error)
    }
    return try read(tape)
  }

  func read(_ tape: XMLTape) throws(EDMReadError) -> EDMReadResult {
    guard let root = tape.events.first, root.name == RecordNames.Syntax.rdf.number else {
      let name = tape.events.first.map { tape.name($0.name) } ?? (namespace: "", local: "")
      throw .notRDF(QualifiedName(name.namespace, name.local))
    }
    var walk = RDFWalk(tape)
    walk.run()
    return EDMReadResult(record: walk.record, findings: walk.findings, repairs: walk.repairs)
  }
}

/// A record as read, and what reading noticed.
public struct EDMReadResult: Sendable, Equatable {
  /// The record, in the order read.
  public var record: EDMRecord
  /// What a reader of the schema would refuse or not know.
  public var findings: [Finding]
  /// What the reader put right without doubt: order, nesting.
  public var repairs: [Repair]

  /// A result from its parts.
  public init(record: EDMRecord, findings: [Finding], repairs: [Repair]) {
    self.record = record
    self.findings = findings
    self.repairs = repairs
  }
}

/// Why a record could not be read at all.
public enum EDMReadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The bytes are not well-formed XML.
  case malformed(XMLError)
  /// The root element is not `rdf:RDF`.
  case notRDF(QualifiedName)

  /// One line for people.
  public var description: String {
    switch self {
    case .malformed(let error): "the record is not well-formed XML: \(error)"
    case .notRDF(let name):
      "the record's root is {\(name.namespace)}\(name.local), not rdf:RDF: EDM is expected here, "
        + "other formats need a mapping"
    }
  }
}
