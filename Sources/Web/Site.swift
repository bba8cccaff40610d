public import Publishing

/// What a server has to offer; everything but the repository may be missing.
public struct Site: Sendable {
  /// The answer of a lookup of a derivative.
  public enum Derivative: Sendable, Equatable {
    /// A JPEG.
    case jpeg([UInt8])
    /// There is one, but the rights do not let it leave the house; the reason in words.
    case forbidden(String)
    case missing
  }

  /// The name that pages bear.
  public var title: String
  /// One sentence for the first page.
  public var summary: String
  /// What answers at `/oai`.
  public var repository: Repository
  /// Looks up the 400 px thumbnail of a medium by its SHA-256 in hexadecimal, and decides whether it may be
  /// shown.
  public var thumbnail: (@Sendable (_ hexadecimal: String) async throws -> Derivative)?
  /// What is said of records, behind `/iiif`.
  public var presentation: PresentationDesk?
  /// The files behind `/images` and `/iiif`.
  public var images: ImageFolder?
  /// The records behind `/items`.
  public var items: FolderRecords?
  /// What `/metrics` answers, given the requests counted so far; `nil` for nothing there.
  public var metrics: (@Sendable (_ requests: [RequestCount]) async throws -> Metrics)?

  /// Numbers for a monitoring system.
  public struct Metrics: Sendable, Equatable {
    /// The numbers.
    public var text: String
    /// The media type of the text.
    public var contentType: String

    /// Numbers as a text of some format.
    public init(text: String, contentType: String) {
      self.text = text
      self.contentType = contentType
    }
  }

  /// A site.
  public init(
    title: String, summary: String, repository: Repository,
    thumbnail: (@Sendable (_ hexadecimal: String) async throws -> Derivative)? = nil,
    presentation: PresentationDesk? = nil,
    images: ImageFolder? = nil,
    items: FolderRecords? = nil,
    metrics: (@Sendable (_ requests: [RequestCount]) async throws -> Metrics)? = nil
  ) {
    self.title = title
    self.summary = summary
    self.repository = repository
    self.thumbnail = thumbnail
    self.presentation = presentation
    self.images = images
    self.items = items
    self.metrics = metrics
  }
}

/// A folder of image files, given out plainly and as IIIF image services of level 0.
public struct ImageFolder: Sendable {
  /// The path of the folder.
  public var folder: String
  /// The address of the server without a trailing slash: `http://127.0.0.1:8080`.
  public var base: String
  /// Measures the image at a path; `nil` where there is none.
  public var measure: @Sendable (_ path: String) async throws -> (width: Int, height: Int)?

  /// A folder of images.
  /// - Parameters:
  ///   - folder: its path.
  ///   - base: the address of the server without a trailing slash.
  ///   - measure: gives the size in pixels of the image at a path, or `nil` where there is no image.
  public init(
    folder: String, base: String,
    measure: @escaping @Sendable (_ path: String) async throws -> (width: Int, height: Int)?
  ) {
    self.folder = folder
    self.base = base
    self.measure = measure
  }
}
