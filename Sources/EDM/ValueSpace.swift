/// What the EDM schemas allow as the value of a property.
enum ValueSpace: Sendable {
  /// Text with an optional language or datatype.
  case literal
  /// `rdf:resource` alone.
  case resource
  /// Text with an optional language, or `rdf:resource`.
  case either
  /// Text without any attribute.
  case plain
  /// One of the five values of `edm:type`.
  case edmType
  /// The one value `true`.
  case ugc
  case boolean, float, date
  /// A count without a datatype attribute.
  case plainCount
  /// Numbers whose datatype attribute the schema requires.
  case count, long, integer, double
  /// `landscape` or `portrait`.
  case orientation
  /// Six hexadecimal digits.
  case colour
  /// A value of the schema's list of colour spaces.
  case colourSpace

  /// The `rdf:datatype` that the schema requires and fixes; `nil` where it knows none.
  var requiredDatatype: String? {
    switch self {
    case .date: "http://www.w3.org/2001/XMLSchema#date"
    case .count: "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    case .long: "http://www.w3.org/2001/XMLSchema#long"
    case .integer: "http://www.w3.org/2001/XMLSchema#integer"
    case .double: "http://www.w3.org/2001/XMLSchema#double"
    case .orientation: "http://www.w3.org/2001/XMLSchema#string"
    case .colour: "http://www.w3.org/2001/XMLSchema#hexBinary"
    default: nil
    }
  }

  /// True where the schema allows `xml:lang`.
  var allowsLanguage: Bool { self == .literal || self == .either }

  /// True where the schema allows a free `rdf:datatype`.
  var allowsDatatype: Bool { self == .literal }

  /// True for text that the schema accepts in this place.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .resource: false
    case .literal, .either, .plain: true
    case .edmType: Self.edmTypes.contains(text)
    case .ugc: text == "true"
    case .colourSpace: Self.colourSpaces.contains(text)
    case .orientation: text == "landscape" || text == "portrait"
    case .colour: text.utf8.count == 6 && text.utf8.allSatisfy(Self.isHexadecimal)
    case .boolean: ["true", "false", "1", "0"].contains(text.trimmingXMLSpace())
    case .plainCount, .count: Self.isCount(text.trimmingXMLSpace())
    case .long, .integer: Int64(text.trimmingXMLSpace().droppingPlus()) != nil
    case .float, .double: Self.isDecimal(text.trimmingXMLSpace())
    case .date: Self.isDate(text.trimmingXMLSpace())
    }
  }

  /// The values of `edm:type`.
  static let edmTypes: Set<String> = ["TEXT", "VIDEO", "IMAGE", "SOUND", "3D"]

  /// The values of `edm:hasColorSpace`.
  static let colourSpaces: Set<String> = [
    "CMY", "CMYK", "grayscale", "HCL", "HCLp", "HSB", "HSI", "HSL", "HSV", "HWB", "Lab", "LCHab", "LCHuv",
    "LMS", "Log", "Luv", "OHTA", "Rec601Luma", "Rec601YCbCr", "Rec709Luma", "Rec709YCbCr", "RGB", "scRGB",
    "sRGB", "XYZ", "xyY", "YCbCr", "YDbDr", "YCC", "YIQ", "YPbPr", "YUV", "other",
  ]

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }

  private static func isCount(_ text: String) -> Bool {
    let digits = text.droppingPlus().utf8
    return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }

  private static func isDecimal(_ text: String) -> Bool {
    if ["INF", "-INF", "NaN"].contains(text) { return true }
    let allowed = text.utf8.allSatisfy {
      (48...57).contains($0) || [UInt8(ascii: "+"), 45, 46, 69, 101].contains($0)
    }
    return allowed && Double(text) != nil
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year > 0 && (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }
}
