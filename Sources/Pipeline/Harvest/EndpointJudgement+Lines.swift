internal import Foundation

extension EndpointJudgement {
  /// The judgement for people, a line a fact.
  public var lines: [String] {
    var lines = ["\(url): \(harvestable ? "can be harvested" : "CANNOT be harvested") (\(reason))"]
    func tell(_ name: String, _ text: String?) {
      if let text { lines.append("  " + name.padding(toLength: 19, withPad: " ", startingAt: 0) + text) }
    }
    tell("name", name)
    tell("moved to", movedTo)
    tell("granularity", granularity.map { $0 + acceptedInWords })
    tell("from", fromHonoured.map { $0 ? "honoured" : "ignored: every harvest is a whole one" })
    tell("deleted records", deletedRecord)
    tell(
      "earliest datestamp",
      earliestDatestamp.map { $0 + (earliestPlausible == false ? " (implausible)" : "") })
    tell("datestamps seen", datestamps.map { $0.joined(separator: " to ") })
    if !formats.isEmpty {
      tell(
        "formats", formats.map { $0.prefix + ($0.readable ? "" : " (no mapping)") }.joined(separator: ", "))
    }
    tell("sets", sets.map { setsCounted ? "\($0)" : "more than \($0)" } ?? "none")
    tell("tried with prefix", prefix.map { $0 + (set.map { ", set \($0)" } ?? "") })
    if let pageSize, let bytesPerPage, let secondsPerPage {
      let milliseconds = Int((secondsPerPage * 1000).rounded())
      tell("page", "\(pageSize) records, \(Self.size(Int64(bytesPerPage))), \(milliseconds) ms")
    }
    tell(
      "encoding", encoding.map { $0 + (compression.map { ", compressed by \($0)" } ?? ", not compressed") })
    tell("tokens", tokenFacts)
    tell("completeListSize", completeListSize.map(String.init))
    tell("GetRecord", getRecord.map { $0 ? "works" : "does not work" })
    tell("ListIdentifiers", listIdentifiers.map { $0 ? "works" : "does not work" })
    if !repairs.isEmpty {
      let kinds = repairs.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      tell("repairs", kinds.joined(separator: ", "))
    }
    if broken > 0 { tell("broken records", "\(broken)") }
    tell("full harvest", estimate)
    for note in notes { tell("note", note) }
    for problem in problems { lines.append("  PROBLEM: \(problem.problem): \(problem.remedy)") }
    if !advice.isEmpty { lines += ["", "To register it, in winnow.yaml:"] + advice }
    return lines
  }

  private var acceptedInWords: String {
    guard let acceptedDates else { return "" }
    return acceptedDates.isEmpty
      ? " stated, no date accepted" : " stated, \(acceptedDates.joined(separator: " and ")) accepted"
  }

  private var tokenFacts: String {
    var facts = [tokens]
    switch cursor {
    case .records: facts.append("the cursor counts records")
    case .pages: facts.append("the cursor counts pages")
    case .unclear: facts.append("the cursor counts nothing known")
    case .absent: facts.append("no cursor")
    case nil: break
    }
    if let tokenRepeatable {
      facts.append(tokenRepeatable ? "a token can be used again" : "a token cannot be used again")
    }
    if let tokenExpires { facts.append("expires \(tokenExpires)") }
    return facts.joined(separator: "; ")
  }

  private var estimate: String? {
    guard let records = completeListSize ?? pageSize, let estimatedRequests, let estimatedSeconds else {
      return nil
    }
    let bytes = estimatedBytes.map { ", \(Self.size($0))" } ?? ""
    return "about \(records) records in \(estimatedRequests) requests\(bytes), \(Self.time(estimatedSeconds))"
  }

  private static func size(_ bytes: Int64) -> String {
    switch bytes {
    case ..<10_240: "\(bytes) bytes"
    case ..<(10 << 20): "\(bytes >> 10) KiB"
    case ..<(10 << 30): "\(bytes >> 20) MiB"
    default: "\(bytes >> 30) GiB"
    }
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 120 { return "\(whole) s" }
    if whole < 7200 { return "\(whole / 60) min" }
    if whole < 172_800 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86_400) days \(whole % 86_400 / 3600) h"
  }
}
