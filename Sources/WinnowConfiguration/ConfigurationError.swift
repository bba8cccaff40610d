/// A configuration that cannot be used: one line that names file, line, thing and remedy.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The complaint in one line.
  public let description: String

  /// A complaint that names the thing and the remedy.
  public init(_ description: String) { self.description = description }

  /// An error at a line of a file.
  init(file: String, line: Int?, _ message: String) {
    description = line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
