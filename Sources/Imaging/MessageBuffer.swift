/// Room for the one message that a C call leaves.
struct MessageBuffer {
  private var bytes: [CChar]

  init(capacity: Int) { bytes = [CChar](repeating: 0, count: capacity) }

  mutating func withPointer<Result>(_ call: (UnsafeMutablePointer<CChar>?) -> Result) -> Result {
    bytes.withUnsafeMutableBufferPointer { call($0.baseAddress) }
  }

  /// The message, on one line.
  var text: String {
    let message = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return message.isEmpty ? "no reason given" : message
  }
}
