import Foundation
import Logging
import Synchronization

/// Standard error, shared by lines that stay and, on a terminal, by a block of lines at the bottom that is
/// rewritten in place.
final class Console: Sendable {
  static let shared = Console()

  private struct State {
    var block: [String] = []
    /// Lines of the block that stand on the screen; the cursor is at the end of the last.
    var shown = 0
  }

  /// True where standard error is a terminal that understands cursor movements.
  let isTerminal: Bool
  private let state = Mutex(State())

  private init() {
    let kind = ProcessInfo.processInfo.environment["TERM"]
    isTerminal = isatty(STDERR_FILENO) == 1 && kind != "dumb"
  }

  /// Columns and rows of the terminal, as they are now; 80 by 24 where it does not tell.
  var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), Int(window.ws_row))
  }

  /// Replaces the block; an empty one vanishes. Written at once and only over what changes, so that nothing flickers.
  func show(_ block: [String]) {
    state.withLock { state in
      if block.isEmpty {
        if state.shown > 0 { write(Self.toFirstLine(of: state.shown) + "\u{1B}[J") }
      } else {
        write(
          Self.toFirstLine(of: state.shown) + block.joined(separator: "\u{1B}[K\r\n") + "\u{1B}[K\u{1B}[J")
      }
      state.block = block
      state.shown = block.count
    }
  }

  /// Lets something write lines to standard error: the block makes room and stands below them afterwards.
  func interrupt(_ body: () -> Void) {
    state.withLock { state in
      guard state.shown > 0 else {
        body()
        return
      }
      write(Self.toFirstLine(of: state.shown) + "\u{1B}[J")
      body()
      write(state.block.joined(separator: "\r\n"))
    }
  }

  private static func toFirstLine(of shown: Int) -> String {
    shown == 0 ? "" : shown == 1 ? "\r" : "\r\u{1B}[\(shown - 1)A"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// Logs to standard error above whatever progress is shown there.
struct ConsoleLogHandler: LogHandler {
  private var inner: StreamLogHandler

  init(label: String) { inner = .standardError(label: label) }

  func log(event: LogEvent) { Console.shared.interrupt { inner.log(event: event) } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { inner[metadataKey: key] }
    set { inner[metadataKey: key] = newValue }
  }

  var metadata: Logger.Metadata {
    get { inner.metadata }
    set { inner.metadata = newValue }
  }

  var logLevel: Logger.Level {
    get { inner.logLevel }
    set { inner.logLevel = newValue }
  }
}
