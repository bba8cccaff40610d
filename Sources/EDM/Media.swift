/// A digital representation that a record points to, with the role in which it does.
public struct WebResourceReference: Sendable, Equatable, Codable {
  /// The property that names the address, in falling order of importance for looking at images.
  public enum Role: String, Sendable, Codable, CaseIterable {
    case isShownBy, hasView, object, isShownAt
    /// Named by nothing in the record: derived from a `media` rule of the provider.
    case derived
  }

  /// The address as the provider wrote it.
  public var address: String
  /// How the record names the address.
  public var role: Role
  /// The base address of a IIIF image service, where the record declares or the address shows one.
  public var imageService: String?
  /// The address of a IIIF manifest, from `dcterms:isReferencedBy` or a `media` rule.
  public var manifest: String?
  /// The rights that hold for this file: its own, else the aggregation's, else the provider's default.
  public var rights: RightsFinding?

  /// A reference from its parts.
  public init(
    address: String, role: Role, imageService: String? = nil, manifest: String? = nil,
    rights: RightsFinding? = nil
  ) {
    self.address = address
    self.role = role
    self.imageService = imageService
    self.manifest = manifest
    self.rights = rights
  }
}

/// A rights statement as it was found and as it is understood.
public struct RightsFinding: Sendable, Equatable, Codable {
  /// What one may do, by the licence categories of Europeana's publishing framework.
  public enum Category: String, Sendable, Codable {
    case open, restricted, permission
    /// Present, but not one of the accepted statements.
    case unknown
    case missing
  }

  /// As the provider wrote it; `nil` where nothing was given.
  public var original: String?
  /// One of the accepted statements in canonical form (http, trailing slash), or `nil`.
  public var normalised: String?
  /// What one may do.
  public var category: Category
  /// True where the statement comes from the provider's configured default.
  public var defaulted: Bool

  /// A finding from its parts.
  public init(original: String?, normalised: String?, category: Category, defaulted: Bool = false) {
    self.original = original
    self.normalised = normalised
    self.category = category
    self.defaulted = defaulted
  }
}

/// One observation about a record, with the element, the value and the remedy in its message.
public struct Finding: Sendable, Equatable, Codable {
  /// How much an observation matters.
  public enum Severity: String, Sendable, Codable { case error, warning, info }

  /// The id of the observation that a record has no key for its provider's catalogue, where one is looked for.
  public static let noLocalID = "local-id-missing"

  /// A stable id such as `E10` or `rights-unrecognised`.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// Where: `edm:ProvidedCHO/dc:title`.
  public var path: String
  /// What, with the value and the remedy.
  public var message: String

  /// An observation from its parts.
  public init(rule: String, severity: Severity, path: String, message: String) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.message = message
  }
}
