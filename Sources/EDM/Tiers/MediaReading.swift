/// One pass over a record for what its content tier rests on.
struct MediaReading {
  private let record: EDMRecord
  /// What is known of files by their address; it wins over what a record says.
  private let files: [String: TechnicalMetadata]
  /// The record whose web resources say what the files are.
  private let described: EDMRecord
  /// The rights of files by their address, where another record than ``record`` describes the files.
  private var ownRights: [String: String]?
  private let embeddableMedia: EmbeddableMedia

  /// The addresses in the roles that count, over all aggregations.
  private var candidates: [String] = []
  private var isShownBy: [String] = []
  private var isShownAt: [String] = []
  private var rights: String?
  private var types: [ObjectType] = []

  /// A reading of a record.
  ///
  /// - Parameters:
  ///   - record: says which files there are and what rights they have.
  ///   - files: what is known of files by their address.
  ///   - received: says what the files are; `nil` for the record itself.
  ///   - embeddableMedia: the players that count as media.
  init(
    _ record: EDMRecord, files: [String: TechnicalMetadata], received: EDMRecord? = nil,
    _ embeddableMedia: EmbeddableMedia
  ) {
    self.record = record
    self.files = files
    self.described = received ?? record
    self.embeddableMedia = embeddableMedia
    if received != nil { ownRights = Self.rightsOfFiles(in: record) }
    let hasProxies = record.resources.contains { $0.kind.known == .proxy }
    for index in record.resources.indices {
      switch record.resources[index].kind.known {
      case .aggregation?: readAggregation(record.resources[index])
      case .proxy?: readType(record.resources[index])
      case .providedCHO? where !hasProxies: readType(record.resources[index])
      default: continue
      }
    }
  }

  private mutating func readAggregation(_ aggregation: Resource) {
    for index in aggregation.statements.indices {
      guard let property = aggregation.statements[index].property.known,
        case .resource(let iri) = aggregation.statements[index].object
      else { continue }
      switch property {
      case .edmIsShownBy where !iri.isBlank:
        isShownBy.append(iri)
        candidates.append(iri)
      case .edmHasView where !iri.isBlank: candidates.append(iri)
      case .edmIsShownAt where !iri.isBlank: isShownAt.append(iri)
      case .edmRights: rights = rights ?? iri
      default: continue
      }
    }
  }

  private mutating func readType(_ description: Resource) {
    for index in description.statements.indices
    where description.statements[index].property.known == .edmType {
      let text = description.statements[index].object.text.trimmingXMLSpace()
      if let type = ObjectType(rawValue: text), !types.contains(type) { types.append(type) }
    }
  }

  // MARK: Evidence

  /// The evidence, given whether a preview is known of beside what the record says.
  func evidence(hasPreview: Bool) -> MediaEvidence {
    var evidence = MediaEvidence()
    evidence.types = types
    evidence.hasPreview = hasPreview || Self.hasPreview(record, files)
    evidence.licence = rights.map(TierLicence.init(statement:)) ?? .closed
    let wanted = AddressSet(candidates)
    let pages = AddressSet(isShownAt)
    var seen: [String] = []
    var isOEmbed = false
    for index in described.resources.indices where described.resources[index].kind.known == .webResource {
      let address = described.resources[index].about
      guard !address.isBlank else { continue }
      let facts = FileFacts(described.resources[index])
      isOEmbed = isOEmbed || facts.mime.map(EmbeddableMedia.isOEmbed(mime:)) == true
      if pages.contains(address), mime(of: address, facts) != nil { evidence.hasLandingPage = true }
      guard wanted.contains(address) else { continue }
      let statement = ownRights.map { $0[address] } ?? facts.rights
      evidence.files.append(file(address, facts, statement, evidence.licence))
      seen.append(address)
    }
    addFetched(notIn: seen, to: &evidence)
    if types.contains(.sound) || types.contains(.video) {
      evidence.isEmbeddable = isOEmbed || isShownBy.contains(where: embeddableMedia.contains)
    }
    return evidence
  }

  /// Files and pages that were fetched and of which the record has no web resource: Europeana's media processing
  /// writes one for each.
  private func addFetched(notIn seen: [String], to evidence: inout MediaEvidence) {
    guard !files.isEmpty else { return }
    let listed = AddressSet(seen)
    var added: Set<String> = []
    for address in candidates where !listed.contains(address) {
      guard let fetched = files[address], fetched.mime?.isBlank == false, added.insert(address).inserted
      else { continue }
      evidence.files.append(file(address, FileFacts(), ownRights?[address], evidence.licence))
    }
    if isShownAt.contains(where: { files[$0]?.mime?.isBlank == false }) { evidence.hasLandingPage = true }
  }

  private func file(
    _ address: String, _ facts: FileFacts, _ statement: String?, _ licence: TierLicence
  ) -> MediaEvidence.File {
    let fetched = files[address]
    let width = max(0, fetched?.width ?? facts.width)
    let height = max(0, fetched?.height ?? facts.height)
    let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
    return MediaEvidence.File(
      kind: mime(of: address, facts).flatMap(MediaKind.init(mime:)), pixels: overflows ? .max : pixels,
      height: height, licence: statement.map(TierLicence.init(statement:)) ?? licence)
  }

  /// The media type by what was fetched, else by the record; `nil` where it is blank.
  private func mime(of address: String, _ facts: FileFacts) -> String? {
    let mime = files.isEmpty ? facts.mime : files[address]?.mime ?? facts.mime
    return mime?.isBlank == false ? mime : nil
  }

  /// The rights that web resources state for themselves, by their address.
  private static func rightsOfFiles(in record: EDMRecord) -> [String: String] {
    var rights: [String: String] = [:]
    for index in record.resources.indices where record.resources[index].kind.known == .webResource {
      if let statement = FileFacts(record.resources[index]).rights {
        rights[record.resources[index].about] = statement
      }
    }
    return rights
  }

  /// True where Europeana's aggregation names a preview of which the media type is known.
  static func hasPreview(_ record: EDMRecord, _ files: [String: TechnicalMetadata]) -> Bool {
    guard
      let aggregation = record.resources.first(where: { $0.kind.known == .europeanaAggregation }),
      case .resource(let preview)? = aggregation.first(.edmPreview), !preview.isBlank
    else { return false }
    return record.resources.contains {
      $0.kind.known == .webResource && $0.about == preview
        && (files[preview]?.mime ?? FileFacts($0).mime)?.isBlank == false
    }
  }
}

/// What a web resource says of its file.
private struct FileFacts {
  var mime: String?
  var width = 0
  var height = 0
  var rights: String?

  init() {}

  init(_ resource: Resource) {
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known else { continue }
      switch property {
      case .ebucoreHasMimeType: mime = mime ?? resource.statements[index].object.text
      case .ebucoreWidth: width = Self.number(resource.statements[index].object.text)
      case .ebucoreHeight: height = Self.number(resource.statements[index].object.text)
      case .edmRights:
        if case .resource(let iri) = resource.statements[index].object { rights = rights ?? iri }
      default: continue
      }
    }
  }

  private static func number(_ text: String) -> Int { Int(text) ?? Int(text.trimmingXMLSpace()) ?? 0 }
}

/// Some addresses, looked through where they are few.
private struct AddressSet {
  private let few: [String]
  private let many: Set<String>

  init(_ addresses: [String]) {
    few = addresses.count > 8 ? [] : addresses
    many = addresses.count > 8 ? Set(addresses) : []
  }

  func contains(_ address: String) -> Bool {
    few.contains { $0.isSame(as: address) } || (!many.isEmpty && many.contains(address))
  }
}
