/// The writing of many elements with few names.
extension XMLWriter {
  /// Starts an element with one attribute.
  public mutating func start(_ tag: XMLTag, _ attribute: XMLAttributeStart, _ value: String) {
    begin(tag)
    write(attribute, value)
    pushOpen(tag.name)
  }

  /// Begins an element that will hold text or nothing: attributes by ``leafAttribute(_:_:)`` and then
  /// ``endLeaf(_:text:)`` must follow.
  public mutating func startLeaf(_ tag: XMLTag) { begin(tag) }

  /// Writes an attribute of the element begun by ``startLeaf(_:)``.
  public mutating func leafAttribute(_ attribute: XMLAttributeStart, _ value: String) {
    write(attribute, value)
  }

  /// Makes the element begun by ``startLeaf(_:)`` one that holds elements, which ``end()`` will end.
  public mutating func openLeaf(_ tag: XMLTag) { pushOpen(tag.name) }

  /// Ends the element begun by ``startLeaf(_:)``.
  /// - Parameter text: what it holds; "" for an empty-element tag.
  public mutating func endLeaf(_ tag: XMLTag, text: String) {
    if text.isEmpty {
      bytes.append(UInt8(ascii: "/"))
      bytes.append(UInt8(ascii: ">"))
    } else {
      bytes.append(UInt8(ascii: ">"))
      escape(text, inAttribute: false)
      bytes.append(contentsOf: tag.end)
    }
    if depth == 0, isIndented { bytes.append(0x0A) }
  }

  private mutating func begin(_ tag: XMLTag) {
    closeStartTag()
    guard noteChild() else {
      bytes.append(contentsOf: tag.start)
      return
    }
    if depth < tag.lines.count {
      bytes.append(contentsOf: tag.lines[depth])
    } else {
      breakLine(depth: depth)
      bytes.append(contentsOf: tag.start)
    }
  }

  private mutating func write(_ attribute: XMLAttributeStart, _ value: String) {
    bytes.append(contentsOf: attribute.bytes)
    escape(value, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }
}
