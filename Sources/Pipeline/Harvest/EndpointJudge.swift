public import Fetching
internal import OAIPMH

/// What is found out about an endpoint before it is registered.
public struct EndpointJudgement: Sendable, Codable {
  /// A format on offer.
  public struct Format: Sendable, Codable {
    /// The metadata prefix.
    public var prefix: String
    /// The namespace of the format; empty where the endpoint names none.
    public var namespace: String
  }

  /// The base URL as given.
  public var url: String
  /// True where a list could be read.
  public var harvestable: Bool
  /// Why not, or what to mind.
  public var reason: String
  /// The repository's name by Identify; `nil` where Identify could not be read.
  public var name: String?
  /// The granularity by Identify: `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.
  public var granularity: String?
  /// How deletions are kept by Identify: `no`, `transient` or `persistent`.
  public var deletedRecord: String?
  /// The earliest datestamp by Identify, as sent.
  public var earliestDatestamp: String?
  /// The formats on offer; empty where ListMetadataFormats could not be read.
  public var formats: [Format]
  /// How many sets the first page of ListSets names; `nil` where there is no set hierarchy.
  public var sets: Int?
  /// The prefix that was tried.
  public var prefix: String?
  /// Records on the first page.
  public var pageSize: Int?
  /// The size of the list as the endpoint stated it; `nil` where it states none.
  public var completeListSize: Int?
  /// What the tokens did over two pages, in words.
  public var tokens: String
  /// Seconds for one page.
  public var secondsPerPage: Double?
  /// Bytes of the first page.
  public var bytesPerPage: Int?
  /// An estimate for a full harvest; seconds.
  public var estimatedSeconds: Double?
  /// What to mind, a sentence each.
  public var notes: [String]

  enum CodingKeys: String, CodingKey {
    case url, harvestable, reason, name, granularity, formats, sets, prefix, tokens, notes
    case deletedRecord = "deleted_record"
    case earliestDatestamp = "earliest_datestamp"
    case pageSize = "page_size"
    case completeListSize = "complete_list_size"
    case secondsPerPage = "seconds_per_page"
    case bytesPerPage = "bytes_per_page"
    case estimatedSeconds = "estimated_seconds"
  }

  init(url: String) {
    self.url = url
    harvestable = false
    reason = ""
    formats = []
    tokens = "not tried"
    notes = []
  }

  /// The judgement for people, a line a fact.
  public var lines: [String] {
    var lines = ["\(url): \(harvestable ? "can be harvested" : "CANNOT be harvested") (\(reason))"]
    if let name { lines.append("  name               \(name)") }
    if let granularity { lines.append("  granularity        \(granularity)") }
    if let deletedRecord { lines.append("  deleted records    \(deletedRecord)") }
    if let earliestDatestamp { lines.append("  earliest datestamp \(earliestDatestamp)") }
    if !formats.isEmpty {
      lines.append("  formats            \(formats.map(\.prefix).joined(separator: ", "))")
    }
    lines.append("  sets               \(sets.map { "\($0) on the first page" } ?? "none")")
    if let prefix { lines.append("  tried with prefix  \(prefix)") }
    if let pageSize, let bytesPerPage, let secondsPerPage {
      let milliseconds = Int((secondsPerPage * 1000).rounded())
      lines.append("  page               \(pageSize) records, \(bytesPerPage / 1024) KiB, \(milliseconds) ms")
    }
    lines.append("  tokens             \(tokens)")
    if let completeListSize { lines.append("  completeListSize   \(completeListSize)") }
    if let estimatedSeconds {
      lines.append("  full harvest       about \(Int(estimatedSeconds.rounded(.up))) s at this pace")
    }
    return lines + notes.map { "  note               \($0)" }
  }
}

/// Tries an endpoint with a handful of requests.
public struct EndpointJudge: Sendable {
  private let client: EndpointClient

  /// A judge that asks through an engine.
  public init(engine: FetchEngine) { client = EndpointClient(engine: engine) }

