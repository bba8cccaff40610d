/// A statement of a record that says something about time, with what the normalised view makes of it.
///
/// The provider's literal stays as it is; the date stands beside it.
public struct StatedDate: Sendable, Equatable, Codable {
  /// The class and the property, such as `edm:ProvidedCHO/dc:date`.
  public let path: String
  /// The provider's literal.
  public let text: String
  /// The date or interval in EDTF; `nil` where the text states none that is beyond doubt.
  public let edtf: String?
  /// The first day, ISO 8601; `nil` where it is open.
  public let begin: String?
  /// The last day, ISO 8601; `nil` where it is open.
  public let end: String?
  /// The numbers of the centuries from begin to end, 19 for the years 1801 to 1900.
  public let centuries: [Int]
  /// How far the reading can be relied on: `high`, `medium` or `low`.
  public let confidence: String?
  /// What had to be assumed or left out, in words.
  public let notes: [String]

  init(path: String, text: String, _ date: NormalisedDate?) {
    self.path = path
    self.text = text
    edtf = date?.edtf.description
    begin = date?.begin?.description
    end = date?.end?.description
    centuries = date?.centuries ?? []
    confidence = date?.confidence.rawValue
    notes = date?.notes.messages ?? []
  }

  /// The date in one line.
  public var line: String {
    let notes = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    return "\(path): \"\(text)\" -> \(edtf.map { "\($0)\(notes)" } ?? "not understood")"
  }
}

extension EDMRecord {
  /// The dates that the descriptions of the object state: every literal of a property of dates, understood or not,
  /// and those of `dc:coverage` and `dc:subject` that are dates.
  public func statedDates(_ normaliser: DateNormaliser = DateNormaliser()) -> [StatedDate] {
    var dates: [StatedDate] = []
    for resource in resources where resource.kind == .providedCHO || resource.kind == .proxy {
      for statement in resource.statements {
        guard let strictness = DateStrictness(statement.property),
          case .literal(let literal) = statement.object
        else { continue }
        let date = normaliser.normalise(literal.text, of: statement.property)
        guard strictness == .dates || date != nil else { continue }
        dates.append(
          StatedDate(
            path: "\(resource.kind.label)/\(statement.property.label)", text: literal.text, date))
      }
    }
    return dates
  }
}
