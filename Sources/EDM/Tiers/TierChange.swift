/// A change of a record that alone would raise its content tier or its metadata tier.
public struct TierChange: Sendable, Equatable, Codable {
  /// What would change, the easiest first.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Text gets the language in which it is written.
    case languageTags
    /// The description gets one more statement by which people search and browse.
    case enablingElement
    /// The description links to a fully described concept, agent, place or period.
    case contextualClass
    /// The record links to a page that opens.
    case landingPage
    /// A preview can be made.
    case preview
    /// The record says once what kind of thing the object is.
    case singleType
    /// The record links to a file.
    case file
    /// The file is a larger original.
    case largerFile
    /// The rights statement is an open licence, where the object's legal state allows one.
    case openLicence
  }

  /// What would change.
  public var kind: Kind
  /// What to do, in a few words: `xml:lang on dc:title, dc:type`.
  public var remedy: String
  /// What it would bring.
  public var gain: TierGain

  /// A change from its parts.
  public init(kind: Kind, remedy: String, gain: TierGain) {
    self.kind = kind
    self.remedy = remedy
    self.gain = gain
  }
}

extension TierChange {
  /// The change in one line: `by xml:lang on dc:title (metadata tier +1)`.
  public var line: String {
    let gains = [("content", gain.content), ("metadata", gain.metadata)].filter { $0.1 > 0 }
    return "by \(remedy) (\(gains.map { "\($0.0) tier +\($0.1)" }.joined(separator: ", ")))"
  }
}

extension TierEvidence {
  /// The single change that would raise the tiers most; `nil` where none alone would raise one.
  public var bestChange: TierChange? { changes.first }

  /// The changes of which each alone would raise a tier: those that bring most first, of equals the easiest.
  public var changes: [TierChange] {
    let before = tiers
    var changes: [TierChange] = []
    func attempt(_ kind: TierChange.Kind, _ remedy: String, _ change: (inout TierEvidence) -> Void) {
      var changed = self
      change(&changed)
      let gain = TierGain(from: before, to: changed.tiers)
      if gain.raisesTier { changes.append(TierChange(kind: kind, remedy: remedy, gain: gain)) }
    }
    if before.metadata < .c { attemptDescription(attempt) }
    if before.content < .four { attemptMedia(attempt) }
    let order = TierChange.Kind.allCases
    return changes.enumerated().sorted { left, right in
      let (leftGain, rightGain) = (left.element.gain.total, right.element.gain.total)
      if leftGain != rightGain { return leftGain > rightGain }
      let leftPlace = order.firstIndex(of: left.element.kind) ?? 0
      let rightPlace = order.firstIndex(of: right.element.kind) ?? 0
      return (leftPlace, left.offset) < (rightPlace, right.offset)
    }.map(\.element)
  }

  private typealias Attempt = (TierChange.Kind, String, (inout TierEvidence) -> Void) -> Void

  // MARK: Description

  private func attemptDescription(_ attempt: Attempt) {
    let untagged = metadata.kindsWithoutLanguage
    if !untagged.isEmpty {
      attempt(.languageTags, "xml:lang on " + untagged.properties.map(\.label).joined(separator: ", ")) {
        $0.metadata.kindsWithLanguage = $0.metadata.kinds
      }
    }
    for (group, properties) in Self.enablingByGroup {
      let missing = properties.filter { !metadata.enablingElements.contains(DescriptiveProperties($0)) }
      guard let first = missing.first else { continue }
      attempt(.enablingElement, "a statement " + missing.map(\.label).joined(separator: " or ")) {
        $0.metadata.add(first, group)
      }
    }
    for way in Self.contextualWays where !metadata.completeClasses.contains(way.group) {
      attempt(
        .contextualClass, "\(way.property.label) linked to \(way.group.labels.joined()) with \(way.details)"
      ) {
        $0.metadata.add(way.property, way.group)
        $0.metadata.completeClasses.insert(way.group)
      }
    }
  }

