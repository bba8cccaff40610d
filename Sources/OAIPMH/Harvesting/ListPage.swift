public import XMLCodec

/// An error that the repository reports (OAI-PMH 2.0, section 3.6).
public struct ProtocolError: Error, Sendable, Equatable, CustomStringConvertible {
  /// `badArgument`, `badResumptionToken`, `noRecordsMatch` and so on, as sent.
  public var code: String
  /// The text of the error, which may be empty.
  public var message: String

  /// An error, from its parts.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// One line.
  public var description: String { message.isEmpty ? code : "\(code): \(message)" }
}

/// The `resumptionToken` element of a page (OAI-PMH 2.0, section 3.5).
public struct ResumptionTokenElement: Sendable, Equatable {
  /// The token without surrounding white space. An empty one ends the list.
  public var text: String
  /// As stated, which may be an estimate.
  public var completeListSize: Int?
  /// As stated; some repositories send the number of the page.
  public var cursor: Int?
  /// As sent.
  public var expirationDate: String?

  /// A token, from its parts.
  public init(text: String, completeListSize: Int? = nil, cursor: Int? = nil, expirationDate: String? = nil) {
    self.text = text
    self.completeListSize = completeListSize
    self.cursor = cursor
    self.expirationDate = expirationDate
  }

  /// True where the list goes on.
  public var continues: Bool { !text.isEmpty }
}

/// Why a page is not, or not wholly, a response of OAI-PMH.
public enum PageProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// No bytes, or nothing but white space.
  case empty
  /// An HTML page, such as a maintenance notice, with its title.
  case html(title: String)
  /// Bytes that hold no element at all.
  case notXML(String)
  /// XML of another kind, by the name of its root.
  case notOAI(root: String)
  /// The page ends before its root does, at this byte.
  case truncated(at: Int)
  /// What stands around the records is not well-formed, even after repairs.
  case malformed(String)
  /// The repository answered with errors instead of what was asked for.
  case refused([ProtocolError])

  /// One line.
  public var description: String {
    switch self {
    case .empty: "the response is empty"
    case .html(let title): "the response is an HTML page" + (title.isEmpty ? "" : " titled '\(title)'")
    case .notXML(let start): "the response is not XML; it begins with '\(start)'"
    case .notOAI(let root): "the response is XML but not OAI-PMH; its root is '\(root)'"
    case .truncated(let byte): "the response is cut off at byte \(byte)"
    case .malformed(let reason): "the response is not well-formed around its records: \(reason)"
    case .refused(let errors):
      "the repository answered " + errors.map(\.description).joined(separator: "; ")
    }
  }
}

/// A record of a page that could not be read.
public struct BrokenRecord: Sendable, Equatable {
  /// Where the header could be read.
  public var identifier: String?
  /// One line.
  public var reason: String
  /// As received.
  public var bytes: [UInt8]
  /// The namespace declarations in scope around it, as attribute text.
  public var context: [UInt8]
  /// True where the page ends, or the next record begins, before the record does.
  public var isCutOff: Bool

  /// A broken record, from its parts.
  public init(
    identifier: String?, reason: String, bytes: [UInt8], context: [UInt8] = [], isCutOff: Bool = false
  ) {
    self.identifier = identifier
    self.reason = reason
    self.bytes = bytes
    self.context = context
    self.isCutOff = isCutOff
  }
}

/// A page of ListRecords, or the answer to GetRecord.
public struct ListPage: Sendable {
  /// The moment of the response by the repository's clock.
  public internal(set) var responseDate: Timestamp?
  /// As sent; "" where there is none.
  public internal(set) var responseDateText = ""
  /// The `verb` of the `request` element.
  public internal(set) var requestVerb: String?
  /// Direct children of the root only: an `error` inside somebody's metadata is none.
  public internal(set) var errors: [ProtocolError] = []
  /// The records that could be read, repaired or not, in the page's order.
  public internal(set) var records: [HarvestedRecord] = []
  /// The headers of those the caller knew already, in the page's order.
  public internal(set) var known: [RecordHeader] = []
  /// `nil` where the page has no such element.
  public internal(set) var token: ResumptionTokenElement?
  /// The records that could not be read, with their bytes.
  public internal(set) var broken: [BrokenRecord] = []
  /// Repairs of the page around its records; those of a record are with the record. Places count from the first byte
  /// of the page after transcoding.
  public internal(set) var repairs: [Repair] = []
  /// `nil` for a sound page. Records may have been read all the same.
  public internal(set) var problem: PageProblem?
}

/// A page of anything but records.
public struct ItemPage<Item: Sendable>: Sendable {
  /// The moment of the response by the repository's clock.
  public internal(set) var responseDate: Timestamp?
  /// Errors that the repository reports.
  public internal(set) var errors: [ProtocolError] = []
  /// What could be read, in the page's order.
  public internal(set) var items: [Item] = []
  /// `nil` where the page has no such element.
  public internal(set) var token: ResumptionTokenElement?
  /// Items that could not be read.
  public internal(set) var broken: [BrokenRecord] = []
  /// Repairs that reading needed.
  public internal(set) var repairs: [Repair] = []
  /// `nil` for a sound page.
  public internal(set) var problem: PageProblem?
}
