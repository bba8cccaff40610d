public import EDM
public import Hashing
public import OAIPMH

/// What is known of an address after it was tried, by cause.
///
/// Four kinds that other ledgers throw together are kept apart: the host did not answer, the host refused,
/// the thing is gone, and something else than an image came.
public enum LinkState: String, Sendable, Codable, CaseIterable {
  case ok
  case okRedirected = "ok_redirected"
  case okNotAnImage = "ok_not_an_image"
  case dnsNotFound = "dns_nxdomain"
  case dnsTemporary = "dns_temp"
  case connectRefused = "connect_refused"
  case connectTimeout = "connect_timeout"
  case readTimeout = "read_timeout"
  case tlsExpired = "tls_expired"
  case tlsName = "tls_name"
  case tlsOther = "tls_other"
  case http400Other = "http_400_other"
  case http401403 = "http_401_403"
  case http404 = "http_404"
  case http410 = "http_410"
  case http429Limited = "http_429_limited"
  case http5xx = "http_5xx"
  case robotsDisallowed = "robots_disallowed"
  /// Not tried: the rights policy, a TDM reservation or the provider agreement forbids it.
  case notCheckedPolicy = "not_checked_policy"
  /// Not tried: the address is no http(s) address or points into private address space.
  case addressRefused = "address_refused"
  case redirectLoop = "redirect_loop"
  case redirectToHome = "redirect_to_home"
  case soft404HTML = "soft404_html"
  case mimeMismatch = "mime_mismatch"
  case truncated
  case empty
  case tooLarge = "too_large"
  case decodeError = "decode_error"
  case placeholderImage = "placeholder_image"
  case iiifInfoMissing = "iiif_info_missing"
  case iiifDegraded = "iiif_degraded"
  case networkOther = "network_other"
}

/// One attempt at an address: a row that is never changed.
public struct FetchAttempt: Sendable, Equatable, Codable {
  /// The address as the record has it.
  public var address: String
  /// What was really asked for: the IIIF image request where there is one.
  public var request: String
  /// What the attempt found, by cause.
  public var state: LinkState
  /// 0 where no HTTP answer came.
  public var httpStatus: Int
  /// The addresses redirected to, in order.
  public var redirects: [String]
  /// Bytes of the body received.
  public var bytes: Int64
  /// The time of all transfers, without queues and waits.
  public var seconds: Double
  /// When the attempt ended.
  public var at: Timestamp
  /// The medium that came; `nil` where no image did.
  public var medium: MediumID?
  /// As the server sent it.
  public var contentType: String?
  /// The decision that allowed or refused the attempt, in words.
  public var policy: String
  /// What went wrong, in words.
  public var detail: String?
  /// The ETag header, for a conditional request later.
  public var entityTag: String?
  /// The Last-Modified header, for a conditional request later.
  public var lastModified: String?
  /// True where a conditional request was answered 304: the medium is the one known.
  public var notModified: Bool
  /// Pixel size of the full image by its `info.json`.
  public var fullWidth: Int?
  /// The height of the full image in pixels by its `info.json`.
  public var fullHeight: Int?
  /// What IIIF documents told on the way. It belongs to the web resource rather than to the address, and is kept
  /// there: an attempt that is read back has none.
  public var iiif: IIIFFinding?

  /// An attempt with its outcome; what is left out was not learned.
  public init(
    address: String, request: String, state: LinkState, httpStatus: Int = 0, redirects: [String] = [],
    bytes: Int64 = 0, seconds: Double = 0, at: Timestamp, medium: MediumID? = nil, contentType: String? = nil,
    policy: String, detail: String? = nil, entityTag: String? = nil, lastModified: String? = nil,
    notModified: Bool = false, fullWidth: Int? = nil, fullHeight: Int? = nil,
    iiif: IIIFFinding? = nil
  ) {
    self.address = address
    self.request = request
    self.state = state
    self.httpStatus = httpStatus
    self.redirects = redirects
    self.bytes = bytes
    self.seconds = seconds
    self.at = at
    self.medium = medium
    self.contentType = contentType
    self.policy = policy
    self.detail = detail
    self.entityTag = entityTag
    self.lastModified = lastModified
    self.notModified = notModified
    self.fullWidth = fullWidth
    self.fullHeight = fullHeight
    self.iiif = iiif
  }
}

/// A web resource of a record as the store keeps it, with the last attempt at its address.
public struct WebResource: Sendable, Equatable {
  /// The store's key of the web resource.
  public var key: WebResourceKey
  /// The record that names it.
  public var record: RecordKey
  /// The provider of that record.
  public var provider: ProviderID
  /// The place among the record's web resources, from 0.
  public var position: Int
  /// The address and its rights, as the record names them.
  public var reference: WebResourceReference
  /// The newest attempt; `nil` where the address was never tried.
  public var lastAttempt: FetchAttempt?
  /// The medium that the address last gave.
  public var medium: MediumID?
  /// What its IIIF documents told; `nil` where none was read.
  public var iiif: IIIFFinding?

