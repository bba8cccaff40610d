internal import OAIPMH

/// What single records and requests by date show.
extension EndpointListProbe {
  /// A form of date in a request.
  private enum DateForm: String, CaseIterable {
    case seconds
    case days

    func text(_ moment: Timestamp) -> String { self == .seconds ? moment.description : moment.day }
  }

  /// What came of a request by date.
  private enum DateAnswer {
    case headers([RecordHeader])
    case refused(ProtocolError)
    case failed(String)
  }

  /// Notes the span of the datestamps and whether the earliest one stated can be true.
  func noteDatestamps(_ headers: [RecordHeader], _ judgement: inout EndpointJudgement) {
    let dated = headers.compactMap { header in header.timestamp.map { (moment: $0, text: header.datestamp) } }
    if dated.count < headers.count {
      judgement.mind(
        "\(headers.count - dated.count) of \(headers.count) datestamps are no dates",
        "tell the provider; such records come with every harvest")
    }
    guard let lowest = dated.min(by: { $0.moment < $1.moment }),
      let highest = dated.max(by: { $0.moment < $1.moment })
    else { return }
    judgement.datestamps = [lowest.text, highest.text]
    guard let stated = judgement.earliestDatestamp else { return }
    let earliest = Timestamp(stated)
    // Datestamps of days lie at midnight: a record of the very day is no contradiction.
    let isPlausible = earliest.map { $0.day <= lowest.moment.day && $0.seconds > 0 } ?? false
    judgement.earliestPlausible = isPlausible
    if !isPlausible {
      let why =
        earliest == nil
        ? "is no date"
        : earliest.map { $0.seconds <= 0 } == true
          ? "is before there were repositories"
          : "is after \(lowest.text), which a record has"
      judgement.notes.append("earliestDatestamp \(stated) \(why): it is not relied on")
    }
    if highest.moment.seconds > Timestamp.now.seconds + 86_400 {
      judgement.mind(
        "a datestamp lies in the future: \(highest.text)", "tell the provider; its changes may be missed")
    }
  }

  /// Asks for a record of the list by itself.
  func askRecord(_ identifier: String, _ judgement: inout EndpointJudgement) async {
    let request = OAIPMHRequest.record(identifier: identifier, prefix: prefix)
    let fault: String?
    do {
      let page = PageReader().readRecords(try await client.get(request.address(base: judgement.url)))
      let isThere = page.records.contains { $0.header.identifier == identifier }
      fault =
        isThere ? nil : page.errors.first?.description ?? page.problem?.description ?? "another record came"
    } catch {
      fault = error.description
    }
    judgement.getRecord = fault == nil
    if let fault {
      judgement.mind(
        "GetRecord does not give a record of the list (\(fault))",
        "tell the provider; broken records and gaps cannot be asked for one by one")
    }
  }

  /// Asks for lists by date, in both forms: what is accepted, and whether older records are left out.
  func askDates(_ judgement: inout EndpointJudgement) async {
    guard let lowest = judgement.datestamps?.first.flatMap({ Timestamp($0) }),
      let highest = judgement.datestamps?.last.flatMap({ Timestamp($0) })
    else { return }
    var accepted: [String] = []
    for form in DateForm.allCases {
      switch await ask(from: form.text(highest), &judgement) {
      case .headers(let headers):
        accepted.append(form.rawValue)
        notePassing(headers, highest, form, spansDays: lowest.day < highest.day, &judgement)
      case .refused, .failed: continue
      }
    }
    judgement.acceptedDates = accepted
    if judgement.fromHonoured == nil, let form = accepted.first.flatMap({ DateForm(rawValue: $0) }) {
      // Where all records seen are of one day, only a later one tells.
      let later = Timestamp(seconds: highest.seconds + 86_400)
      if case .headers(let headers) = await ask(from: form.text(later), &judgement) {
        judgement.fromHonoured = !headers.contains { $0.timestamp.map { $0.day < later.day } ?? false }
      }
    }
    noteDates(&judgement)
  }

  /// Notes whether a list from a date holds older records.
  private func notePassing(
    _ headers: [RecordHeader], _ from: Timestamp, _ form: DateForm, spansDays: Bool,
    _ judgement: inout EndpointJudgement
  ) {
    let hasOlder = headers.contains { header in header.timestamp.map { $0.day < from.day } ?? false }
    if hasOlder {
      judgement.fromHonoured = false
    } else if spansDays, judgement.fromHonoured == nil, !headers.isEmpty {
      judgement.fromHonoured = true
    }
    if headers.isEmpty {
      judgement.mind(
        "a list from \(form.text(from)) is empty, although a record has that datestamp",
        "set overlap_seconds: 86400")
    }
  }

  private func noteDates(_ judgement: inout EndpointJudgement) {
    if judgement.fromHonoured == false {
      judgement.mind(
        "lists from a date hold older records", "harvest it rarely: every harvest asks for all records")
    }
    let statesSeconds = judgement.granularity?.lowercased().contains("hh") ?? false
    switch judgement.acceptedDates ?? [] {
    case []:
      judgement.mind(
        "no request with a date is accepted", "harvest it rarely: every harvest asks for all records")
    case ["days"] where statesSeconds:
      judgement.notes.append("dates with seconds are refused although Identify promises them: days are used")
    case ["seconds"] where !statesSeconds:
      judgement.notes.append("days are refused although Identify promises them: seconds are used")
    default: break
    }
    if judgement.listIdentifiers == false {
      judgement.mind(
        "ListIdentifiers does not work",
        "tell the provider; completeness and deletions are checked by whole records")
    }
  }

  /// Asks for the headers from a date; by ListRecords where ListIdentifiers does not work.
  private func ask(from date: String, _ judgement: inout EndpointJudgement) async -> DateAnswer {
    if judgement.listIdentifiers != false {
      let answer = await ask(.listIdentifiers, from: date, judgement.url)
      switch answer {
      case .headers(let headers):
        if !headers.isEmpty { judgement.listIdentifiers = true }
        return answer
      case .refused(let error) where error.code == "badArgument": return answer
      case .refused, .failed: judgement.listIdentifiers = false
      }
    }
    return await ask(.listRecords, from: date, judgement.url)
  }

  private func ask(_ verb: OAIPMHRequest.Verb, from date: String, _ url: String) async -> DateAnswer {
    let request = OAIPMHRequest.list(verb, prefix: prefix, set: set, from: date)
    do {
      let body = try await client.get(request.address(base: url))
      if verb == .listIdentifiers {
        let page = PageReader().readIdentifiers(body)
        return answer(page.items, page.errors, page.problem)
      }
      let page = PageReader().readRecords(body)
      return answer(page.records.map(\.header), page.errors, page.problem)
    } catch {
      return .failed(error.description)
    }
  }

  private func answer(_ headers: [RecordHeader], _ errors: [ProtocolError], _ problem: PageProblem?)
    -> DateAnswer
  {
    if let error = errors.first { return error.code == "noRecordsMatch" ? .headers([]) : .refused(error) }
    if headers.isEmpty, let problem { return .failed(problem.description) }
    return .headers(headers)
  }
}
