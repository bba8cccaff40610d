/// What the IIIF documents of a web resource tell: read once when its image is fetched, and kept beside it.
public struct IIIFFinding: Sendable, Equatable, Codable {
  /// The place of an image in its provider's manifest.
  public struct Canvas: Sendable, Equatable, Codable {
    /// The canvas's id as the provider wrote it.
    public var id: String
    /// Units of the canvas, which need not be the pixels of the image.
    public var width: Int
    /// Units of the canvas.
    public var height: Int

    /// A canvas by its id and size.
    public init(id: String, width: Int, height: Int) {
      self.id = id
      self.width = width
      self.height = height
    }
  }

  /// What an image service says that it is.
  public struct ImageService: Sendable, Equatable, Codable {
    /// The version of the Image API: 1, 2 or 3.
    public var version: Int
    /// The compliance level 0, 1 or 2; `nil` where the service does not say.
    public var level: Int?

    /// A service by its version and level.
    public init(version: Int, level: Int?) {
      self.version = version
      self.level = level
    }
  }

  /// The canvas that shows the image; `nil` where there is no manifest, or none of its canvases shows it.
  public var canvas: Canvas?
  /// The image service behind the image; `nil` where there is none.
  public var imageService: ImageService?
  /// Why the manifest that the record names cannot be used, in words; `nil` where it can.
  public var manifestFailure: String?

  /// What was found; nothing unless told.
  public init(canvas: Canvas? = nil, imageService: ImageService? = nil, manifestFailure: String? = nil) {
    self.canvas = canvas
    self.imageService = imageService
    self.manifestFailure = manifestFailure
  }
}
