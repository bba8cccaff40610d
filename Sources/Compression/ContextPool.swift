internal import CZstd
internal import Synchronization

/// The library's working memory, kept from one call to the next. Made anew for every frame it costs a fifth of the time
/// of compressing 256 KiB, and, as the library asks the processor each time what it can do, which virtual machines are
/// slow to answer, half the time of restoring the 8 KiB of a record.
final class ContextPool: Sendable {
  /// Working memory that one call has for itself.
  ///
  /// Sendable, because a context is either in the list of the idle ones or in the hands of the one call that took it.
  struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// For compressing: over a megabyte each.
  static let compression = ContextPool(make: { ZSTD_createCCtx() }, free: { ZSTD_freeCCtx($0) })
  /// For restoring: some 100 KB each.
  static let decompression = ContextPool(make: { ZSTD_createDCtx() }, free: { ZSTD_freeDCtx($0) })

  /// More are given back than kept only where more calls run at once.
  private static let maximumIdle = 4
  private let idle = Mutex<[Context]>([])
  private let make: @Sendable () -> OpaquePointer?
  private let free: @Sendable (OpaquePointer) -> Void

  private init(
    make: @escaping @Sendable () -> OpaquePointer?, free: @escaping @Sendable (OpaquePointer) -> Void
  ) {
    self.make = make
    self.free = free
  }

  /// An idle context, or a new one.
  func take() throws(CompressionError) -> Context {
    if let context = idle.withLock({ $0.popLast() }) { return context }
    guard let pointer = make() else { throw .refused("out of memory") }
    return Context(pointer: pointer)
  }

  /// Ends the use of a context.
  func giveBack(_ context: Context) {
    let isKept = idle.withLock { contexts in
      guard contexts.count < Self.maximumIdle else { return false }
      contexts.append(context)
      return true
    }
    if !isKept { free(context.pointer) }
  }
}