  /// The enabling elements that count with any value, by group.
  private static let enablingByGroup: [(group: ContextualClasses, properties: [Property])] = [
    (.concept, [.dcType, .dctermsMedium, .dcFormat]),
    (.agent, [.dcCreator, .dcContributor, .dcPublisher]),
    (.timeSpan, [.dctermsCreated, .dctermsIssued, .dctermsTemporal]),
    (.place, [.dctermsSpatial, .edmCurrentLocation]),
  ]

  /// How a description would link to each class, and what makes a resource of the class complete.
  private static let contextualWays: [(group: ContextualClasses, property: Property, details: String)] = [
    (.concept, .dcSubject, "labels in named languages and a note, a broader concept or a match"),
    (.agent, .dcCreator, "a label and a date or place of birth or death, or a profession"),
    (.place, .dctermsSpatial, "labels in named languages, latitude and longitude"),
    (.timeSpan, .dctermsTemporal, "labels in named languages, begin and end"),
  ]

  // MARK: Media

  private func attemptMedia(_ attempt: Attempt) {
    guard let type = media.types.first, media.types.count == 1 else {
      for type in media.types.isEmpty ? media.typesOfFiles : media.types {
        attempt(.singleType, "one edm:type: \(type.rawValue)") { $0.media.types = [type] }
      }
      return
    }
    if type != .image, !media.hasLandingPage {
      attempt(.landingPage, "edm:isShownAt with a page that opens") { $0.media.hasLandingPage = true }
    }
    if type == .image, !media.hasPreview {
      attempt(.preview, "a preview: edm:object with an image that can be fetched") {
        $0.media.hasPreview = true
      }
    }
    if media.files.isEmpty {
      attempt(.file, "edm:isShownBy with \(Self.file(for: type, pixels: neededPixels(media.licence)))") {
        $0.media.files = [Self.file(type, self.media.licence)]
        $0.media.hasPreview = true
      }
    } else {
      let licence = media.files.map(\.licence).max() ?? .closed
      attempt(.largerFile, Self.file(for: type, pixels: neededPixels(licence))) { evidence in
        evidence.media.files = evidence.media.files.map { Self.file(type, $0.licence) }
      }
    }
    attempt(.openLicence, "an open licence, where the object's legal state allows one") { evidence in
      evidence.media.licence = .open
      for index in evidence.media.files.indices { evidence.media.files[index].licence = .open }
    }
  }

  /// The pixels from which an image reaches the highest tier under a licence.
  private func neededPixels(_ licence: TierLicence) -> Int {
    licence == .closed ? MediaEvidence.mediumImage : MediaEvidence.largeImage
  }

  /// The best file for a type of object.
  private static func file(_ type: ObjectType, _ licence: TierLicence) -> MediaEvidence.File {
    let kind: MediaKind =
      switch type {
      case .image, .text: .image
      case .sound: .audio
      case .video: .video
      case .threeDimensional: .threeDimensional
      }
    return MediaEvidence.File(
      kind: kind, pixels: MediaEvidence.largeImage, height: MediaEvidence.videoHeight, licence: licence)
  }

  private static func file(for type: ObjectType, pixels: Int) -> String {
    switch type {
    case .image: "an image of at least \(pixels) pixels"
    case .text: "a PDF, or an image of at least \(pixels) pixels"
    case .sound: "an audio file"
    case .video: "a video of at least \(MediaEvidence.videoHeight) lines"
    case .threeDimensional: "a 3D file"
    }
  }
}

extension MediaEvidence {
  /// The types of object that the files suggest.
  fileprivate var typesOfFiles: [ObjectType] {
    var types: [ObjectType] = []
    for file in files {
      let type: ObjectType =
        switch file.kind {
        case .image?: .image
        case .audio?: .sound
        case .video?: .video
        case .threeDimensional?: .threeDimensional
        case .pdf?, .other?, nil: .text
        }
      if !types.contains(type) { types.append(type) }
    }
    return types
  }
}

extension MetadataEvidence {
  /// Adds a statement whose value names its language.
  fileprivate mutating func add(_ property: Property, _ group: ContextualClasses) {
    let member = DescriptiveProperties(property)
    enablingElements.insert(member)
    enablingGroups.insert(group)
    if DescriptiveProperties.languageKinds.contains(member) {
      kinds.insert(member)
      kindsWithLanguage.insert(member)
    }
  }
}
