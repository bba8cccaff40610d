/// Where what is said of records stands below `/iiif`.
///
/// The address of a record is its identifier in our repository as one percent-encoded segment, so that whoever
/// harvests the repository can write it down without asking.
public struct PresentationAddresses: Sendable, Equatable {
  /// The address of the site without a slash at the end: `http://winnow.example.org`.
  public let site: String

  /// The addresses of a site.
  /// - Parameter site: with or without a slash at the end.
  public init(site: String) {
    var site = Substring(site)
    while site.hasSuffix("/") { site = site.dropLast() }
    self.site = String(site)
  }

  /// The addresses of the site whose repository is at an address: what comes before `/oai`.
  public init(repository address: String) {
    self.init(site: address.hasSuffix("/oai") ? String(address.dropLast(4)) : address)
  }

  /// The beginning of all addresses of a record.
  /// - Parameter identifier: in our repository.
  public func record(_ identifier: String) -> String { "\(site)/iiif/\(Self.encoded(identifier))" }

  /// The record's own manifest.
  public func manifest(_ identifier: String) -> String { record(identifier) + "/manifest" }

  /// The annotation page of the record.
  public func annotations(_ identifier: String) -> String { record(identifier) + "/annotations" }

  /// One annotation.
  /// - Parameter statement: the id of the statement.
  public func annotation(_ identifier: String, statement: String) -> String {
    annotations(identifier) + "/" + Self.encoded(statement)
  }

  /// A canvas of the record's own manifest.
  /// - Parameter position: that of the web resource in the record, from 0.
  public func canvas(_ identifier: String, position: Int) -> String {
    record(identifier) + "/canvas/\(position + 1)"
  }

  /// The measurements of the record's files.
  public func quality(_ identifier: String) -> String { record(identifier) + "/quality" }

  /// The record in EDM as RDF/XML.
  public func edm(_ identifier: String) -> String { record(identifier) + "/edm" }

  /// The 400 px thumbnail of a medium.
  /// - Parameter medium: its SHA-256 in hexadecimal.
  public func thumbnail(_ medium: String) -> String { "\(site)/media/\(medium)/400.jpg" }

  /// The JSON-LD context of what annotations say beyond the Web Annotation vocabulary.
  public var context: String { "\(site)/iiif/context.json" }

  /// The document that defines the metrics.
  public var metrics: String { "\(site)/iiif/metrics" }

  /// One metric.
  public func metric(_ name: String) -> String { metrics + "/" + Self.encoded(name) }

  /// The stream of changes.
  public var changes: String { "\(site)/iiif/changes" }

  /// A text as one segment of a path: everything but unreserved characters percent-encoded (RFC 3986, section 2.3).
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
