/// The kind of a file by its media type, as the content tiers tell them apart.
///
/// Source: `MediaType` of Europeana's metis-schema: models, drawings and point clouds are 3D whatever their
/// top-level type, a DASH manifest is a video. Text and everything else count alike and are `other`.
enum MediaKind: Sendable {
  case image, audio, video, threeDimensional, pdf, other

  /// The kind of a media type; letter case, blanks around and parameters after it do not matter.
  /// `nil` for blank text.
  init?(mime: String) {
    if mime.isBlank { return nil }
    if mime == "image/jpeg" {
      self = .image
      return
    }
    let name = mime.utf8.drop { $0 == 32 || (9...13).contains($0) }
    func begins(_ prefix: StaticString) -> Bool {
      let expected = UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
      return name.prefix(expected.count).elementsEqual(expected) { byte, letter in
        byte == letter || ((65...90).contains(byte) && byte | 32 == letter)
      }
    }
    if begins("image/") {
      self = begins("image/vnd.dxf") ? .threeDimensional : .image
    } else if begins("audio/") {
      self = .audio
    } else if begins("video/") || begins("application/dash+xml") {
      self = .video
    } else if begins("application/pdf") {
      self = .pdf
    } else if begins("model/") || begins("application/vnd.las") {
      self = .threeDimensional
    } else {
      self = .other
    }
  }
}
