internal import Hashing
internal import OAIPMH

/// Names of files for texts of any kind.
enum PublishedSegment {
  /// The text behind a segment of a setSpec.
  static func text(of segment: Substring) -> String { SetSpec.text(ofSegment: segment) ?? String(segment) }

  /// A name of a file for any text: percent-encoded, and cut with a hash where it would be too long for a file system.
  static func fileName(_ text: String) -> String {
    var name = PercentEncoding.component(text).replacing("~", with: "%7E")
    // No hidden file, and no way up.
    if name.hasPrefix(".") { name = "%2E" + name.dropFirst() }
    guard name.utf8.count > 180 else { return name }
    return name.prefix(100) + "-" + ContentHash(of: Array(text.utf8)).hexadecimal
  }
}
