/// What looking at a file found out about it, for the technical properties of its web resource.
///
/// Source: EDM profile for technical metadata of media (EBUCore and EDM properties of `edm:WebResource`).
public struct TechnicalMetadata: Sendable, Equatable {
  /// The media type found in the content, such as `image/jpeg`.
  public var mime: String?
  /// The size of the file in bytes; `nil` where it is not the whole file, as with a size asked of a IIIF server.
  public var byteCount: Int?
  /// Pixels of the full image.
  public var width: Int?
  /// Pixels of the full image.
  public var height: Int?
  /// A value of the schema's list, such as `sRGB` or `grayscale`.
  public var colourSpace: String?
  /// Up to six dominant colours as six hexadecimal digits, the most frequent first.
  public var componentColours: [String]

  /// Metadata from what is known; the rest is left out.
  public init(
    mime: String? = nil, byteCount: Int? = nil, width: Int? = nil, height: Int? = nil,
    colourSpace: String? = nil, componentColours: [String] = []
  ) {
    self.mime = mime
    self.byteCount = byteCount
    self.width = width
    self.height = height
    self.colourSpace = colourSpace
    self.componentColours = componentColours
  }

  /// `landscape` where the image is wider than high, else `portrait`; `nil` without both measures.
  public var orientation: String? {
    guard let width, let height else { return nil }
    return width > height ? "landscape" : "portrait"
  }

  /// The statements that a web resource gets, each with the datatype that the schema requires.
  public var statements: [Statement] {
    var statements: [Statement] = []
    func add(_ property: Property, _ text: String?) {
      guard let text else { return }
      statements.append(
        Statement(property, .literal(.init(text, datatype: property.values?.requiredDatatype))))
    }
    add(.ebucoreHasMimeType, mime)
    add(.ebucoreFileByteSize, byteCount.map { String($0) })
    add(.ebucoreWidth, width.map { String($0) })
    add(.ebucoreHeight, height.map { String($0) })
    add(.edmHasColorSpace, colourSpace.flatMap { ValueSpace.colourSpaces.contains($0) ? $0 : nil })
    for colour in componentColours.prefix(6) {
      add(.edmComponentColor, colour.hasPrefix("#") ? String(colour.dropFirst()) : colour)
    }
    add(.ebucoreOrientation, orientation)
    return statements
  }
}
