internal import Foundation
internal import OAIPMH
internal import XMLCodec

/// Tries the lists of an endpoint: two pages, a token twice, dates, single records.
struct EndpointListProbe {
  let client: EndpointClient
  let prefix: String
  let set: String?

  /// A page that was read, and how it came.
  private struct Reading {
    var page: ListPage
    var answer: EndpointAnswer

    /// Identifiers in the page's order.
    var identifiers: [String] { page.records.map(\.header.identifier) + page.broken.compactMap(\.identifier) }
    var size: Int { page.records.count + page.broken.count }
  }

  /// Tries what is to be tried; what is found goes into the judgement.
  func run(_ judgement: inout EndpointJudgement) async {
    let first: Reading
    do {
      first = try await read(.list(prefix: prefix, set: set), &judgement)
    } catch {
      judgement.reason = "ListRecords: \(error)"
      return
    }
    if let error = first.page.errors.first {
      judgement.reason = "ListRecords answers \(error)"
      judgement.harvestable = error.code == "noRecordsMatch"
      return
    }
    if let problem = first.page.problem, first.page.records.isEmpty {
      judgement.reason = "ListRecords: \(problem)"
      return
    }
    note(first, &judgement)
    let second = await follow(first, &judgement)
    noteDatestamps(
      ([first, second].compactMap(\.self)).flatMap { $0.page.records.map(\.header) }, &judgement)
    guard let record = first.page.records.first(where: { !$0.header.deleted }) ?? first.page.records.first
    else {
      return
    }
    await askRecord(record.header.identifier, &judgement)
    await askDates(&judgement)
  }

  private func read(_ request: OAIPMHRequest, _ judgement: inout EndpointJudgement)
    async throws(EndpointError)
    -> Reading
  {
    let answer = try await client.answer(request.address(base: judgement.url))
    return Reading(page: PageReader().readRecords(answer.body), answer: answer)
  }

  // MARK: Pages

  private func note(_ first: Reading, _ judgement: inout EndpointJudgement) {
    judgement.harvestable = true
    judgement.reason = "the first page of ListRecords is readable"
    judgement.pageSize = first.size
    judgement.bytesPerPage = first.answer.body.count
    judgement.secondsPerPage = first.answer.seconds
    judgement.completeListSize = first.page.token?.completeListSize
    judgement.compression = first.answer.contentEncoding
    judgement.encoding = Self.encoding(of: first.answer)
    judgement.estimatedBytes = first.answer.transferredBytes ?? Int64(first.answer.body.count)
    if first.answer.contentEncoding == nil, first.answer.body.count > 100_000 {
      judgement.notes.append("answers are not compressed, although that is asked for")
    }
    noteFaults(first, &judgement)
    if let type = first.answer.contentType?.lowercased(), !type.contains("xml") {
      judgement.notes.append("the pages come as '\(type)', not as XML")
    }
  }

  private func noteFaults(_ reading: Reading, _ judgement: inout EndpointJudgement) {
    for repair in reading.page.repairs + reading.page.records.flatMap(\.repairs) {
      judgement.repairs[repair.kind, default: 0] += 1
    }
    judgement.broken += reading.page.broken.count
    if let broken = reading.page.broken.first {
      judgement.mind(
        "\(reading.page.broken.count) of \(reading.size) records of a page cannot be read (\(broken.reason))",
        "tell the provider; they would be set aside in `winnow quarantine`")
    }
    if let problem = reading.page.problem {
      judgement.mind("\(problem)", "tell the provider; the records before the break would be kept")
    }
  }

