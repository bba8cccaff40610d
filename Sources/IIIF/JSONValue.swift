internal import Foundation

/// A JSON document as a value, read leniently: the IIIF specifications let many members be one of several
/// types.
enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// The largest document read, in bytes: the manifest of a newspaper year with 40,000 pages stays below.
  static let largestDocument = 64 << 20

  /// Reads a document whose outermost value is an object.
  init(document bytes: [UInt8], limit: Int = largestDocument) throws(IIIFError) {
    guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count, limit: limit) }
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    } catch {
      let start =
        String(decoding: bytes.prefix(40), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
      throw .notJSON(reason: bytes.isEmpty ? "it is empty" : "it starts with `\(start)`")
    }
    self = JSONValue(value)
    guard case .object = self else { throw .notJSON(reason: "it is \(self.kind)") }
  }

  private init(_ value: Any) {
    switch value {
    case let value as String: self = .text(value)
    case let value as [String: Any]: self = .object(value.mapValues { JSONValue($0) })
    case let value as [Any]: self = .list(value.map { JSONValue($0) })
    case let value as NSNumber:
      self = isBoolean(value) ? .boolean(value.boolValue) : .number(value.doubleValue)
    default: self = .null
    }
  }

  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
    return value
  }

  /// The first of several members that is there.
  subscript(anyOf keys: String...) -> JSONValue? {
    for key in keys {
      if let value = self[key] { return value }
    }
    return nil
  }

  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// A whole number above 0, also where it was written as text or with a fraction of zero.
  var size: Int? {
    switch self {
    case .number(let number) where number >= 1 && number <= 1e9 && number.rounded() == number: Int(number)
    case .text(let text): Int(text).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
    default: nil
    }
  }

  /// The value as a list: a single value is a list of one.
  var items: [JSONValue] {
    if case .list(let items) = self { return items }
    return self == .null ? [] : [self]
  }

  /// The texts among the items.
  var texts: [String] { items.compactMap(\.text) }

  /// The value's type in words, for errors.
  var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number(let number): "the number \(number)"
    case .text(let text): "the text `\(text.prefix(60))`"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// Foundation reads booleans and numbers into one class; its Objective-C type tells them apart.
private func isBoolean(_ number: NSNumber) -> Bool {
  String(cString: number.objCType) == "c"
}
