/// A change that reading made necessary and certain, kept with what stood there before.
public struct Repair: Sendable, Equatable, Codable, Hashable {
  /// A stable id such as `control-character`, `bare-ampersand`, `latin-1`, `element-order`.
  public var kind: String
  /// Where: a byte offset such as `byte 1204`, or an element path.
  public var place: String
  /// What stood there.
  public var before: String
  /// What stands there now; "" where something was removed.
  public var after: String

  /// A repair, from its parts.
  public init(kind: String, place: String, before: String, after: String) {
    self.kind = kind
    self.place = place
    self.before = before
    self.after = after
  }
}
