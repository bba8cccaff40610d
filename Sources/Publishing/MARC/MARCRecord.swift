internal import XMLCodec

/// A record of MARC 21, as far as Winnow writes one.
///
/// Source: MARC 21 Format for Bibliographic Data (Library of Congress); MARC21slim.xsd 1.1.
struct MARCRecord: Equatable {
  /// A field of control data, 001 to 009.
  struct ControlField: Equatable {
    var tag: String
    var value: String
  }

  /// A field of subfields, 010 to 999.
  struct DataField: Equatable {
    var tag: String
    var firstIndicator: Character
    var secondIndicator: Character
    var subfields: [Subfield]
  }

  /// A coded part of a field.
  struct Subfield: Equatable {
    var code: Character
    var value: String
  }

  /// 24 characters.
  var leader: String
  var controlFields: [ControlField] = []
  /// In the order in which they were added; written in the order of their tags.
  var dataFields: [DataField] = []

  /// Adds a control field, unless it would be empty.
  mutating func add(_ tag: String, _ value: String?) {
    guard let value = value.map(MARCText.clean), !value.isEmpty else { return }
    controlFields.append(ControlField(tag: tag, value: value))
  }

  /// Adds a data field with the subfields that hold anything; one without any, or the same as another, is left
  /// out.
  /// - Parameters:
  ///   - indicators: two characters, `#` for an undefined one.
  ///   - repeatable: true to keep one that is the same as another.
  mutating func add(
    _ tag: String, _ indicators: String, _ subfields: [(Character, String?)], repeatable: Bool = false
  ) {
    let kept = subfields.compactMap { code, value -> Subfield? in
      guard let value = value.map(MARCText.clean), !value.isEmpty else { return nil }
      return Subfield(code: code, value: value)
    }
    guard !kept.isEmpty else { return }
    let signs = indicators.map { $0 == "#" ? " " : $0 }
    let field = DataField(
      tag: tag, firstIndicator: signs.first ?? " ", secondIndicator: signs.last ?? " ", subfields: kept)
    if repeatable || !dataFields.contains(field) { dataFields.append(field) }
  }
}

/// Writes a MARC record as MARCXML.
enum MARCXMLWriter {
  static let namespace = "http://www.loc.gov/MARC21/slim"
  static let schema = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"

  /// The record as a `record` element in UTF-8, without an XML declaration; fields in the order of their tags.
  ///
  /// Characters that XML cannot hold become U+FFFD; all others are content in MARCXML, `$` and `|` too.
  static func bytes(_ record: MARCRecord) -> [UInt8] {
    var xml = XMLWriter(indented: true)
    xml.start(
      "record",
      [
        ("xmlns", namespace), ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "\(namespace) \(schema)"), ("type", "Bibliographic"),
      ])
    xml.element("leader", text: record.leader)
    for field in sorted(record.controlFields, by: \.tag) {
      xml.element("controlfield", [("tag", field.tag)], text: field.value)
    }
    for field in sorted(record.dataFields, by: \.tag) {
      xml.start(
        "datafield",
        [
          ("tag", field.tag), ("ind1", String(field.firstIndicator)), ("ind2", String(field.secondIndicator)),
        ])
      for subfield in field.subfields {
        xml.element("subfield", [("code", String(subfield.code))], text: subfield.value)
      }
      xml.end()
    }
    xml.end()
    return xml.bytes
  }

  /// Fields of one tag keep their order.
  private static func sorted<Field>(_ fields: [Field], by tag: (Field) -> String) -> [Field] {
    fields.enumerated().sorted { (tag($0.element), $0.offset) < (tag($1.element), $1.offset) }.map(\.element)
  }
}
