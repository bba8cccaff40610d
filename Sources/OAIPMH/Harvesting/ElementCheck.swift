internal import XMLCodec

/// Checks single elements of a page by wrapping them in an element with the scope they stand in.
struct ElementCheck {
  let limits: XMLLimits

  /// The first fault of an element; `nil` where it is well-formed in its context.
  func problem(in element: UnsafeBufferPointer<UInt8>, context: [UInt8]) -> String? {
    var document: [UInt8] = []
    document.reserveCapacity(element.count + context.count + 8)
    document += Array("<w".utf8)
    document += context
    document.append(Byte.greaterThan)
    document.append(contentsOf: element)
    document += Array("</w>".utf8)
    return WellFormedness.problem(in: document, limits: limits)?.message
  }
}
