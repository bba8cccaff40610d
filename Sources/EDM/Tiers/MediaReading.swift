/// One pass over a record for what its content tier rests on.
struct MediaReading {
  private let record: EDMRecord
  /// What is known of files by their address; it wins over what a record says.
  var files: [String: TechnicalMetadata]
  /// What the web resources say of the files.
  private let described: FileList
  /// The rights of files by their address, where another record than ``record`` describes the files.
  private var ownRights: [String: TierLicence]?
  private let embeddableMedia: EmbeddableMedia

  /// The addresses in the roles that count, over all aggregations.
  private var candidates: [String] = []
  private var isShownBy: [String] = []
  private var isShownAt: [String] = []
  private var licence: TierLicence?
  private var types: [ObjectType] = []

  /// A reading of a record.
  ///
  /// - Parameters:
  ///   - record: says which files there are and what rights they have.
  ///   - files: what is known of files by their address.
  ///   - received: says what the files are; `nil` for the record itself.
  ///   - list: the files of the record itself, where they were read before.
  ///   - embeddableMedia: the players that count as media.
  init(
    _ record: EDMRecord, files: [String: TechnicalMetadata], received: FileList? = nil,
    filesOf list: FileList? = nil, _ embeddableMedia: EmbeddableMedia
  ) {
    self.record = record
    self.files = files
    self.described = received ?? list ?? FileList(record)
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
      case .edmRights where licence == nil: licence = TierLicence(statement: iri)
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
    evidence.licence = licence ?? .closed
    let wanted = AddressSet(candidates)
    let pages = AddressSet(isShownAt)
    var seen: [String] = []
    var isOEmbed = false
    for index in described.files.indices {
      let (address, facts) = described.files[index]
      isOEmbed = isOEmbed || facts.isOEmbed
      if pages.contains(address), kind(of: address, facts) != nil { evidence.hasLandingPage = true }
      guard wanted.contains(address) else { continue }
      let licence = ownRights.map { $0[address] } ?? facts.licence
      evidence.files.append(file(address, facts, licence ?? evidence.licence))
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
      evidence.files.append(file(address, FileFacts(), ownRights?[address] ?? evidence.licence))
    }
    if isShownAt.contains(where: { files[$0]?.mime?.isBlank == false }) { evidence.hasLandingPage = true }
  }

  private func file(
    _ address: String, _ facts: FileFacts, _ licence: TierLicence
  ) -> MediaEvidence.File {
    let fetched = files.isEmpty ? nil : files[address]
    let width = max(0, fetched?.width ?? facts.width)
    let height = max(0, fetched?.height ?? facts.height)
    let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
    return MediaEvidence.File(
      kind: kind(fetched, facts), pixels: overflows ? .max : pixels, height: height, licence: licence)
  }

  private func kind(of address: String, _ facts: FileFacts) -> MediaKind? {
    kind(files.isEmpty ? nil : files[address], facts)
  }

  /// The kind by the media type of what was fetched, else by the record; `nil` where that is blank.
  private func kind(_ fetched: TechnicalMetadata?, _ facts: FileFacts) -> MediaKind? {
    guard let mime = fetched?.mime else { return facts.kind }
    return MediaKind(mime: mime)
  }

  /// The rights that web resources state for themselves, by their address.
  private static func rightsOfFiles(in record: EDMRecord) -> [String: TierLicence] {
    var rights: [String: TierLicence] = [:]
    for index in record.resources.indices where record.resources[index].kind.known == .webResource {
      if let licence = FileFacts(record.resources[index]).licence {
        rights[record.resources[index].about] = licence
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
    let fetched = files[preview]?.mime.map { !$0.isBlank }
    return record.resources.contains {
      $0.kind.known == .webResource && $0.about == preview && fetched ?? (FileFacts($0).kind != nil)
    }
  }
}

/// What the web resources of a record say of their files, in the order of the record: read once for all views.
struct FileList {
  fileprivate private(set) var files: [(address: String, facts: FileFacts)] = []

  /// The files of a record.
  init(_ record: EDMRecord) {
    for index in record.resources.indices where record.resources[index].kind.known == .webResource {
      let address = record.resources[index].about
      if !address.isBlank { files.append((address, FileFacts(record.resources[index]))) }
    }
  }
}

/// What a web resource says of its file.
private struct FileFacts {
  /// `nil` where the media type is blank or missing.
  var kind: MediaKind?
  var isOEmbed = false
  var width = 0
  var height = 0
  var licence: TierLicence?

  init() {}

  init(_ resource: Resource) {
    var hasMime = false
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known else { continue }
      switch property {
      case .ebucoreHasMimeType where !hasMime:
        hasMime = true
        let mime = resource.statements[index].object.text
        kind = MediaKind(mime: mime)
        isOEmbed = EmbeddableMedia.isOEmbed(mime: mime)
      case .ebucoreWidth: width = Self.number(resource.statements[index].object.text)
      case .ebucoreHeight: height = Self.number(resource.statements[index].object.text)
      case .edmRights where licence == nil:
        if case .resource(let iri) = resource.statements[index].object {
          licence = TierLicence(statement: iri)
        }
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
