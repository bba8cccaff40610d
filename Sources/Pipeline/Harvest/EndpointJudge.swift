public import Fetching
internal import Foundation
internal import OAIPMH
public import WinnowConfiguration

/// Tries an endpoint with a handful of requests, as a harvest would ask.
public struct EndpointJudge: Sendable {
  private let client: EndpointClient
  /// Prefixes for which a mapping to EDM ships.
  private let mappedPrefixes: Set<String>
  /// Between two requests of a harvest.
  private let pause: Duration
  /// Pages of ListSets that are read at most.
  private static let setPages = 4
  private static let edmNamespace = "http://www.europeana.eu/schemas/edm/"

  /// A judge that asks through an engine.
  /// - Parameters:
  ///   - mappedPrefixes: metadata prefixes for which a mapping to EDM ships.
  ///   - pause: between two requests to the endpoint's host, for the estimate.
  public init(engine: FetchEngine, mappedPrefixes: Set<String> = ["oai_dc"], pause: Duration = .zero) {
    client = EndpointClient(engine: engine)
    self.mappedPrefixes = mappedPrefixes
    self.pause = pause
  }

  /// A judge that asks with the credentials and certificates of a configured provider.
  /// - Throws: an error of one line where a secret is not in the environment.
  public init(
    engine: FetchEngine, provider: ProviderConfiguration, environment: [String: String],
    mappedPrefixes: Set<String>, pause: Duration
  ) throws {
    client = try EndpointClient(engine: engine, provider: provider, environment: environment)
    self.mappedPrefixes = mappedPrefixes
    self.pause = provider.policy.delayMilliseconds.map { .milliseconds($0) } ?? pause
  }

  /// Tries Identify, the formats, the sets, two pages of a list, dates, single records; 15 requests at most.
  /// - Parameters:
  ///   - prefix: the metadata prefix to try; where `nil`, EDM, else a format with a mapping, else the first listed.
  ///   - set: the set to try; `nil` for the whole repository.
  public func judge(_ url: String, prefix: String?, set: String? = nil) async -> EndpointJudgement {
    var judgement = EndpointJudgement(url: url)
    judgement.set = set
    await judge(&judgement, prefix: prefix)
    judgement.requests = client.expense.requests
    return judgement
  }

  private func judge(_ judgement: inout EndpointJudgement, prefix: String?) async {
    let identity: IdentifyResponse
    do {
      let answer = try await client.answer(OAIPMHRequest(.identify).address(base: judgement.url))
      identity = try PageReader().readIdentify(answer.body)
    } catch {
      judgement.reason = "Identify: \(error)"
      return
    }
    note(identity, &judgement)
    await askFormats(&judgement)
    await askSets(&judgement)
    let tried = prefix ?? preferredPrefix(judgement.formats)
    judgement.prefix = tried
    if !judgement.formats.isEmpty, !judgement.formats.contains(where: { $0.prefix == tried }) {
      judgement.mind("the endpoint does not list the prefix \(tried)", "choose one of those listed")
    }
    let probe = EndpointListProbe(client: client, prefix: tried, set: judgement.set)
    await probe.run(&judgement)
    estimate(&judgement)
    if judgement.harvestable { judgement.advice = judgement.configurationLines }
  }

  private func note(_ identity: IdentifyResponse, _ judgement: inout EndpointJudgement) {
    judgement.name = identity.repositoryName
    judgement.granularity = identity.granularity
    judgement.deletedRecord = identity.deletedRecord
    judgement.earliestDatestamp = identity.earliestDatestamp
    judgement.statedBaseURL = identity.baseURL
    if identity.protocolVersion != "2.0" {
      judgement.notes.append("says it speaks OAI-PMH '\(identity.protocolVersion)', not 2.0")
    }
    if let moved = client.newAddress {
      judgement.movedTo = moved
      judgement.mind("the endpoint has moved to \(moved)", "set harvest.url to that address")
    } else if !identity.baseURL.isEmpty, !Self.isSame(identity.baseURL, judgement.url) {
      judgement.notes.append("states the base URL \(identity.baseURL)")
    }
    if !["YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"].contains(identity.granularity) {
      judgement.notes.append(
        "the granularity is stated as '\(identity.granularity)', which the protocol does not know")
    }
    switch identity.deletedRecord {
    case "persistent": break
    case "no", "transient":
      judgement.mind(
        identity.deletedRecord == "no" ? "deletions are not told" : "deletions are told for a while only",
        "set reconcile_days, or harvest with --reconcile now and then")
    default:
      judgement.mind(
        "it is not said how deletions are kept ('\(identity.deletedRecord)')",
        "set reconcile_days, or harvest with --reconcile now and then")
    }
  }

