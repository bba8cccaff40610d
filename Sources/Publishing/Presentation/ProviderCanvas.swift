public import EDM
internal import Foundation
public import IIIF
public import Store
internal import XMLCodec

extension Canvas {
  /// Whether one of its images is the file of a web resource: by image service, or by address. A scheme of http or
  /// https makes no difference.
  public func shows(_ reference: WebResourceReference) -> Bool {
    let address = Self.withoutScheme(reference.address)
    let service = reference.imageService.map(Self.withoutScheme)
    return images.contains { image in
      if let service, let own = image.service, Self.withoutScheme(own) == service { return true }
      return Self.withoutScheme(image.address) == address
    }
  }

  private static func withoutScheme(_ address: String) -> Substring {
    var rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    return rest
  }
}

extension IIIFFinding.Canvas {
  /// The place that a canvas gives to its images; `nil` for one without a size, such as of sound.
  public init?(_ canvas: Canvas) {
    guard let width = canvas.width, let height = canvas.height else { return nil }
    self.init(id: canvas.id, width: width, height: height)
  }
}

/// The manifest that a record was made from, where it was harvested as one: its own text is kept in an `about`.
enum SourceManifest {
  /// The namespace of the element that holds the text.
  private static let namespace = "urn:x-winnow:source"

  /// Whether a stored record was made from a manifest.
  static func isSource(of record: [UInt8]) -> Bool { record.firstRange(of: Array(namespace.utf8)) != nil }

  /// The canvases of the manifest; none where the record was not made from one.
  /// - Parameter abouts: the `about` containers of the record.
  static func canvases(in abouts: [[UInt8]]) -> [Canvas] {
    for about in abouts where isSource(of: about) {
      // What was taken in as a manifest can be read as one; where not, its canvases are as unknown as its text.
      guard let tape = try? XMLTape(parsing: about, names: XMLNameTable([])), let root = tape.events.first,
        tape.name(root.name).namespace == namespace
      else { continue }
      var json = Array(tape.content(at: 0).utf8)
      if tape.attributes(of: root).contains(where: { $0.value == "base64" }) {
        json = Data(base64Encoded: tape.content(at: 0)).map { [UInt8]($0) } ?? []
      }
      if case .manifest(let manifest)? = try? PresentationDocument(json: json) { return manifest.canvases }
    }
    return []
  }
}
