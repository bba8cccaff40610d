internal import OAIPMH
internal import Store

/// A list of headers, followed page by page; it is searched for what a list of records left out, so that nothing
/// is taken up elsewhere here: where it cannot be followed it is of no use.
struct HeaderList {
  private let scope: HarvestScope
  private let base: String
  private(set) var checkpoint: HarvestCheckpoint
  private(set) var isAtEnd = false
  /// Why the list could not be followed to its end; `nil` while it could.
  private(set) var failure: String?
  private var circle = CircleCheck()
  private var emptyPages = 0

  private static let emptyPageLimit = 10

  /// - Parameters:
  ///   - base: the base URL of the endpoint.
  ///   - checkpoint: where to go on; from its `from` and `until` where it has no token.
  init(scope: HarvestScope, base: String, checkpoint: HarvestCheckpoint) {
    self.scope = scope
    self.base = base
    self.checkpoint = checkpoint
  }

  /// The address to ask next.
  var address: String {
    let request =
      checkpoint.token.map { OAIPMHRequest.resume(.listIdentifiers, token: $0) }
      ?? .list(
        .listIdentifiers, prefix: scope.prefix, set: scope.set, from: checkpoint.from, until: checkpoint.until
      )
    return request.address(base: base)
  }

  /// The next page; `nil` once the list has ended, well or not.
  mutating func next(asking client: EndpointClient) async throws(EndpointError) -> ItemPage<RecordHeader>? {
    guard !isAtEnd, failure == nil else { return nil }
    var page = PageReader().readIdentifiers(try await client.get(address))
    if page.problem != nil { page = PageReader().readIdentifiers(try await client.get(address)) }
    take(page)
    return page
  }

  private mutating func take(_ page: ItemPage<RecordHeader>) {
    if checkpoint.responseDate == nil { checkpoint.responseDate = page.responseDate }
    if let error = page.errors.first {
      // Nothing to list is an end, in reply to a token too.
      if error.code == "noRecordsMatch" { isAtEnd = true } else { failure = "\(error)" }
      return
    }
    if let problem = page.problem {
      failure = problem.description
      return
    }
    if let broken = page.broken.first {
      failure = "a header cannot be read: \(broken.reason)"
      return
    }
    checkpoint.pages += 1
    checkpoint.listed += page.items.count
    if let size = page.token?.completeListSize { checkpoint.completeListSize = size }
    guard let token = page.token, token.continues else {
      checkpoint.token = nil
      // Who has nothing to list has to say noRecordsMatch (OAI-PMH 2.0, section 4.3).
      if checkpoint.listed > 0 {
        isAtEnd = true
      } else {
        failure = "it lists no header and does not say noRecordsMatch"
      }
      return
    }
    emptyPages = page.items.isEmpty ? emptyPages + 1 : 0
    if token.text == checkpoint.token || circle.closes(at: token.text) || emptyPages > Self.emptyPageLimit {
      failure = "its resumption tokens lead nowhere"
    }
    checkpoint.token = token.text
  }
}
