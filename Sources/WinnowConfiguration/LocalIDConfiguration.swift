public import EDM

/// Where a record tells the key with which its provider's catalogue knows it.
public struct LocalIDConfiguration: Sendable, Equatable {
  /// Finds the values that may be the key, in the metadata as received.
  public var xpath: String
  /// Its first group is the key; `nil` for the whole value.
  public var regex: String?
  /// What stands before the key in field 035 of the catalogue: `(BE-Amsab)`; `nil` where it is known by 001 alone.
  public var marcPrefix: String?

  /// The rule that finds the key.
  public func rule() throws(LocalIDRuleError) -> LocalIDRule { try LocalIDRule(xpath: xpath, pattern: regex) }

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members(["xpath", "regex", "marc_prefix"])
    guard let path = keys["xpath"] else {
      throw node.error(
        "'\(node.path).xpath' is missing: where the key stands in a record, such as //dc:identifier")
    }
    xpath = try path.text()
    regex = try keys["regex"]?.text()
    marcPrefix = try keys["marc_prefix"]?.text()
    do { _ = try rule() } catch .xpath(let text, let reason) {
      throw path.error(LocalIDRuleError.xpath(text, reason: reason).description)
    } catch {
      throw (keys["regex"] ?? node).error(error.description)
    }
    if let prefix = marcPrefix, !Self.isPrefix(prefix) {
      throw (keys["marc_prefix"] ?? node).error(
        "'\(node.path).marc_prefix' has to be the code of an organisation in round brackets, such as (BE-Amsab)"
      )
    }
  }

  /// Source: MARC 21, field 035, subfield $a: the code of the organisation in parentheses, then its number.
  private static func isPrefix(_ text: String) -> Bool {
    guard text.hasPrefix("("), text.hasSuffix(")"), (3...40).contains(text.count) else { return false }
    return text.dropFirst().dropLast().unicodeScalars.allSatisfy {
      $0 != "(" && $0 != ")" && $0.isASCII && $0.value > 0x20 && $0.value < 0x7F
    }
  }
}
