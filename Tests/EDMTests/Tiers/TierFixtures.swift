@testable import EDM

/// Records, built from statements, of which tests vary one thing.
enum TierFixtures {
  static let object = "http://museum.example/1"
  static let image = "http://museum.example/1.jpg"
  static let page = "http://museum.example/1.html"
  static let preview = "http://museum.example/1-small.jpg"
  static let openLicence = "http://creativecommons.org/licenses/by/4.0/"

  static func text(_ property: Property, _ text: String, _ language: String? = nil) -> Statement {
    Statement(property, .literal(.init(text, language: language)))
  }

  static func link(_ property: Property, _ iri: String) -> Statement { Statement(property, .resource(iri)) }

  /// A record of the internal profile with one provider's proxy.
  static func internalRecord(
    _ description: [Statement] = [], types: [String] = ["IMAGE"], aggregation: [Statement] = [],
    rights: String? = openLicence, hasPreview: Bool = true, _ others: [Resource] = []
  ) -> EDMRecord {
    let proxies = types.enumerated().map { index, type in
      Resource(
        kind: .proxy, about: "/proxy/\(index)",
        statements: (index == 0 ? description : []) + [link(.oreProxyFor, object), text(.edmType, type)])
    }
    var europeana = Resource(kind: .europeanaAggregation, about: "/aggregation/europeana/1")
    if hasPreview { europeana.statements.append(link(.edmPreview, preview)) }
    return EDMRecord(
      profile: .internal,
      resources: [Resource(kind: .providedCHO, about: object), europeana] + proxies + [
        Resource(
          kind: .aggregation, about: "/aggregation/1",
          statements: aggregation + (rights.map { [link(.edmRights, $0)] } ?? [])),
        file(preview, "image/jpeg", 400, 300),
      ] + others)
  }

  /// A record of the external profile as a provider sends it.
  static func external(
    _ description: [Statement] = [], type: String = "IMAGE", aggregation: [Statement] = [],
    rights: String = openLicence, _ others: [Resource] = []
  ) -> EDMRecord {
    EDMRecord(
      resources: [
        Resource(kind: .providedCHO, about: object, statements: description + [text(.edmType, type)]),
        Resource(
          kind: .aggregation, about: object + "#agg",
          statements: [
            link(.edmAggregatedCHO, object), text(.edmDataProvider, "Museum"), text(.edmProvider, "Hub"),
          ] + aggregation + [link(.edmRights, rights)]),
      ] + others)
  }

  static func file(
    _ address: String, _ mime: String?, _ width: Int? = nil, _ height: Int? = nil, rights: String? = nil
  ) -> Resource {
    var statements: [Statement] = []
    if let rights { statements.append(link(.edmRights, rights)) }
    if let mime { statements.append(text(.ebucoreHasMimeType, mime)) }
    if let width { statements.append(text(.ebucoreWidth, String(width))) }
    if let height { statements.append(text(.ebucoreHeight, String(height))) }
    return Resource(kind: .webResource, about: address, statements: statements)
  }

  /// The content tier of a record with one file.
  static func content(
    _ type: String, _ mime: String?, _ width: Int? = nil, _ height: Int? = nil, hasLandingPage: Bool = false,
    hasPreview: Bool = true, address: String = image, rights: String? = openLicence, fileRights: String? = nil
  ) -> ContentTier {
    var aggregation = [link(.edmIsShownBy, address)]
    var others = [file(address, mime, width, height, rights: fileRights)]
    if hasLandingPage {
      aggregation.append(link(.edmIsShownAt, page))
      others.append(file(page, "text/html"))
    }
    return TierCalculator().tiers(
      of: internalRecord(
        types: [type], aggregation: aggregation, rights: rights, hasPreview: hasPreview, others)
    ).content
  }

  static func metadata(_ record: EDMRecord, _ scope: TierCalculator.Scope = .providerProxies)
    -> MetadataEvidence
  {
    TierCalculator(scope: scope).evidence(of: record).metadata
  }

  static func concept(_ about: String, _ statements: [Statement]) -> Resource {
    Resource(kind: .concept, about: about, statements: statements)
  }
}
