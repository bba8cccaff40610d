import OAIPMH

/// Makes pages for tests out of their parts.
enum PageFixture {
  static let oai = "http://www.openarchives.org/OAI/2.0/"

  /// A record in Dublin Core; the identifier and the title are markup.
  static func record(_ identifier: String, title: String = "A title", more: String = "") -> String {
    """
    <record><header><identifier>\(identifier)</identifier><datestamp>2026-01-02T03:04:05Z</datestamp><setSpec>a:b\
    </setSpec></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title></oai_dc:dc></metadata>\(more)</record>
    """
  }

  /// A page of ListRecords.
  static func page(
    _ records: [String],
    token: String = "<resumptionToken completeListSize=\"9\" cursor=\"0\">t1</resumptionToken>",
    head: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", verb: String = "ListRecords"
  ) -> String {
    """
    \(head)<OAI-PMH xmlns="\(oai)" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xsi:schemaLocation="\(oai) \(oai)OAI-PMH.xsd"><responseDate>2026-11-24T06:00:00Z</responseDate>\
    <request verb="\(verb)">http://provider.example.org/oai</request><\(verb)>\(records.joined(separator: "\n"))\
    \(token)</\(verb)></OAI-PMH>
    """
  }

  static func read(_ page: String) -> ListPage { PageReader().readRecords(Array(page.utf8)) }

  static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  /// The title inside a stored record.
  static func metadata(_ record: HarvestedRecord) throws -> String {
    text(try StoredRecord(bytes: record.bytes, context: record.context).metadata ?? [])
  }
}