  /// Tries Identify, the formats, the sets and two pages of a list.
  /// - Parameter prefix: the metadata prefix to try; `edm`, else `oai_dc`, else the first listed, where `nil`.
  public func judge(_ url: String, prefix: String?) async -> EndpointJudgement {
    var judgement = EndpointJudgement(url: url)
    do {
      let body = try await client.get(OAIPMHRequest(.identify).address(base: url))
      let identity = try PageReader().readIdentify(body)
      judgement.name = identity.repositoryName
      judgement.granularity = identity.granularity
      judgement.deletedRecord = identity.deletedRecord
      judgement.earliestDatestamp = identity.earliestDatestamp
      if identity.protocolVersion != "2.0" {
        judgement.notes.append("says it speaks OAI-PMH '\(identity.protocolVersion)', not 2.0")
      }
    } catch {
      judgement.reason = "Identify: \(error)"
      return judgement
    }
    await askFormats(&judgement)
    await askSets(&judgement)
    let listed = judgement.formats.map(\.prefix)
    let tried = prefix ?? ["edm", "oai_dc"].first(where: listed.contains) ?? listed.first ?? "oai_dc"
    judgement.prefix = tried
    await tryList(prefix: tried, &judgement)
    return judgement
  }

  private func askFormats(_ judgement: inout EndpointJudgement) async {
    do {
      let body = try await client.get(OAIPMHRequest(.listMetadataFormats).address(base: judgement.url))
      let page = PageReader().readMetadataFormats(body)
      judgement.formats = page.items.map {
        EndpointJudgement.Format(prefix: $0.prefix, namespace: $0.namespace)
      }
      if let fault = page.fault { judgement.notes.append("ListMetadataFormats: \(fault)") }
    } catch {
      judgement.notes.append("ListMetadataFormats: \(error)")
    }
  }

  private func askSets(_ judgement: inout EndpointJudgement) async {
    do {
      let page = PageReader().readSets(
        try await client.get(OAIPMHRequest(.listSets).address(base: judgement.url)))
      if let fault = page.fault {
        if !page.errors.contains(where: { $0.code == "noSetHierarchy" }) {
          judgement.notes.append("ListSets: \(fault)")
        }
      } else {
        judgement.sets = page.items.count
      }
    } catch {
      judgement.notes.append("ListSets: \(error)")
    }
  }

  private func tryList(prefix: String, _ judgement: inout EndpointJudgement) async {
    do {
      let began = ContinuousClock.now
      let body = try await client.get(OAIPMHRequest.list(prefix: prefix).address(base: judgement.url))
      judgement.secondsPerPage = (ContinuousClock.now - began).inSeconds
      judgement.bytesPerPage = body.count
      let first = PageReader().readRecords(body)
      if let error = first.errors.first {
        judgement.reason = "ListRecords answers \(error)"
        judgement.harvestable = error.code == "noRecordsMatch"
        return
      }
      if let problem = first.problem {
        judgement.reason = "ListRecords: \(problem)"
        return
      }
      judgement.harvestable = true
      judgement.reason = "the first page of ListRecords is readable"
      judgement.pageSize = first.records.count + first.broken.count
      judgement.completeListSize = first.token?.completeListSize
      if !first.broken.isEmpty {
        judgement.notes.append("\(first.broken.count) records of the first page are broken")
      }
      if let size = judgement.completeListSize, let seconds = judgement.secondsPerPage,
        let page = judgement.pageSize,
        page > 0
      {
        judgement.estimatedSeconds = seconds * (Double(size) / Double(page)).rounded(.up)
      }
      guard let token = first.token, token.continues else {
        judgement.tokens = "the whole list is one page"
        return
      }
      let next = PageReader().readRecords(
        try await client.get(OAIPMHRequest.resume(token: token.text).address(base: judgement.url)))
      judgement.tokens =
        if let error = next.errors.first {
          "the token of the first page is answered with \(error)"
        } else if let problem = next.problem {
          "the second page cannot be read: \(problem)"
        } else if next.token?.text == token.text {
          "the same token again: the list cannot go on"
        } else {
          "the second page follows the first"
        }
      if !next.errors.isEmpty || next.problem != nil || next.token?.text == token.text {
        judgement.harvestable = false
        judgement.reason = "the list cannot be followed beyond its first page"
      }
    } catch {
      judgement.reason = "ListRecords: \(error)"
    }
  }
}

extension ItemPage {
  /// What is wrong with the page in words; `nil` where nothing is.
  var fault: String? { problem?.description ?? errors.first?.description }
}
