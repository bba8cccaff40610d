internal import OAIPMH

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
  public func record(_ identifier: String) -> String {
    "\(site)/iiif/\(PercentEncoding.component(identifier))"
  }

  /// The record's own manifest.
  public func manifest(_ identifier: String) -> String { record(identifier) + "/manifest" }

  /// The annotation page of the record.
  public func annotations(_ identifier: String) -> String { record(identifier) + "/annotations" }

  /// One annotation.
  /// - Parameter statement: the id of the statement.
  public func annotation(_ identifier: String, statement: String) -> String {
    annotations(identifier) + "/" + PercentEncoding.component(statement)
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
  public func metric(_ name: String) -> String { metrics + "/" + PercentEncoding.component(name) }

  /// The stream of changes.
  public var changes: String { "\(site)/iiif/changes" }
}