  private func askFormats(_ judgement: inout EndpointJudgement) async {
    do {
      let page = PageReader().readMetadataFormats(
        try await client.get(OAIPMHRequest(.listMetadataFormats).address(base: judgement.url)))
      judgement.formats = page.items.map {
        EndpointJudgement.Format(
          prefix: $0.prefix, namespace: $0.namespace,
          readable: $0.namespace == Self.edmNamespace || $0.prefix == "edm"
            || mappedPrefixes.contains($0.prefix))
      }
      if let fault = page.fault { judgement.notes.append("ListMetadataFormats: \(fault)") }
    } catch {
      judgement.notes.append("ListMetadataFormats: \(error)")
    }
  }

  /// EDM is taken before other formats with a mapping, those before Dublin Core, which says least, and that before
  /// formats that nobody can read.
  private func preferredPrefix(_ formats: [EndpointJudgement.Format]) -> String {
    func rank(_ format: EndpointJudgement.Format) -> Int {
      if format.prefix == "edm" { return 0 }
      if format.namespace == Self.edmNamespace { return 1 }
      if format.prefix == "oai_dc" { return 3 }
      return format.readable ? 2 : 4
    }
    return formats.min { rank($0) < rank($1) }?.prefix ?? "oai_dc"
  }

  private func askSets(_ judgement: inout EndpointJudgement) async {
    var request = OAIPMHRequest(.listSets)
    var specs: Set<String> = []
    do {
      for page in 1...Self.setPages {
        let answer = PageReader().readSets(try await client.get(request.address(base: judgement.url)))
        if let fault = answer.fault {
          if !answer.errors.contains(where: { $0.code == "noSetHierarchy" }) {
            judgement.notes.append("ListSets: \(fault)")
          }
          if page > 1 { judgement.setsCounted = false }
          break
        }
        let known = specs.count
        specs.formUnion(answer.items.map(\.spec))
        judgement.sets = specs.count
        guard let token = answer.token, token.continues else { break }
        judgement.setsCounted = page < Self.setPages && specs.count > known
        guard judgement.setsCounted else { break }
        request = .resume(.listSets, token: token.text)
      }
    } catch {
      judgement.notes.append("ListSets: \(error)")
      judgement.setsCounted = false
    }
    if let set = judgement.set, judgement.setsCounted, !specs.contains(set) {
      judgement.mind("ListSets does not name the set \(set)", "choose one of the \(specs.count) sets named")
    }
  }

  private func estimate(_ judgement: inout EndpointJudgement) {
    guard judgement.harvestable, let seconds = judgement.secondsPerPage, let size = judgement.pageSize,
      size > 0,
      let records = judgement.completeListSize ?? (judgement.cursor == nil ? size : nil)
    else { return }
    let pages = (max(records, size) + size - 1) / size
    // Identify and ListMetadataFormats come before the list.
    let requests = pages + 2
    judgement.estimatedRequests = requests
    judgement.estimatedSeconds = Double(pages) * seconds + Double(requests) * (pause / .seconds(1))
    if let bytes = judgement.estimatedBytes { judgement.estimatedBytes = bytes * Int64(pages) }
  }

  /// Whether two base URLs are the same but for scheme and a slash at the end.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    func core(_ text: String) -> String {
      var text = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
      for scheme in ["https://", "http://"] where text.hasPrefix(scheme) { text.removeFirst(scheme.count) }
      while text.hasSuffix("/") || text.hasSuffix("?") { text.removeLast() }
      return text
    }
    return core(one) == core(other)
  }
}

extension ItemPage {
  /// What is wrong with the page in words; `nil` where nothing is.
  var fault: String? { problem?.description ?? errors.first?.description }
}
