import Foundation
import OAIPMH

/// Pages of ListRecords, made of small XML texts and read as any page is.
enum Pages {
  /// A whole page.
  /// - Parameters:
  ///   - identifiers: of its records.
  ///   - token: the text of its resumptionToken; `nil` for no such element.
  ///   - size: completeListSize.
  static func page(
    _ identifiers: [String], token: String? = nil, size: Int? = nil,
    responseDate: String = "2026-11-24T06:00:00Z", datestamp: String = "2026-01-02T03:04:05Z"
  ) -> ListPage {
    let attribute = size.map { " completeListSize=\"\($0)\"" } ?? ""
    let end = token.map { "<resumptionToken\(attribute)>\($0)</resumptionToken>" } ?? ""
    let records = identifiers.map { record($0, datestamp) }.joined()
    return read(envelope("<ListRecords>\(records)\(end)</ListRecords>", responseDate))
  }

  /// An answer that is nothing but an error of the protocol.
  static func error(_ code: String, _ message: String = "") -> ListPage {
    read(envelope("<error code=\"\(code)\">\(message)</error>"))
  }

  /// A page whose transfer ended in the middle of its second record.
  static var cut: ListPage {
    let whole = envelope("<ListRecords>\(record("a"))\(record("b"))</ListRecords>")
    return read(String(whole.prefix(upTo: whole.range(of: "<identifier>b")?.upperBound ?? whole.endIndex)))
  }

  /// What a server sends while it is being mended.
  static var maintenance: ListPage { read("<html><head><title>Back soon</title></head></html>") }

  private static func record(_ identifier: String, _ datestamp: String = "2026-01-02") -> String {
    """
    <record><header><identifier>\(identifier)</identifier><datestamp>\(datestamp)</datestamp></header>\
    <metadata><a xmlns="http://example.org/"/></metadata></record>
    """
  }

  private static func envelope(_ content: String, _ responseDate: String = "2026-11-24T06:00:00Z") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>\(responseDate)</responseDate>\
    <request verb="ListRecords">http://museum.example/oai</request>\(content)</OAI-PMH>
    """
  }

  private static func read(_ text: String) -> ListPage { PageReader().readRecords(Array(text.utf8)) }
}
