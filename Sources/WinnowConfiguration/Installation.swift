internal import Foundation

/// Where the files that ship with Winnow are: mappings, model cards, the runtime brought by the set-up.
public struct Installation: Sendable {
  /// The folder that holds `Mappings`, `Models` and `.setup`.
  public let root: String

  /// `Mappings`, with stylesheets, policies and vocabularies.
  public var mappings: String { root + "/Mappings" }
  /// `Models`, with cards and the set-up script.
  public var models: String { root + "/Models" }
  /// What the set-up brought: runtime, converted models.
  public var setup: String { root + "/.setup" }

  /// Finds the installation: the folder that `WINNOW_HOME` names, else the nearest folder above the executable
  /// that holds `Mappings`, else `../share/winnow` beside it.
  public static func find(executable: String, environment: [String: String]) throws(ConfigurationError)
    -> Installation
  {
    func holdsMappings(_ folder: String) -> Bool {
      FileManager.default.fileExists(atPath: folder + "/Mappings/oai_dc-to-edm.xsl")
    }
    if let home = environment["WINNOW_HOME"], !home.isEmpty {
      guard holdsMappings(home) else {
        throw ConfigurationError(
          "WINNOW_HOME=\(home) holds no Mappings: name the folder that Winnow was built in")
      }
      return Installation(root: home)
    }
    var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    let beside = folder.deletingLastPathComponent().appendingPathComponent("share/winnow").path
    while folder.path != "/" {
      if holdsMappings(folder.path) { return Installation(root: folder.path) }
      folder = folder.deletingLastPathComponent()
    }
    if holdsMappings(beside) { return Installation(root: beside) }
    throw ConfigurationError(
      "the Mappings that ship with Winnow were not found above \(executable): set WINNOW_HOME to their parent folder"
    )
  }
}
