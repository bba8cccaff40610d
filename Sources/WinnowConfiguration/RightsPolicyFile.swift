public import EDM
internal import Foundation

extension RightsPolicy {
  /// Reads a rights policy from YAML, in the shape of the shipped `Mappings/rights.yaml`.
  /// - Parameters:
  ///   - text: the YAML.
  ///   - file: its name, for messages.
  public init(parsing text: String, file: String) throws(ConfigurationError) {
    let keys = try ConfigurationNode(parsing: text, file: file).members(["statements", "categories"])
    var statements: [StatementRule] = []
    for (prefix, node) in try keys["statements"]?.entries() ?? [] {
      statements.append(StatementRule(prefix: prefix, rule: try Rule(node)))
    }
    var categories: [RightsFinding.Category: Rule] = [:]
    for (name, node) in try keys["categories"]?.entries() ?? [] {
      guard let category = RightsFinding.Category(rawValue: name) else {
        throw node.error("category '\(name)' is unknown: open, restricted, permission, unknown or missing")
      }
      categories[category] = try Rule(node)
    }
    self.init(statements: statements, categories: categories)
  }
}

extension RightsPolicy.Rule {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members(["fetch", "thumbnail", "derivative", "reason"])
    func permission(_ use: RightsUse) throws(ConfigurationError) -> RightsPermission {
      guard let value = keys[use.rawValue] else { throw node.error("'\(node.path)' lacks '\(use.rawValue)'") }
      guard let permission = RightsPermission(rawValue: try value.text()) else {
        throw value.error("'\(value.path)' has to be allowed, needs-agreement or refused")
      }
      return permission
    }
    guard let reason = keys["reason"] else { throw node.error("'\(node.path)' lacks 'reason'") }
    self.init(
      fetch: try permission(.fetch), thumbnail: try permission(.thumbnail),
      derivative: try permission(.derivative),
      reason: try reason.text())
  }
}

extension Installation {
  /// The shipped rights policy.
  public func rightsPolicy() throws(ConfigurationError) -> RightsPolicy {
    try RightsPolicy(parsing: text("Mappings/rights.yaml"), file: mappings + "/rights.yaml")
  }
}
