/// The rights statements that Europeana accepts in `edm:rights`, as data.
///
/// Source: the patterns of EDM-EXTERNAL-MAIN.xsd (variable `license_patterns`), which Europeana's Schematron
/// rule on rights applies; the categories are those of the Europeana Publishing Framework.
enum AcceptedRights {
  /// A version of the Creative Commons licences with the jurisdictions to which it was ported.
  struct LicenceVersion: Sendable {
    let version: String
    let ports: Set<String>
    let isPortRequired: Bool
    /// Permissions beside ``permissions`` that this version alone knows.
    let furtherPermissions: [String: RightsFinding.Category]

    init(
      _ version: String, _ ports: String, isPortRequired: Bool = false,
      further: [String: RightsFinding.Category] = [:]
    ) {
      self.version = version
      self.ports = Set(ports.split(separator: " ").map(String.init))
      self.isPortRequired = isPortRequired
      furtherPermissions = further
    }
  }

  static let permissions: [String: RightsFinding.Category] = [
    "by": .open, "by-sa": .open,
    "by-nc": .restricted, "by-nd": .restricted, "by-nc-sa": .restricted, "by-nc-nd": .restricted,
  ]

  static let licenceVersions: [LicenceVersion] = [
    LicenceVersion("1.0", "fi il nl", further: ["by-nd-nc": .restricted]),
    LicenceVersion("2.0", "au at be br ca cl hr uk fr de it jp nl pl kr es tw"),
    LicenceVersion("2.1", "au es jp", isPortRequired: true),
    LicenceVersion(
      "2.5",
      "ar au br bg ca cn co hr dk hu in il it mk my mt mx nl pe pl pt scotland si za es se ch tw"),
    LicenceVersion(
      "3.0",
      "au at br cl cn cr hr cz ec eg ee fr de gr gt hk igo ie it lu nl nz no ph pl pt pr ro rs sg za es ch tw "
        + "th ug us ve vn"),
    LicenceVersion("4.0", ""),
  ]

  /// `publicdomain/{mark,zero}/1.0/`
  static let publicDomainTools: Set<String> = ["mark", "zero"]

  /// `rightsstatements.org/vocab/{code}/1.0/`
  static let rightsStatements: [String: RightsFinding.Category] = [
    "NoC-NC": .restricted, "NoC-OKLR": .restricted, "InC-EDU": .restricted,
    "InC": .permission, "InC-OW-EU": .permission, "CNE": .permission,
  ]

  /// The statements of rightsstatements.org that Europeana does not accept, for their spelling.
  static let furtherRightsStatements = ["InC-RUU", "InC-NC", "NoC-CR", "NoC-US", "NKC", "UND"]

  /// The category of a Creative Commons licence in canonical form that lacks its version; `nil` for any other address.
  static func category(ofUnversioned licence: String) -> RightsFinding.Category? {
    let beginning = "http://creativecommons.org/licenses/"
    guard licence.hasPrefix(beginning), licence.hasSuffix("/") else { return nil }
    return permissions[String(licence.dropFirst(beginning.count).dropLast())]
  }

  /// The category of a statement in canonical form; `nil` where it is not accepted.
  static func category(of statement: String) -> RightsFinding.Category? { categories[statement] }

  /// Every accepted statement in canonical form, some six hundred.
  private static let categories: [String: RightsFinding.Category] = {
    var categories: [String: RightsFinding.Category] = [:]
    for tool in publicDomainTools {
      categories["http://creativecommons.org/publicdomain/\(tool)/1.0/"] = .open
    }
    for (code, category) in rightsStatements {
      categories["http://rightsstatements.org/vocab/\(code)/1.0/"] = category
    }
    for version in licenceVersions {
      for (permission, category) in permissions.merging(version.furtherPermissions, uniquingKeysWith: { $1 })
      {
        let licence = "http://creativecommons.org/licenses/\(permission)/\(version.version)/"
        if !version.isPortRequired { categories[licence] = category }
        for port in version.ports { categories[licence + port + "/"] = category }
      }
    }
    return categories
  }()
}
