public import Hashing

/// Where files live that are too large for the store: fetched images, thumbnails, dumps.
///
/// A blob is written, flushed and renamed before the row that names it; blobs are immutable.
public protocol BlobStore: Sendable {
  /// Writes a blob; a blob that is there already is left alone.
  func put(_ bytes: [UInt8], name: String) async throws
  /// Moves a file of the same file system into place.
  func adopt(file: String, name: String) async throws
  /// The bytes of a blob; `nil` where there is none.
  func get(_ name: String) async throws -> [UInt8]?
  /// A path under which the blob can be read as a file, for as long as it is not removed; `nil` where there is
  /// none. A store elsewhere brings it first.
  func localPath(of name: String) async throws -> String?
  /// Removes a blob; no error where there is none.
  func remove(_ name: String) async throws
  /// True where the blob exists.
  func contains(_ name: String) async throws -> Bool
}

/// The names of blobs, by medium.
public enum BlobName {
  /// The file as fetched, kept until everything has looked at it.
  public static func original(_ medium: MediumID) -> String { path("originals", medium, "") }
  /// A JPEG no wider than a number of pixels.
  public static func thumbnail(_ medium: MediumID, width: Int) -> String {
    path("thumbnails/\(width)", medium, ".jpg")
  }

  private static func path(_ folder: String, _ medium: MediumID, _ suffix: String) -> String {
    let text = medium.hexadecimal
    return "\(folder)/\(text.prefix(2))/\(text)\(suffix)"
  }
}
