/// A configuration that cannot be used: one line that names file, line, thing and remedy.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable, Equatable {
  public let description: String

  public init(_ description: String) { self.description = description }

  /// An error at a line of a file.
  init(file: String, line: Int?, _ message: String) {
    description = line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
