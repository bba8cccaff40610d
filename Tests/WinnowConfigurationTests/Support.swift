import Foundation
import Testing
import WinnowConfiguration

/// A folder that goes with its last reference.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("winnow-\(UUID().uuidString)")
      .resolvingSymlinksInPath().path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders it needs; returns its path.
  @discardableResult
  func write(_ name: String, _ text: String = "") throws -> String {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}

/// The checkout, which is an installation too.
let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The least that a configuration has to say.
let minimal = """
  contact: mailto:ops@example.org
  repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}

  """

/// The minimal configuration with a provider whose keys follow; the first of them stands on line 6.
func withProvider(_ keys: String, harvest: String = "{url: \"http://museum.example/oai\"}") -> String {
  minimal + "providers:\n- id: museum\n  harvest: \(harvest)\n" + keys
}

func parse(
  _ text: String, file: String = "/etc/winnow/winnow.yaml", shipped: String? = nil
) throws -> Configuration {
  try Configuration(parsing: text, file: file, shippedMappings: shipped)
}

/// The complaint about a text that has to be refused.
func complaint(
  about text: String, file: String = "winnow.yaml", sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  let error = try #require(sourceLocation: sourceLocation) {
    try parse(text, file: file)
  } throws: { $0 is ConfigurationError }
  return String(describing: error)
}
