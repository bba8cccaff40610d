internal import Synchronization

/// A stylesheet of XSLT 1.0 with EXSLT, which may be used by several threads at once.
///
/// A stylesheet comes from outside and runs without trust: it reads and writes no file, opens no connection, loads no
/// other document (neither `document()` nor `xsl:import` nor `xsl:include`), and stops at `XSLTLimits`.
/// A transformation runs on the calling thread.
public final class XSLTStylesheet: Sendable {
  /// The name it was given, for messages.
  public let name: String

  private let source: [UInt8]
  private let limits: XSLTLimits
  /// Compiled copies nobody is using. libxslt writes into a compiled stylesheet while it runs (function look-ups are
  /// cached in its expressions), so that every running transformation has a copy of its own.
  private let idle: Mutex<[CompiledStylesheet]>

  /// Compiles a stylesheet.
  /// - Parameters:
  ///   - source: the stylesheet's bytes.
  ///   - name: its file name, for messages.
  ///   - limits: what a transformation may cost.
  /// - Throws: an error of kind `version` for any version but 1.0, of kind `stylesheet` for other faults.
  public init(source: [UInt8], name: String, limits: XSLTLimits = .default) throws(XSLTError) {
    self.name = name
    self.source = source
    self.limits = limits
    idle = Mutex([try CompiledStylesheet(source: source, name: name)])
  }

  /// Transforms a document.
  /// - Parameters:
  ///   - document: a well-formed document.
  ///   - parameters: values for the stylesheet's `xsl:param` by name; each is a string, never evaluated as XPath.
  /// - Returns: the result serialised as the stylesheet's `xsl:output` says.
  /// - Throws: an error of kind `document` or `transformation`.
  public func transform(
    _ document: [UInt8], parameters: [String: String] = [:]
  ) throws(XSLTError) -> [UInt8] {
    let compiled: CompiledStylesheet
    if let waiting = idle.withLock({ $0.popLast() }) {
      compiled = waiting
    } else {
      compiled = try CompiledStylesheet(source: source, name: name)
    }
    defer { idle.withLock { $0.append(compiled) } }
    return try compiled.transform(document, parameters: parameters, limits: limits)
  }
}

/// Bounds on what one transformation may cost.
public struct XSLTLimits: Sendable, Equatable {
  /// Levels of templates calling templates.
  public var maximumDepth: Int
  /// Instructions and XPath operations.
  public var maximumOperations: Int
  /// Bytes of the result.
  public var maximumResultBytes: Int

  /// Limits of one's own.
  /// - Parameters:
  ///   - maximumDepth: levels of templates calling templates.
  ///   - maximumOperations: instructions and XPath operations.
  ///   - maximumResultBytes: bytes of the result.
  public init(
    maximumDepth: Int = 600, maximumOperations: Int = 5_000_000, maximumResultBytes: Int = 64 << 20
  ) {
    self.maximumDepth = maximumDepth
    self.maximumOperations = maximumOperations
    self.maximumResultBytes = maximumResultBytes
  }

  /// 600 levels, which fit on a thread's smallest usual stack; five million operations, about a second; 64 MiB.
  public static let `default` = XSLTLimits()
}
