/// What is found out about an endpoint before it is registered.
public struct EndpointJudgement: Sendable, Codable {
  /// A format on offer.
  public struct Format: Sendable, Codable {
    /// The metadata prefix.
    public var prefix: String
    /// The namespace of the format; empty where the endpoint names none.
    public var namespace: String
    /// True where records of the format can be read: as EDM, or by a mapping that ships with Winnow.
    public var readable: Bool
  }

  /// What a cursor counts.
  public enum Cursor: String, Sendable, Codable {
    /// Records before the page, as the specification has it.
    case records
    /// Pages.
    case pages
    /// Something that two pages do not tell.
    case unclear
    /// There is none.
    case absent = "none"
  }

  /// Something to mind, and what to do about it.
  public struct Problem: Sendable, Codable, Equatable {
    /// What was seen.
    public var problem: String
    /// What to do.
    public var remedy: String
  }

  /// The base URL as given.
  public var url: String
  /// True where a list could be read and followed.
  public var harvestable = false
  /// Why not, or what showed that.
  public var reason = ""
  /// The repository's name by Identify; `nil` where Identify could not be read.
  public var name: String?
  /// The base URL that Identify states.
  public var statedBaseURL: String?
  /// Where the endpoint moved to for good; `nil` where it answers at the address given.
  public var movedTo: String?
  /// The granularity by Identify: `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.
  public var granularity: String?
  /// The forms of date that a request with `from` may hold, as tried: `seconds`, `days`; `nil` where it was not tried.
  public var acceptedDates: [String]?
  /// Whether `from` leaves out what is older; `nil` where that did not show.
  public var fromHonoured: Bool?
  /// How deletions are kept by Identify: `no`, `transient` or `persistent`.
  public var deletedRecord: String?
  /// The earliest datestamp by Identify, as sent.
  public var earliestDatestamp: String?
  /// Whether the earliest datestamp can be true by the records seen; `nil` where none was seen.
  public var earliestPlausible: Bool?
  /// The lowest and the highest datestamp of the pages seen, as sent.
  public var datestamps: [String]?
  /// The formats on offer; empty where ListMetadataFormats could not be read.
  public var formats: [Format] = []
  /// Sets on the pages of ListSets that were read; `nil` where there is no set hierarchy.
  public var sets: Int?
  /// False where there are more pages of sets than were read.
  public var setsCounted = true
  /// The prefix that was tried.
  public var prefix: String?
  /// The set that was tried; `nil` for the whole repository.
  public var set: String?
  /// Records on the first page.
  public var pageSize: Int?
  /// The size of the list as the endpoint stated it; `nil` where it states none.
  public var completeListSize: Int?
  /// What the tokens did over two pages, in words.
  public var tokens = "not tried"
  /// When the first token expires, as sent.
  public var tokenExpires: String?
  /// What the cursor counts; `nil` where there was no token.
  public var cursor: Cursor?
  /// Whether the same token gives the same page again; `nil` where that was not tried.
  public var tokenRepeatable: Bool?
  /// Whether GetRecord gives a record of the list; `nil` where it was not tried.
  public var getRecord: Bool?
  /// Whether ListIdentifiers lists headers; `nil` where it was not tried.
  public var listIdentifiers: Bool?
  /// The character encoding that the first page declares.
  public var encoding: String?
  /// The compression of the answers; `nil` for none.
  public var compression: String?
  /// Repairs that the pages needed, by kind.
  public var repairs: [String: Int] = [:]
  /// Records of the pages that could not be read.
  public var broken = 0
  /// Seconds for one page, the mean of those tried.
  public var secondsPerPage: Double?
  /// Bytes of the first page, compression undone.
  public var bytesPerPage: Int?
  /// Requests that a full harvest takes.
  public var estimatedRequests: Int?
  /// Bytes over the wire that a full harvest takes.
  public var estimatedBytes: Int64?
  /// Seconds that a full harvest takes, with the pause between requests.
  public var estimatedSeconds: Double?
  /// Requests that this judgement took.
  public var requests = 0
  /// What to mind and what to do about it.
  public var problems: [Problem] = []
  /// What to know, a sentence each.
  public var notes: [String] = []
  /// Lines to paste into winnow.yaml.
  public var advice: [String] = []

  enum CodingKeys: String, CodingKey {
    case url, harvestable, reason, name, granularity, formats, sets, prefix, set, tokens, cursor, encoding
    case compression, repairs, broken, requests, problems, notes, advice, datestamps
    case statedBaseURL = "stated_base_url"
    case movedTo = "moved_to"
    case acceptedDates = "accepted_dates"
    case fromHonoured = "from_honoured"
    case deletedRecord = "deleted_record"
    case earliestDatestamp = "earliest_datestamp"
    case earliestPlausible = "earliest_plausible"
    case setsCounted = "sets_counted"
    case pageSize = "page_size"
    case completeListSize = "complete_list_size"
    case tokenExpires = "token_expires"
    case tokenRepeatable = "token_repeatable"
    case getRecord = "get_record"
    case listIdentifiers = "list_identifiers"
    case secondsPerPage = "seconds_per_page"
    case bytesPerPage = "bytes_per_page"
    case estimatedRequests = "estimated_requests"
    case estimatedBytes = "estimated_bytes"
    case estimatedSeconds = "estimated_seconds"
  }

  init(url: String) { self.url = url }

  mutating func mind(_ problem: String, _ remedy: String) {
    problems.append(Problem(problem: problem, remedy: remedy))
  }
}
