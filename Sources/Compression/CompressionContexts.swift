internal import CZstd
internal import Synchronization

/// The library's working memory for compression, over a megabyte each, kept from one call to the next: made anew for every
/// frame it costs a fifth of the time of compressing 256 KiB.
enum CompressionContexts {
  /// Working memory that one call has for itself.
  ///
  /// Sendable, because a context is either in the list of the idle ones or in the hands of the one call that took it.
  struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// More are given back than kept only where more calls run at once.
  private static let maximumIdle = 4
  private static let idle = Mutex<[Context]>([])

  /// An idle context, or a new one.
  static func take() throws(CompressionError) -> Context {
    if let context = idle.withLock({ $0.popLast() }) { return context }
    guard let pointer = ZSTD_createCCtx() else { throw .refused("out of memory") }
    return Context(pointer: pointer)
  }

  /// Ends the use of a context.
  static func giveBack(_ context: Context) {
    let isKept = idle.withLock { contexts in
      guard contexts.count < maximumIdle else { return false }
      contexts.append(context)
      return true
    }
    if !isKept { ZSTD_freeCCtx(context.pointer) }
  }
}
