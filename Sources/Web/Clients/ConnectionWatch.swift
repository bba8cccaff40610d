internal import Fetching
internal import Hummingbird
internal import NIOCore
internal import NIOHTTPTypes

/// Watches one connection: refuses it where its client has too many, and ends it where a request does not arrive in
/// time or its answer is not taken.
///
/// A connection over which nothing comes is ended elsewhere, by the server's idle time.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ClientLimits
  private let connections: ClientLedger
  private var admission: ClientLedger.Admission?
  private var requestDeadline: Scheduled<Void>?
  private var stallCheck: Scheduled<Void>?
  private var pendingWrites = 0
  private var lastProgress = NIODeadline.uptimeNanoseconds(0)

  init(limits: ClientLimits, connections: ClientLedger) {
    self.limits = limits
    self.connections = connections
  }

  func channelActive(context: ChannelHandlerContext) {
    let peer = context.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
    if let owner = limits.connectionOwner(peer: peer) {
      admission = connections.admit(owner)
      guard admission != nil else {
        refuse(context)
        return
      }
    }
    context.fireChannelActive()
  }

  private func refuse(_ context: ChannelHandlerContext) {
    let head = HTTPResponse(
      status: .serviceUnavailable,
      headerFields: [.retryAfter: "5", .connection: "close", .contentLength: "0"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  private func stop() {
    admission = nil
    requestDeadline?.cancel()
    requestDeadline = nil
    stallCheck?.cancel()
    stallCheck = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      requestDeadline?.cancel()
      requestDeadline = context.eventLoop.scheduleTask(in: .seconds(limits.requestSeconds)) {
        bound.value.close(promise: nil)
      }
    case .end:
      requestDeadline?.cancel()
      requestDeadline = nil
    case .body: break
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let promise = promise ?? context.eventLoop.makePromise()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    if pendingWrites == 0 { lastProgress = context.eventLoop.now }
    pendingWrites += 1
    promise.futureResult.whenComplete { _ in
      let (watch, context) = bound.value
      watch.pendingWrites -= 1
      watch.lastProgress = context.eventLoop.now
    }
    if stallCheck == nil { scheduleStallCheck(context, after: .seconds(limits.stallSeconds)) }
    context.write(data, promise: promise)
  }

  private func scheduleStallCheck(_ context: ChannelHandlerContext, after delay: TimeAmount) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    stallCheck = context.eventLoop.scheduleTask(in: delay) {
      let (watch, context) = bound.value
      watch.checkStall(context)
    }
  }

  private func checkStall(_ context: ChannelHandlerContext) {
    stallCheck = nil
    guard pendingWrites > 0 else { return }
    let left = lastProgress + .seconds(limits.stallSeconds) - context.eventLoop.now
    if left <= .zero {
      context.close(promise: nil)
    } else {
      scheduleStallCheck(context, after: left)
    }
  }
}