  /// A web resource with what is known of its address.
  public init(
    key: WebResourceKey, record: RecordKey, provider: ProviderID, position: Int,
    reference: WebResourceReference,
    lastAttempt: FetchAttempt?, medium: MediumID?, iiif: IIIFFinding? = nil
  ) {
    self.key = key
    self.record = record
    self.provider = provider
    self.position = position
    self.reference = reference
    self.lastAttempt = lastAttempt
    self.medium = medium
    self.iiif = iiif
  }
}

/// What one decode found out about a medium.
public struct MediumFacts: Sendable, Equatable, Codable {
  /// By content, not by header: `image/jpeg`.
  public var mime: String
  /// Bytes of the file.
  public var byteCount: Int64
  /// Pixels, after the EXIF orientation was applied.
  public var width: Int
  /// Pixels, after the EXIF orientation was applied.
  public var height: Int
  /// A value of the EDM schema's list: `sRGB`, `grayscale`, `CMYK`, ...
  public var colourSpace: String
  /// Six upper-case hexadecimal digits each, most frequent first, at most six.
  public var dominantColours: [String]
  /// EXIF orientation 1 to 8 that was applied.
  public var exifOrientation: Int
  /// 64-bit DCT perceptual hash, as 16 hexadecimal digits.
  public var perceptualHash: String
  /// Named quality signals, each on its documented scale.
  public var signals: [String: Double]
  /// Names of the signals beyond their thresholds: `blank`, `blurry`, ...
  public var flags: [String]

  /// The facts of one decode.
  public init(
    mime: String, byteCount: Int64, width: Int, height: Int, colourSpace: String, dominantColours: [String],
    exifOrientation: Int, perceptualHash: String, signals: [String: Double], flags: [String]
  ) {
    self.mime = mime
    self.byteCount = byteCount
    self.width = width
    self.height = height
    self.colourSpace = colourSpace
    self.dominantColours = dominantColours
    self.exifOrientation = exifOrientation
    self.perceptualHash = perceptualHash
    self.signals = signals
    self.flags = flags
  }
}

/// What one model said of one medium: keyed by medium, region, preprocessing version, model and weights.
public struct ModelResult: Sendable, Equatable, Codable {
  /// A label with its score.
  public struct Label: Sendable, Equatable, Codable {
    /// The class's own id, such as a WordNet synset `n02123045`: labels are not unique.
    public var id: String
    /// The label as the model's label list has it.
    public var label: String
    /// 0 to 1.
    public var score: Double

    /// A label of a model with its score, 0 to 1.
    public init(id: String, label: String, score: Double) {
      self.id = id
      self.label = label
      self.score = score
    }
  }

  /// The image that was looked at.
  public var medium: MediumID
  /// `full`, or a IIIF region `x,y,w,h`.
  public var region: String
  /// The version of the preprocessing.
  public var preprocessing: String
  /// The model's id.
  public var model: String
  /// The SHA-256 of the weights.
  public var weightsHash: ContentHash
  /// The task by the model card: `classification`, `genre` or another.
  public var task: String
  /// Labels with their scores, the highest first.
  public var labels: [Label]
  /// The feature vector, for similarity; empty where the model gives none.
  public var embedding: [Float]
  /// When the model ran.
  public var at: Timestamp

  /// What one model said, with its key.
  public init(
    medium: MediumID, region: String, preprocessing: String, model: String, weightsHash: ContentHash,
    task: String,
    labels: [Label], embedding: [Float], at: Timestamp
  ) {
    self.medium = medium
    self.region = region
    self.preprocessing = preprocessing
    self.model = model
    self.weightsHash = weightsHash
    self.task = task
    self.labels = labels
    self.embedding = embedding
    self.at = at
  }
}

/// How two media are related.
public struct MediumRelation: Sendable, Equatable, Codable, Hashable {
  /// Kinds that are kept apart.
  public enum Kind: String, Sendable, Codable {
    /// The same scan, processed: scaled, recompressed, turned grey.
    case sameScan
  }

  /// The smaller hash of the two.
  public var first: MediumID
  /// The larger hash of the two.
  public var second: MediumID
  /// In what way the two are related.
  public var kind: Kind
  /// Bits by which the perceptual hashes differ, 0 to 64.
  public var distance: Int

  /// A relation of two media, in whichever order they are given.
  public init(_ one: MediumID, _ other: MediumID, kind: Kind, distance: Int) {
    first = min(one, other)
    second = max(one, other)
    self.kind = kind
    self.distance = distance
  }
}
