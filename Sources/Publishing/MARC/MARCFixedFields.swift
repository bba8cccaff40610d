internal import EDM
internal import OAIPMH

/// The leader and field 008, which code by position.
enum MARCFixedFields {
  /// What a record is for.
  enum Status: Character {
    /// A record of its own.
    case new = "n"
    /// Additions to a record that is there.
    case corrected = "c"
  }

  /// The leader: the type of record by `edm:type`, an item, UTF-8, abbreviated (position 17), its rules of description
  /// unknown (18). Lengths and addresses belong to ISO 2709 and are zeros.
  static func leader(type: String?, _ status: Status) -> String {
    "00000\(status.rawValue)\(typeOfRecord(type))m a22000003u 4500"
  }

  /// Leader, position 06. A sound recording is taken for one without music, as the crosswalk of the Library of
  /// Congress from Dublin Core does.
  private static func typeOfRecord(_ type: String?) -> Character {
    switch type {
    case "IMAGE": "k"
    case "SOUND": "i"
    case "VIDEO": "g"
    case "3D": "r"
    default: "a"
    }
  }

  /// Field 008, 40 characters: what is not known is `|`, no attempt to code; the place of publication is `xx`,
  /// unknown.
  /// - Parameters:
  ///   - entered: when the record came.
  ///   - dates: positions 06 to 14.
  ///   - languages: codes of MARC.
  static func field008(entered: Timestamp, dates: String, languages: [String]) -> String {
    let day = entered.day.filter(\.isNumber).suffix(6)
    let language = languages.count > 1 ? "mul" : languages.first ?? "|||"
    let specific = String(repeating: "|", count: 17)
    return "\(day)\(dates)xx \(specific)\(language)|d"
  }

  /// Positions 06 to 14 of field 008 where no date is known.
  static let unknownDates = "|||||||||"

  /// Positions 06 to 14 of field 008: one year, or the years between which the object was made.
  static func dates(first: Int, last: Int) -> String {
    guard (0...9999).contains(first), (0...9999).contains(last), first <= last else { return unknownDates }
    let years = [first, last].map { String(String($0 + 10_000).dropFirst()) }
    return first == last ? "s\(years[0])    " : "q\(years[0])\(years[1])"
  }

  /// Positions 06 to 14 of field 008 by what a record says of its making: the first of `dcterms:created`,
  /// `dcterms:issued` and `dc:date` that is understood without doubt. Where a property states several times, none of
  /// them is preferred.
  static func dates(of object: Resource) -> String {
    let normaliser = DateNormaliser()
    for property in [Property.dctermsCreated, .dctermsIssued, .dcDate] {
      let stated = object.objects(property).compactMap { value -> NormalisedDate? in
        guard case .literal(let literal) = value else { return nil }
        return normaliser.normalise(literal.text, of: property)
      }
      guard !stated.isEmpty else { continue }
      let spans = Set(stated.map { [$0.begin?.year, $0.end?.year] })
      guard spans.count == 1, let first = stated[0].begin?.year, let last = stated[0].end?.year,
        stated.allSatisfy({ $0.confidence == .high })
      else { break }
      return dates(first: first, last: last)
    }
    return unknownDates
  }
}
