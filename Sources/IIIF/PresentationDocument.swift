/// A document of the IIIF Presentation API: what a manifest address may bring.
///
/// Sources: Presentation API 2.1.1 sections 3 and 5; 3.0 sections 3 and 5.
public enum PresentationDocument: Sendable, Equatable {
  case manifest(Manifest)
  case collection(ManifestCollection)
}

/// One object with its pages or views in order.
public struct Manifest: Sendable, Equatable {
  /// 2 or 3; documents of version 1 are read as 2.
  public var version: Int
  /// The address under which it is known.
  public var id: String
  /// Its title or name.
  public var label: LocalisedText
  /// The rights statement or licence as written; the first where there are several.
  public var rights: String?
  /// The credit that must be shown.
  public var attribution: LocalisedText
  /// Pages or views in order.
  public var canvases: [Canvas]
  /// Machine-readable descriptions of the same object, such as its EDM record.
  public var seeAlso: [LinkedDocument]
  /// What could not be used, in words.
  public var oddities: [String]
}

/// A page or view with the images painted on it.
public struct Canvas: Sendable, Equatable {
  /// The address under which it is known.
  public var id: String
  /// Its title or name.
  public var label: LocalisedText
  /// Units of the canvas, which need not be the pixels of the image; `nil` for sound.
  public var width: Int?
  /// Units of the canvas.
  public var height: Int?
  /// In painting order; empty for a missing page, sound or video.
  public var images: [CanvasImage]
}

/// An image painted on a canvas.
public struct CanvasImage: Sendable, Equatable {
  /// The address of the image as written.
  public var address: String
  /// The media type, where it is given.
  public var format: String?
  /// Pixels, where the manifest says.
  public var width: Int?
  /// Pixels, where the manifest says.
  public var height: Int?
  /// The base address of its image service, without a slash at the end.
  public var service: String?
  /// True for the second and later images among which a viewer may choose.
  public var isAlternative: Bool
}

/// A document that belongs to an object.
public struct LinkedDocument: Sendable, Equatable {
  /// Where it is.
  public var address: String
  /// The media type, where it is given.
  public var format: String?
  /// What it is by its profile, where it is given.
  public var profile: String?
}

/// Manifests and further collections in order.
public struct ManifestCollection: Sendable, Equatable {
  /// An entry: followed by its address.
  public struct Member: Sendable, Equatable {
    /// The address under which it is known.
    public var id: String
    /// True for a collection, false for a manifest.
    public var isCollection: Bool
    /// Its title or name.
    public var label: LocalisedText
  }

  /// 2 or 3.
  public var version: Int
  /// The address under which it is known.
  public var id: String
  /// Its title or name.
  public var label: LocalisedText
  /// The entries in order.
  public var members: [Member]
  /// The next page of a paged collection (version 2), or its first page where this document has no members.
  public var next: String?
}

/// A text in several languages.
public struct LocalisedText: Sendable, Equatable {
  /// One text with its language tag, `nil` where none is given.
  public struct Value: Sendable, Equatable {
    /// The language tag.
    public var language: String?
    /// The text in that language.
    public var text: String
  }

  /// All texts in the order of the document.
  public var values: [Value]

  /// The text in a language, else the one without a language, else the first.
  public func text(in language: String) -> String? {
    (values.first { $0.language == language } ?? values.first { $0.language == nil } ?? values.first)?.text
  }
}
