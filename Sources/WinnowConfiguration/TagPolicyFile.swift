public import EDM
internal import Foundation

extension TagPolicy {
  /// Reads a tag policy from YAML; the shape is described at ``TagPolicy``.
  /// - Parameters:
  ///   - text: the YAML.
  ///   - file: its name, for messages.
  public init(parsing text: String, file: String) throws(ConfigurationError) {
    let keys = try ConfigurationNode(parsing: text, file: file).members([
      "tasks", "persons", "excluded", "proven",
    ])
    var tasks: [String: TaskRule] = [:]
    for (task, node) in try keys["tasks"]?.entries() ?? [] {
      let rule = try node.members(["property", "minimum_score"])
      guard let propertyNode = rule["property"], let scoreNode = rule["minimum_score"] else {
        throw node.error("task '\(task)' needs 'property' and 'minimum_score'")
      }
      guard let property = TargetProperty(rawValue: try propertyNode.text()) else {
        let known = TargetProperty.allCases.map(\.rawValue).joined(separator: " or ")
        throw propertyNode.error("'\(propertyNode.path)' has to be \(known)")
      }
      tasks[task] = TaskRule(property: property, minimumScore: try scoreNode.number(in: 0...1))
    }
    var persons = PersonList()
    if let node = keys["persons"] {
      let list = try node.members(["reason", "words", "allowed"])
      persons = PersonList(
        words: Set(try (list["words"]?.texts() ?? []).map { $0.lowercased() }),
        allowed: Set(try (list["allowed"]?.texts() ?? []).map { $0.lowercased() }),
        reason: try list["reason"]?.text() ?? "")
    }
    var excluded: [String: String] = [:]
    for node in try keys["excluded"]?.items() ?? [] {
      let entry = try node.members(["class", "label", "reason"])
      guard let name = try entry["class"]?.text(), let reason = try entry["reason"]?.text() else {
        throw node.error("an excluded class needs 'class' and 'reason'")
      }
      excluded[name] = reason
    }
    var proven: [String: Proof] = [:]
    for node in try keys["proven"]?.items() ?? [] {
      let entry = try node.members(["class", "label", "threshold", "lower_bound", "data"])
      guard let name = try entry["class"]?.text(), let threshold = try entry["threshold"]?.number(in: 0...1),
        let bound = try entry["lower_bound"]?.number(in: 0...1), let data = try entry["data"]?.text()
      else { throw node.error("a proven class needs 'class', 'threshold', 'lower_bound' and 'data'") }
      proven[name] = Proof(threshold: threshold, lowerBound: bound, data: data)
    }
    self.init(tasks: tasks, persons: persons, excludedClasses: excluded, provenClasses: proven)
  }
}

extension Installation {
  /// A text file that ships with Winnow.
  /// - Parameter path: relative to the installation's root.
  public func text(_ path: String) throws(ConfigurationError) -> String {
    let file = root + "/" + path
    guard let data = FileManager.default.contents(atPath: file),
      let text = String(validating: data, as: UTF8.self)
    else {
      throw ConfigurationError("\(file) ships with Winnow and cannot be read: restore it, or set WINNOW_HOME")
    }
    return text
  }

  /// The shipped tag policy.
  public func tagPolicy() throws(ConfigurationError) -> TagPolicy {
    try TagPolicy(parsing: text("Mappings/tags.yaml"), file: mappings + "/tags.yaml")
  }

  /// The shipped vocabulary of a label set.
  public func vocabulary(_ name: String) throws(ConfigurationError) -> Vocabulary {
    let path = "Mappings/vocabularies/\(name).tsv"
    do {
      return try Vocabulary(tableText: text(path))
    } catch let error as VocabularyError {
      throw ConfigurationError("\(root)/\(path): \(error)")
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw ConfigurationError("\(root)/\(path): \(error)")
    }
  }
}
