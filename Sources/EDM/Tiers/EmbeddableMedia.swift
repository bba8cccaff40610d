/// The addresses of players that a portal can show within its own page, so that sound and video need no file.
///
/// Source for the players that Europeana knows: `EmbeddableMedia` of its metis-framework; operators may give a
/// list of their own.
public struct EmbeddableMedia: Sendable, Equatable {
  /// The patterns, as given.
  public let patterns: [String]

  /// A list of players.
  ///
  /// - Parameter patterns: what addresses begin with. `*` stands for any characters; a pattern that names no
  ///   scheme holds for http and https.
  public init(patterns: [String]) {
    self.patterns = patterns
    forms = patterns.flatMap { pattern in
      let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
      if pattern.firstRange(of: "://") != nil { return [pieces] }
      return ["http://", "https://"].map { scheme in
        [Array(scheme.utf8) + (pieces.first ?? [])] + pieces.dropFirst()
      }
    }
  }

  /// The players that Europeana embeds.
  public static let europeana = EmbeddableMedia(patterns: [
    // Platforms.
    "vimeo.com/", "player.vimeo.com/video/",
    "https://*.youtube.com/watch", "https://*.youtube.com/v/", "https://youtu.be/",
    "soundcloud.com/",
    "https://sketchfab.com/models/", "https://sketchfab.com/3d-models", "https://skfb.ly/",
    // Archives of sound and video.
    "www.euscreen.eu/item.html",
    "http://sounds.bl.uk/embed/",
    "http://www.dismarc.org/player/", "http://eusounds.ait.co.at/player/",
    "http://archives.crem-cnrs.fr/archives/items/",
    "http://www.ina.fr/video/", "http://www.ina.fr/*/video/",
    "http://www.ccma.cat/tv3/alacarta/programa/titol/video/",
    "api.picturepipe.net/api/html/widgets/public/playout_cloudfront?token=",
    "http://www.theeuropeanlibrary.org/tel4/newspapers/issue/fullscreen/",
  ])

  /// True for the address of a player.
  public func contains(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    return forms.contains { Self.matches(bytes, $0) }
  }

  /// True for the media type of an oEmbed answer, which describes how to embed a file.
  static func isOEmbed(mime: String) -> Bool {
    guard mime.utf8.first == UInt8(ascii: "a") else { return false }
    return mime.hasPrefix("application/json+oembed") || mime.hasPrefix("application/xml+oembed")
  }

  /// Each pattern as the pieces between its asterisks.
  private let forms: [[[UInt8]]]

  /// True where the pieces follow each other in an address that begins with the first. Taking the earliest
  /// place for each piece is enough, since what follows the last may be anything.
  private static func matches(_ address: [UInt8], _ pieces: [[UInt8]]) -> Bool {
    guard let first = pieces.first, address.starts(with: first) else { return false }
    var rest = address.dropFirst(first.count)
    for piece in pieces.dropFirst() where !piece.isEmpty {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}
