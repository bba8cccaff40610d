internal import Foundation
internal import XMLCodec

/// Finds the key with which a provider's catalogue knows a record, in the record as its provider sent it.
///
/// The values of an XPath expression are tried in document order. Without a pattern the first that is not blank
/// is the key; with one it is the first group of the first value that the pattern matches. A record without such
/// a value has no key: none is ever guessed.
public struct LocalIDRule: Sendable {
  /// The XPath expression, as configured.
  public let xpath: String
  /// The regular expression, as configured; `nil` for the whole value.
  public let pattern: String?

  private let path: XPathExpression
  private let expression: NSRegularExpression?

  /// No key of a catalogue is longer, in UTF-8 bytes.
  public static let maximumLength = 200
  /// Values of a record that are tried.
  static let maximumValues = 200

  /// The prefixes that an expression may use: those of the EDM schemas, and of the formats that are mapped.
  public static let namespaces: [String: String] = {
    var namespaces = Dictionary(uniqueKeysWithValues: KnownNamespace.allCases.map { ($0.prefix, $0.name) })
    for (prefix, name) in [
      ("oai", "http://www.openarchives.org/OAI/2.0/"),
      ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
      ("marc", "http://www.loc.gov/MARC21/slim"), ("mods", "http://www.loc.gov/mods/v3"),
      ("lido", "http://www.lido-schema.org"), ("mets", "http://www.loc.gov/METS/"),
      ("ead", "urn:isbn:1-931666-22-9"), ("ead3", "http://ead3.archivists.org/schema/"),
      ("json", "http://www.w3.org/2005/xpath-functions"), ("xlink", "http://www.w3.org/1999/xlink"),
      ("xml", "http://www.w3.org/XML/1998/namespace"),
    ] { namespaces[prefix] = name }
    return namespaces
  }()

  /// A rule.
  ///
  /// - Parameters:
  ///   - xpath: an expression of XPath 1.0 with the prefixes of ``namespaces``.
  ///   - pattern: a regular expression of ICU's syntax with at least one group; `nil` for the whole value.
  /// - Throws: where either cannot be used.
  public init(xpath: String, pattern: String? = nil) throws(LocalIDRuleError) {
    self.xpath = xpath
    self.pattern = pattern
    do { path = try XPathExpression(xpath, namespaces: Self.namespaces) } catch {
      throw .xpath(xpath, reason: error.description)
    }
    guard let pattern else {
      expression = nil
      return
    }
    guard pattern.count <= MediaRule.maximumPatternLength else { throw .patternTooLong(pattern.count) }
    do { expression = try NSRegularExpression(pattern: pattern) } catch {
      throw .notARegularExpression(pattern)
    }
    guard expression?.numberOfCaptureGroups ?? 0 >= 1 else { throw .noGroup(pattern) }
  }

  /// The key of a record, without white space around it.
  /// - Parameter metadata: the metadata element as received, with all namespace declarations it needs.
  /// - Throws: why it has none, in one line.
  public func localID(in metadata: [UInt8]) throws(LocalIDAbsence) -> String {
    let values: [String]
    do { values = try path.values(in: metadata, atMost: Self.maximumValues) } catch {
      throw LocalIDAbsence("'\(xpath)' cannot be evaluated: \(error)")
    }
    guard !values.isEmpty else { throw LocalIDAbsence("'\(xpath)' finds nothing") }
    guard let key = values.lazy.compactMap({ key(in: $0) }).first else {
      let shown = values[0].trimmingXMLSpace().shortened()
      guard let pattern else { throw LocalIDAbsence("'\(xpath)' finds only blank values") }
      throw LocalIDAbsence("'\(pattern)' matches none of \(values.count) values such as '\(shown)'")
    }
    guard key.utf8.count <= Self.maximumLength else {
      throw LocalIDAbsence("'\(key.shortened())' has more than \(Self.maximumLength) bytes")
    }
    return key
  }

  private func key(in value: String) -> String? {
    let value = value.trimmingXMLSpace()
    guard let expression else { return Self.usable(value) }
    guard let match = expression.firstMatch(inBounded: value),
      let range = Range(match.range(at: 1), in: value)
    else { return nil }
    return Self.usable(String(value[range]).trimmingXMLSpace())
  }

  /// A key stands in a control field, on one line.
  private static func usable(_ key: String) -> String? {
    key.isEmpty || key.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      ? nil : key
  }
}

/// Why a record has no key.
public struct LocalIDAbsence: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Why a rule cannot be used.
public enum LocalIDRuleError: Error, Sendable, Equatable, CustomStringConvertible {
  case xpath(String, reason: String)
  case notARegularExpression(String)
  case patternTooLong(Int)
  case noGroup(String)

  /// One line for people.
  public var description: String {
    switch self {
    case .xpath(let path, let reason): "the XPath '\(path.shortened())' cannot be used: \(reason)"
    case .notARegularExpression(let pattern):
      "'\(pattern.shortened())' is not a regular expression; check brackets and backslashes"
    case .patternTooLong(let length):
      "the regular expression has \(length) characters; at most \(MediaRule.maximumPatternLength) are allowed"
    case .noGroup(let pattern):
      "'\(pattern.shortened())' has no group: put the part that is the key in parentheses, as in ^INV-(\\d+)$"
    }
  }
}
