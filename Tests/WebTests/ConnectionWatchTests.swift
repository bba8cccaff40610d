import Fetching
import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

@Suite("The watch over a connection")
struct ConnectionWatchTests {
  private let limits = ClientLimits(requests: 2, connections: 2, requestSeconds: 30, stallSeconds: 60)
  private let head = HTTPRequestPart.head(
    HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/oai"))

  private func channel(
    peer: String = "192.0.2.1", ledger: ClientLedger = ClientLedger(limit: 2), blocked: Bool = false
  ) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    if blocked { try channel.pipeline.syncOperations.addHandler(Blockage()) }
    try channel.pipeline.syncOperations.addHandler(ConnectionWatch(limits: limits, connections: ledger))
    channel.remoteAddress = try SocketAddress(ipAddress: peer, port: 1234)
    channel.pipeline.fireChannelActive()
    return channel
  }

  private func isOpen(_ channel: EmbeddedChannel) -> Bool {
    channel.embeddedEventLoop.run()
    return channel.isActive
  }

  @Test("ends it where a request does not arrive in time, however it dribbles")
  func dribbling() throws {
    let channel = try channel()
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1234)).wait()
    try channel.writeInbound(head)
    for _ in 0..<29 {
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "v")))
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      #expect(isOpen(channel))
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!isOpen(channel))
  }

  @Test("lets it be once the request is there")
  func whole() throws {
    let channel = try channel()
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1234)).wait()
    for _ in 0..<3 {
      try channel.writeInbound(head)
      channel.embeddedEventLoop.advanceTime(by: .seconds(29))
      try channel.writeInbound(HTTPRequestPart.end(nil))
      channel.embeddedEventLoop.advanceTime(by: .seconds(600))
      #expect(isOpen(channel))
    }
  }

  @Test("ends it where nothing of an answer is taken, and not where it is taken slowly")
  func stalled() throws {
    let channel = try channel(blocked: true)
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1234)).wait()
    let blockage = try channel.pipeline.syncOperations.handler(type: Blockage.self)
    for _ in 0..<5 { channel.write(HTTPResponsePart.body(ByteBuffer(string: "piece")), promise: nil) }
    for _ in 0..<4 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(59))
      #expect(isOpen(channel))
      blockage.takeOne()
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(isOpen(channel))
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!isOpen(channel))
  }

  @Test("refuses one more than a client may have, and takes one again when another ends")
  func tooMany() throws {
    let ledger = ClientLedger(limit: 2)
    let first = try channel(ledger: ledger)
    let second = try channel(ledger: ledger)
    let third = try channel(ledger: ledger)
    guard case .head(let refusal) = try third.readOutbound(as: HTTPResponsePart.self) else {
      Issue.record("no refusal")
      return
    }
    #expect(refusal.status == .serviceUnavailable && refusal.headerFields[.retryAfter] == "5")
    #expect(try channel(peer: "192.0.2.2", ledger: ledger).readOutbound(as: HTTPResponsePart.self) == nil)
    #expect(try channel(peer: "127.0.0.1", ledger: ledger).readOutbound(as: HTTPResponsePart.self) == nil)
    first.pipeline.fireChannelInactive()
    #expect(try channel(ledger: ledger).readOutbound(as: HTTPResponsePart.self) == nil)
    _ = second
  }
}

/// A connection whose other end takes what is written one piece at a time, when a test says so.
private final class Blockage: ChannelOutboundHandler {
  typealias OutboundIn = HTTPResponsePart

  private var waiting: [EventLoopPromise<Void>?] = []

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    waiting.append(promise)
  }

  func takeOne() { waiting.removeFirst()?.succeed() }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    for promise in waiting { promise?.fail(ChannelError.ioOnClosedChannel) }
    waiting = []
    context.close(mode: mode, promise: promise)
  }
}
