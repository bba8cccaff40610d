/// What some bytes are, told from the bytes.
public enum MediaType: String, Sendable, Codable, CaseIterable {
  case jpeg = "image/jpeg"
  case png = "image/png"
  case gif = "image/gif"
  case tiff = "image/tiff"
  case webp = "image/webp"
  case jp2 = "image/jp2"
  case jpx = "image/jpx"
  case heif = "image/heif"
  case avif = "image/avif"
  case jxl = "image/jxl"
  case bmp = "image/bmp"
  case svg = "image/svg+xml"
  case photoshop = "image/vnd.adobe.photoshop"
  case djvu = "image/vnd.djvu"
  case pdf = "application/pdf"
  case html = "text/html"
  case xml = "application/xml"
  case json = "application/json"
  case text = "text/plain"
  case mp4 = "video/mp4"
  case quickTime = "video/quicktime"
  case webm = "video/webm"
  case avi = "video/x-msvideo"
  case mpeg = "video/mpeg"
  case mp3 = "audio/mpeg"
  case wave = "audio/wav"
  case ogg = "application/ogg"
  case flac = "audio/flac"
  case aac = "audio/aac"
  case glb = "model/gltf-binary"
  case ply = "model/ply"
  case zip = "application/zip"
  case gzip = "application/gzip"

  /// Whether this is a raster image or SVG.
  public var isImage: Bool { rawValue.hasPrefix("image/") }
  /// Whether this is an image, sound, video, PDF or 3D model.
  public var isMedium: Bool {
    isImage || rawValue.hasPrefix("video/") || rawValue.hasPrefix("audio/") || rawValue.hasPrefix("model/")
      || self == .pdf || self == .ogg
  }
}
