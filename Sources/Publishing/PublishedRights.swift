/// The rights of what we publish.
public enum PublishedRights {
  /// Of our own statements: CC0. The metadata they stand beside keep their provider's.
  public static let ofStatements = "http://creativecommons.org/publicdomain/zero/1.0/"
}
