internal import Foundation
internal import Yams

/// A value of a YAML file that knows where it stands, so that every complaint names its line.
struct ConfigurationNode {
  let node: Node
  let file: String
  /// The keys that lead here: `providers[0].harvest`.
  let path: String

  /// Parses a whole file.
  init(parsing text: String, file: String) throws(ConfigurationError) {
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw ConfigurationError(
          file: file, line: 1, "the file is empty: `winnow init` writes a commented one")
      }
      node = root
    } catch let error as ConfigurationError {
      throw error
    } catch let error as YamlError {
      throw ConfigurationError(file: file, line: nil, "not YAML: " + String(describing: error).singleLine)
    } catch {
      throw ConfigurationError(file: file, line: nil, "not YAML: \(error)")
    }
    self.file = file
    path = ""
  }

  private init(_ node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  /// The line in the file, from 1.
  var line: Int? { node.mark?.line }

  /// An error about this value.
  func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, message)
  }

  /// The members of a mapping; refuses keys other than the known ones.
  /// - Parameter known: the keys that may stand here.
  func members(_ known: [String]) throws(ConfigurationError) -> [String: ConfigurationNode] {
    guard let mapping = node.mapping else {
      throw error("'\(path.isEmpty ? "the file" : path)' has to be a mapping of keys to values")
    }
    var members: [String: ConfigurationNode] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { throw error("a key of '\(path)' is no text") }
      let place = ConfigurationError.self
      guard known.contains(name) else {
        throw place.init(
          file: file, line: key.mark?.line,
          "unknown key '\(name)'\(path.isEmpty ? "" : " in '\(path)'"): expected one of \(known.joined(separator: ", "))"
        )
      }
      guard members[name] == nil else {
        throw place.init(file: file, line: key.mark?.line, "key '\(name)' stands twice in '\(path)'")
      }
      members[name] = ConfigurationNode(value, file: file, path: path.isEmpty ? name : "\(path).\(name)")
    }
    return members
  }

  /// The members of a mapping whose keys are free, in the order of the file.
  func entries() throws(ConfigurationError) -> [(key: String, value: ConfigurationNode)] {
    guard let mapping = node.mapping else { throw error("'\(path)' has to be a mapping of keys to values") }
    var entries: [(key: String, value: ConfigurationNode)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw error("a key of '\(path)' is no text") }
      entries.append((name, ConfigurationNode(value, file: file, path: "\(path).\(name)")))
    }
    return entries
  }

  /// The items of a list.
  func items() throws(ConfigurationError) -> [ConfigurationNode] {
    guard let sequence = node.sequence else { throw error("'\(path)' has to be a list") }
    return sequence.enumerated().map { ConfigurationNode($1, file: file, path: "\(path)[\($0)]") }
  }

  /// A text that is not empty.
  func text() throws(ConfigurationError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else { throw error("'\(path)' has to be a text") }
    return scalar.string
  }

  /// A list of texts.
  func texts() throws(ConfigurationError) -> [String] {
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  /// A whole number in a range.
  func integer(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard let number = node.int, range.contains(number) else {
      throw error("'\(path)' has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number in a range.
  func number(in range: ClosedRange<Double>) throws(ConfigurationError) -> Double {
    guard let number = node.float, range.contains(number) else {
      throw error("'\(path)' has to be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// `true` or `false`.
  func flag() throws(ConfigurationError) -> Bool {
    guard let flag = node.bool else { throw error("'\(path)' has to be true or false") }
    return flag
  }

  /// True where the value is a mapping rather than a plain text.
  var isMapping: Bool { node.mapping != nil }
}

extension String {
  /// The text with line breaks turned into blanks.
  var singleLine: String {
    split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }
}