  /// Asks for the second page, and for it once more.
  private func follow(_ first: Reading, _ judgement: inout EndpointJudgement) async -> Reading? {
    guard let token = first.page.token, token.continues else {
      judgement.tokens = "the whole list is one page"
      checkSize(first.size, &judgement)
      return nil
    }
    judgement.tokenExpires = token.expirationDate
    do {
      let second = try await read(.resume(token: token.text), &judgement)
      judgement.secondsPerPage = (first.answer.seconds + second.answer.seconds) / 2
      judgement.cursor = Self.cursor(
        first.page.token?.cursor, second.page.token?.cursor, pageSize: first.size)
      if let fault = fault(of: second, after: first) {
        judgement.tokens = fault
        judgement.harvestable = false
        judgement.reason = "the list cannot be followed beyond its first page"
        judgement.mind(fault, "set window: month, so that lists are short; tell the provider")
        return nil
      }
      judgement.tokens = "the second page follows the first"
      noteFaults(second, &judgement)
      checkCounts(first, second, &judgement)
      try await repeatToken(token, second, &judgement)
      return second
    } catch {
      judgement.tokens = "the second page cannot be had: \(error)"
      judgement.harvestable = false
      judgement.reason = "the list cannot be followed beyond its first page"
      return nil
    }
  }

  private func fault(of second: Reading, after first: Reading) -> String? {
    if let error = second.page.errors.first { return "the token of the first page is answered with \(error)" }
    if let problem = second.page.problem, second.page.records.isEmpty {
      return "the second page cannot be read: \(problem)"
    }
    if let token = second.page.token, token.continues, token.text == first.page.token?.text {
      return "the same token again: the list cannot go on"
    }
    if second.size > 0, second.identifiers == first.identifiers {
      return "the second page is the first again"
    }
    return nil
  }

  private func checkCounts(_ first: Reading, _ second: Reading, _ judgement: inout EndpointJudgement) {
    let (one, other) = (first.page.token?.completeListSize, second.page.token?.completeListSize)
    if let one, let other, one != other {
      judgement.mind(
        "completeListSize changes from \(one) to \(other) between two pages", "set count: advisory")
    } else if second.page.token?.continues != true {
      checkSize(Set(first.identifiers + second.identifiers).count, &judgement)
    } else if let one, one < first.size + second.size {
      judgement.mind("completeListSize \(one) is less than two pages hold", "set count: advisory")
    }
    let shared = Set(first.identifiers).intersection(second.identifiers).count
    if shared > 0 { judgement.notes.append("\(shared) records stand on the first page and on the second") }
  }

  /// Checks the size of a list that was read to its end.
  private func checkSize(_ records: Int, _ judgement: inout EndpointJudgement) {
    if let stated = judgement.completeListSize, stated != records {
      judgement.mind("completeListSize is \(stated) and the list holds \(records)", "set count: advisory")
    }
  }

  private func repeatToken(
    _ token: ResumptionTokenElement, _ second: Reading, _ judgement: inout EndpointJudgement
  ) async throws(EndpointError) {
    let again = try await read(.resume(token: token.text), &judgement)
    let isSame = again.page.errors.isEmpty && again.identifiers == second.identifiers
    judgement.tokenRepeatable = isSame
    if !isSame {
      let what = again.page.errors.first.map { "is answered with \($0)" } ?? "gives another page"
      judgement.mind(
        "a token used again \(what): a list that broke off cannot go on at its last page",
        "set window: month, so that little is asked for again")
    }
  }

  private static func cursor(_ first: Int?, _ second: Int?, pageSize: Int) -> EndpointJudgement.Cursor {
    guard let start = first ?? (second == nil ? nil : 0), let next = second else { return .absent }
    if pageSize > 0, next - start == pageSize || (first == nil && next == pageSize) { return .records }
    return next - start == 1 ? .pages : .unclear
  }

  private static func encoding(of answer: EndpointAnswer) -> String? {
    let declaration = String(decoding: answer.body.prefix(200), as: UTF8.self)
    if let match = declaration.firstMatch(of: /<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/) {
      return String(match.1)
    }
    return answer.contentType?.firstMatch(of: /charset\s*=\s*"?([A-Za-z0-9._-]+)/.ignoresCase()).map {
      String($0.1)
    } ?? "UTF-8"
  }
}
