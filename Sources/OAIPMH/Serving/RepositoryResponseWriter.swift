internal import XMLCodec

/// Writes the answers of a repository: the envelope and what each verb puts into it.
///
/// Metadata and about containers are taken as bytes and written as they are; everything else is escaped.
/// Source: OAI-PMH 2.0, section 3.2; OAI-PMH.xsd.
public struct RepositoryResponseWriter: Sendable {
  private static let namespace = "http://www.openarchives.org/OAI/2.0/"

  private var xml: XMLWriter

  /// Begins an answer.
  /// - Parameters:
  ///   - baseURL: the address of the repository.
  ///   - responseDate: the moment up to which the answer is complete.
  ///   - echo: the arguments of the request; empty where they must not be echoed. Those that the schema does
  ///     not allow in the request element are left out.
  ///   - stylesheet: the address of an XSLT stylesheet for people with a browser, or `nil`.
  ///   - capacity: how many bytes are expected.
  public init(
    baseURL: String, responseDate: Timestamp, echo: [RepositoryRequest.Argument], stylesheet: String? = nil,
    capacity: Int = 0
  ) {
    xml = XMLWriter(declaration: true, capacity: capacity)
    if let stylesheet {
      xml.raw(Array("<?xml-stylesheet type=\"text/xsl\" href=\"".utf8))
      xml.raw(XMLEscaping.attributeValue(stylesheet))
      xml.raw(Array("\"?>\n".utf8))
    }
    xml.start(
      "OAI-PMH",
      [
        ("xmlns", Self.namespace), ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "\(Self.namespace) http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"),
      ])
    xml.element("responseDate", text: responseDate.description)
    xml.element("request", Self.attributes(echo), text: baseURL)
  }

  private static func attributes(_ echo: [RepositoryRequest.Argument]) -> [(String, String)] {
    var seen: Set<String> = []
    return echo.compactMap { argument in
      let isFit =
        switch argument.name {
        case "verb": RepositoryRequest.Verb(rawValue: argument.value) != nil
        case "identifier": Lexical.isIdentifier(argument.value) && Lexical.isReference(argument.value)
        case "metadataPrefix": Lexical.isPrefix(argument.value)
        case "from", "until": Lexical.date(argument.value) != nil
        case "set": Lexical.isSetSpec(argument.value)
        case "resumptionToken": Lexical.isIdentifier(argument.value)
        default: false
        }
      return isFit && seen.insert(argument.name).inserted ? (argument.name, argument.value) : nil
    }
  }

  /// The whole answer; nothing can be written after it.
  public consuming func finish() -> [UInt8] {
    while xml.depth > 0 { xml.end() }
    return xml.bytes
  }

  /// Opens the element of a verb.
  public mutating func start(_ verb: RepositoryRequest.Verb) { xml.start(verb.rawValue) }

  /// Writes the errors of a request.
  public mutating func write(_ faults: RepositoryFaults) {
    for fault in faults.faults { xml.element("error", [("code", fault.code.rawValue)], text: fault.message) }
  }

  /// Writes what `Identify` says.
  public mutating func write(_ identity: RepositoryIdentity) {
    xml.element("repositoryName", text: identity.name)
    xml.element("baseURL", text: identity.baseURL)
    xml.element("protocolVersion", text: "2.0")
    for email in identity.adminEmails { xml.element("adminEmail", text: email) }
    xml.element("earliestDatestamp", text: identity.earliestDatestamp.description)
    xml.element("deletedRecord", text: identity.deletedRecords.rawValue)
    xml.element("granularity", text: "YYYY-MM-DDThh:mm:ssZ")
    for compression in identity.compressions { xml.element("compression", text: compression) }
    if let domain = identity.identifierDomain { xml.describeIdentifiers(domain) }
    if !identity.metadataRights.isEmpty { xml.describeRights(identity.metadataRights) }
    if let icon = identity.icon { xml.describeBranding(icon) }
  }

  /// Writes a format of `ListMetadataFormats`.
  public mutating func write(_ format: MetadataFormat) {
    xml.start("metadataFormat")
    xml.element("metadataPrefix", text: format.prefix)
    xml.element("schema", text: format.schema)
    xml.element("metadataNamespace", text: format.namespace)
    xml.end()
  }

  /// Writes a set of `ListSets`.
  public mutating func writeSet(spec: String, name: String) {
    xml.start("set")
    xml.element("setSpec", text: spec)
    xml.element("setName", text: name)
    xml.end()
  }

  /// Writes a header.
  public mutating func write(_ header: ServedHeader) {
    xml.start("header", header.isDeleted ? [("status", "deleted")] : [])
    xml.element("identifier", text: header.identifier)
    xml.element("datestamp", text: header.datestamp.description)
    for set in header.setSpecs { xml.element("setSpec", text: set) }
    xml.end()
  }

  /// Writes a record.
  /// - Parameters:
  ///   - header: its header.
  ///   - metadata: the metadata element, declaring every namespace it uses; `nil` for a deleted record.
  ///   - about: whole `about` elements, one after another.
  public mutating func writeRecord(_ header: ServedHeader, metadata: [UInt8]?, about: [UInt8]) {
    xml.start("record")
    write(header)
    if let metadata {
      xml.start("metadata")
      xml.raw(metadata)
      xml.end()
      if !about.isEmpty { xml.raw(about) }
    }
    xml.end()
  }

  /// Writes a resumption token.
  public mutating func write(_ token: ServedToken) {
    var attributes: [(String, String)] = []
    if let expires = token.expires { attributes.append(("expirationDate", expires.description)) }
    if token.completeListSize > 0 { attributes.append(("completeListSize", String(token.completeListSize))) }
    attributes.append(("cursor", String(token.cursor)))
    xml.element("resumptionToken", attributes, text: token.text)
  }
}
