/// What the benchmark's provider answers, for one connection: the buffer is used again for each page.
struct ProviderAnswers {
  let pages: [RecordFormat: PageTemplates]
  private var buffer: [UInt8] = []

  init(pages: [RecordFormat: PageTemplates]) { self.pages = pages }

  /// The body for the target of a GET request: `/RECORDS/oai?verb=…`.
  mutating func body(for target: String, host: String) -> [UInt8] {
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = parts.first?.split(separator: "/") ?? []
    guard path.count == 2, path[1] == "oai", let count = Int(path[0]), count > 0 else {
      return response("Identify", #"<error code="badArgument">the path is /RECORDS/oai</error>"#)
    }
    var arguments: [Substring: String] = [:]
    for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { arguments[sides[0]] = String(sides[1]) }
    }
    let verb = arguments["verb"] ?? ""
    switch verb {
    case "Identify": return response(verb, identify(address: "http://\(host)/\(count)/oai"))
    case "ListMetadataFormats": return response(verb, formats)
    case "ListSets": return response(verb, #"<error code="noSetHierarchy"/>"#)
    case "ListRecords": return records(count: count, arguments)
    default: return response("Identify", #"<error code="badVerb"/>"#)
    }
  }

  private mutating func records(count: Int, _ arguments: [Substring: String]) -> [UInt8] {
    let place = (arguments["resumptionToken"] ?? "\(arguments["metadataPrefix"] ?? "")-0").split(
      separator: "-")
    guard place.count == 2, let format = RecordFormat(rawValue: String(place[0])), let first = Int(place[1]),
      let templates = pages[format], first % templates.pageSize == 0, first < count
    else { return response("ListRecords", #"<error code="badArgument"/>"#) }
    buffer.removeAll(keepingCapacity: true)
    buffer += Self.head(verb: "ListRecords").utf8
    buffer += "<ListRecords>".utf8
    templates.append(itemsFrom: first, of: count, to: &buffer)
    let next = first + templates.pageSize
    let token = next < count ? "\(format.rawValue)-\(next)" : ""
    buffer +=
      """
      <resumptionToken completeListSize="\(count)" cursor="\(first)">\(token)</resumptionToken></ListRecords></OAI-PMH>
      """.utf8
    return buffer
  }

  private func response(_ verb: String, _ content: String) -> [UInt8] {
    Array((Self.head(verb: verb) + content + "</OAI-PMH>").utf8)
  }

  private static func head(verb: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\
    <responseDate>2026-01-01T00:00:00Z</responseDate><request verb="\(verb)">http://127.0.0.1/oai</request>
    """
  }

  private func identify(address: String) -> String {
    """
    <Identify><repositoryName>Benchmark</repositoryName><baseURL>\(address)</baseURL>\
    <protocolVersion>2.0</protocolVersion><adminEmail>bench@example.org</adminEmail>\
    <earliestDatestamp>1960-01-01T00:00:00Z</earliestDatestamp><deletedRecord>persistent</deletedRecord>\
    <granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>
    """
  }

  private var formats: String {
    let items = RecordFormat.allCases.map { format in
      """
      <metadataFormat><metadataPrefix>\(format.rawValue)</metadataPrefix><schema>\(format.schema)</schema>\
      <metadataNamespace>\(format.namespace)</metadataNamespace></metadataFormat>
      """
    }
    return "<ListMetadataFormats>\(items.joined())</ListMetadataFormats>"
  }
}
