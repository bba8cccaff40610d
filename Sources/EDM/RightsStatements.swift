/// Brings rights statements to the canonical form of those that Europeana accepts.
///
/// The forms mended are those that occur: https, `www.`, `/page/`, `deed.de`, `legalcode`, queries, missing
/// slashes, versions counted up by a spreadsheet. A version is never supplied, and text that is no address is
/// never turned into a licence.
public enum RightsStatements {
  /// What a statement means.
  ///
  /// - Parameter text: the value of `edm:rights` or another statement, as written; `nil` where there is none.
  /// - Returns: category `missing` for nothing or blank text; `unknown` for what is not one of the accepted
  ///   statements, but for a Creative Commons licence without its version, which has its category and no normal form.
  public static func normalise(_ text: String?) -> RightsFinding {
    guard let text, !text.isBlank else {
      return RightsFinding(original: text, normalised: nil, category: .missing)
    }
    if let category = AcceptedRights.category(of: text) {
      return RightsFinding(original: text, normalised: text, category: category)
    }
    let canonical = canonicalForm(of: text)
    if let category = AcceptedRights.category(of: canonical) {
      return RightsFinding(original: text, normalised: canonical, category: category)
    }
    // Which version is meant is not known, and none is supplied; what it allows is the same in all of them.
    let unversioned = AcceptedRights.category(ofUnversioned: canonical)
    return RightsFinding(original: text, normalised: nil, category: unversioned ?? .unknown)
  }

  /// True for the address of a Creative Commons licence that lacks its version.
  public static func isUnversioned(_ text: String) -> Bool {
    AcceptedRights.category(ofUnversioned: canonicalForm(of: text)) != nil
  }

  /// True for one of the accepted statements in canonical form.
  public static func isAccepted(_ statement: String) -> Bool {
    AcceptedRights.category(of: statement) != nil
  }

  /// A statement as far as it can be brought to canonical form, accepted or not; text that is no address is
  /// only trimmed.
  public static func canonicalForm(of text: String) -> String {
    // Most statements are canonical already.
    if AcceptedRights.category(of: text) != nil { return text }
    var form = strippingWrapping(text)
    guard let schemeEnd = form.firstRange(of: "://") else { return form }
    let scheme = form[..<schemeEnd.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return form }
    form = String(form[schemeEnd.upperBound...])
    if let cut = form.firstIndex(where: { $0 == "?" || $0 == "#" }) { form = String(form[..<cut]) }
    var segments = form.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let host = segments.first else { return text.trimmingXMLSpace() }
    segments[0] = host.lowercased()
    if segments[0].hasPrefix("www.") { segments[0].removeFirst(4) }
    switch segments[0] {
    case "rightsstatements.org": mendRightsStatement(&segments)
    case "creativecommons.org": mendCreativeCommons(&segments)
    default: break
    }
    return "http://" + segments.joined(separator: "/") + "/"
  }

  /// Without surrounding blanks and quotation marks, a leading `RIGHTS:`, and all but the first of several
  /// statements joined by a comma.
  private static func strippingWrapping(_ text: String) -> String {
    var form = Substring(text)
    func trim() {
      while let first = form.first, first.isWhitespace || "\"'“”„‘’".contains(first) { form.removeFirst() }
      while let last = form.last, last.isWhitespace || "\"'“”„‘’".contains(last) { form.removeLast() }
    }
    trim()
    if form.prefix(7).lowercased() == "rights:" {
      form = form.dropFirst(7)
      trim()
    }
    if form.prefix(4).lowercased() == "http", let comma = form.firstIndex(of: ",") {
      form = form[..<comma]
      trim()
    }
    return String(form)
  }

  /// `/page/InC/1.0/` and `/data/inc/1.0` mean `/vocab/InC/1.0/`.
  private static func mendRightsStatement(_ segments: inout [String]) {
    guard segments.count > 2 else { return }
    let section = segments[1].lowercased()
    if ["page", "data", "vocab"].contains(section) { segments[1] = "vocab" }
    let codes = Array(AcceptedRights.rightsStatements.keys) + AcceptedRights.furtherRightsStatements
    if let code = codes.first(where: { $0.lowercased() == segments[2].lowercased() }) { segments[2] = code }
  }

  private static func mendCreativeCommons(_ segments: inout [String]) {
    for index in 1..<max(1, segments.count) where !segments[index].contains("%") {
      segments[index] = segments[index].lowercased()
    }
    if let last = segments.last, isRendering(last) { segments.removeLast() }
    // A licence's section holding a public domain tool.
    if segments.count > 2, segments[1] == "licenses" {
      if segments[2] == "publicdomain" { segments.remove(at: 1) }
      if segments[2] == "zero" || segments[2] == "mark" { segments[1] = "publicdomain" }
    }
    guard segments.count >= 3, segments[1] == "publicdomain",
      AcceptedRights.publicDomainTools.contains(segments[2])
    else { return }
    // Both tools exist in version 1.0 alone, so that it needs no guess.
    if segments.count == 3 {
      segments.append("1.0")
    } else if isCountedUpVersion(segments[3]) {
      segments[3] = "1.0"
    }
  }

  /// The last part of an address that names a rendering of a licence: `legalcode`, `deed.de`, `rdf`.
  private static func isRendering(_ segment: String) -> Bool {
    segment == "rdf" || segment == "deed" || segment == "legalcode" || segment.hasPrefix("deed.")
      || segment.hasPrefix("legalcode.")
  }

  /// `1.1`, `1.261`: what filling down a spreadsheet makes of `1.0`.
  private static func isCountedUpVersion(_ segment: String) -> Bool {
    segment.hasPrefix("1.") && segment.utf8.count > 2
      && segment.utf8.dropFirst(2).allSatisfy { (48...57).contains($0) }
  }
}
