/// How far a rights statement lets the content tier rise.
///
/// Source: `LicenseType` of Europeana's metis-framework with the reusability categories of its corelib.
public enum TierLicence: Int, Sendable, Codable, Comparable {
  /// Anything else, and nothing at all.
  case closed
  /// Reuse under conditions.
  case restricted
  /// Free reuse.
  case open

  /// The less free licence comes first.
  public static func < (left: TierLicence, right: TierLicence) -> Bool { left.rawValue < right.rawValue }

  /// The highest content tier under such a licence.
  public var highestTier: ContentTier {
    switch self {
    case .closed: .two
    case .restricted: .three
    case .open: .four
    }
  }

  /// The category of a rights statement, by how it begins.
  ///
  /// The test is Europeana's, letter for letter: a statement with `https` or without the slash after the name
  /// of the licence is closed, so that normalising rights may raise a tier.
  ///
  /// - Parameter statement: the value of `edm:rights`, as written.
  public init(statement: String) {
    var form = Self.stripped(statement)
    self = form.withUTF8 { bytes in
      let known = Self.prefixes.first { entry in
        let count = entry.prefix.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        // Statements begin alike: from behind, the first difference comes soon.
        var place = count
        while place > 0, bytes[place - 1] == entry.prefix.utf8Start[place - 1] { place -= 1 }
        return place == 0
      }
      return known?.licence ?? .closed
    }
  }

  /// Without blanks around it, quotation marks and a leading `RIGHTS:`, which Europeana forgives.
  private static func stripped(_ statement: String) -> String {
    if statement.utf8.starts(with: "http://".utf8) { return statement }
    var form = statement.trimmingXMLSpace()
    form.removeAll { $0 == "\"" }
    return form.hasPrefix("RIGHTS:") ? String(form.dropFirst(7)) : form
  }

  private static let prefixes: [(prefix: StaticString, licence: TierLicence)] = [
    ("http://creativecommons.org/publicdomain/mark/", .open),
    ("http://creativecommons.org/publicdomain/zero/1.0/", .open),
    ("http://creativecommons.org/licenses/by/", .open),
    ("http://creativecommons.org/licenses/by-sa/", .open),
    ("http://creativecommons.org/licenses/by-nc/", .restricted),
    ("http://creativecommons.org/licenses/by-nc-sa/", .restricted),
    ("http://creativecommons.org/licenses/by-nc-nd/", .restricted),
    ("http://creativecommons.org/licenses/by-nd/", .restricted),
    ("http://www.europeana.eu/rights/out-of-copyright-non-commercial", .restricted),
    ("http://rightsstatements.org/vocab/InC-EDU/1.0/", .restricted),
    ("http://rightsstatements.org/vocab/NoC-NC/1.0/", .restricted),
    ("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", .restricted),
  ]
}
