/// Writes statements as N-Triples.
///
/// IRIs are taken as they are: ``RDFGraphReader`` gives none with characters that they may not hold.
/// Source: RDF 1.1 N-Triples (W3C 2014), section 4 for the canonical form.
public struct NTriplesWriter: Sendable {
  /// What has been written: whole lines.
  public private(set) var bytes: [UInt8] = []
  private let blankPrefix: String

  /// A writer with nothing written.
  /// - Parameter blankPrefix: letters and digits with which the labels of blank nodes begin, so that documents can be
  ///   joined whose blank nodes bear the same numbers.
  public init(blankPrefix: String) { self.blankPrefix = blankPrefix }

  /// Writes statements, a line each.
  public mutating func write(_ statements: [RDFStatement]) {
    for statement in statements {
      write(statement.subject)
      bytes.append(UInt8(ascii: " "))
      write(iri: statement.predicate)
      bytes.append(UInt8(ascii: " "))
      write(statement.object)
      bytes += " .\n".utf8
    }
  }

  private mutating func write(_ node: RDFNode) {
    switch node {
    case .iri(let iri): write(iri: iri)
    case .blank(let number):
      bytes += "_:".utf8
      bytes += blankPrefix.utf8
      bytes += "b\(number)".utf8
    case .literal(let text, let language, let datatype):
      bytes.append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
      if let datatype {
        bytes += "^^".utf8
        write(iri: datatype)
      } else if let language {
        bytes.append(UInt8(ascii: "@"))
        bytes += language.utf8
      }
    }
  }

  private mutating func write(iri: String) {
    bytes.append(UInt8(ascii: "<"))
    bytes += iri.utf8
    bytes.append(UInt8(ascii: ">"))
  }
}
