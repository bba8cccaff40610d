/// Finds, at the speed of memory, the records of a page and what stands around them.
///
/// It needs no well-formedness: what it finds is checked afterwards.
struct PageScanner {
  /// What is looked for.
  enum Item {
    case record
    case header
  }

  /// A found item and the scope it stands in.
  struct Found {
    var layout: RecordLayout
    /// An index into `contexts`.
    var context: Int
  }

  /// Levels of elements that are followed outside items, where OAI-PMH has a handful: a page that never ends its
  /// elements must not make every end tag a long search.
  private static let maximumDepth = 256

  private struct OpenElement {
    var name: Range<Int>
    var scope: NamespaceScope
    /// The scope as attribute text, which every item in the element shares.
    var context: [UInt8]
  }

  let bytes: MarkupBytes
  let item: Item
  private(set) var found: [Found] = []
  /// The distinct scopes of items, as attribute text; nearly always one.
  private(set) var contexts: [[UInt8]] = []
  /// The root's `<`.
  private(set) var rootStart: Int
  /// After the root's end tag; `nil` where the page ends first.
  private(set) var rootEnd: Int?
  private(set) var rootName = ""
  private(set) var hasDoctype = false
  /// True where a declaration was too long, or one too many, to stand in the scope of items.
  private(set) var hasCutScope = false
  /// After the last whole tag or item that stands outside items.
  private(set) var wholeUpTo: Int
  private var open: [OpenElement] = []

  /// The names of the elements that are still open, outermost first.
  var openNames: [[UInt8]] { open.map { bytes.array($0.name) } }

  init(_ bytes: MarkupBytes, item: Item, isWhole: (Range<Int>, [UInt8]) -> Bool) {
    self.bytes = bytes
    self.item = item
    rootStart = Self.findRoot(bytes)
    wholeUpTo = rootStart
    hasDoctype = bytes.find("<!DOCTYPE", from: 0, to: rootStart) != nil
    scan(isWhole)
  }

  /// The root's start tag: that of `OAI-PMH` where there is one, however much rubbish stands before it, else that of
  /// the first element; the end of the page where there is none.
  private static func findRoot(_ bytes: MarkupBytes) -> Int {
    var place = 0
    while let name = bytes.find("OAI-PMH", from: place, to: bytes.count) {
      var start = name - 1
      if start >= 0, bytes[start] == Byte.colon {
        start -= 1
        while start >= 0, Byte.continuesName(bytes[start]) { start -= 1 }
      }
      if start >= 0, bytes[start] == Byte.lessThan, bytes.tag(at: start) != nil { return start }
      place = name + 1
    }
    place = 0
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: bytes.count)
      guard place + 1 < bytes.count else { return bytes.count }
      if Byte.startsName(bytes[place + 1]) { return place }
      place = bytes.endOfMarkup(at: place) ?? place + 1
    }
  }

  private mutating func scan(_ isWhole: (Range<Int>, [UInt8]) -> Bool) {
    var place = rootStart
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: bytes.count)
      guard place + 1 < bytes.count else { return }
      let next = bytes[place + 1]
      if next == Byte.slash {
        let name = bytes.name(at: place + 2)
        let end = bytes.find(Byte.greaterThan, from: place, to: bytes.count)
        guard end < bytes.count else { return }
        place = end + 1
        close(bytes.array(name))
        wholeUpTo = place
        if open.isEmpty {
          rootEnd = place
          return
        }
      } else if next == Byte.exclamation || next == Byte.question {
        place = bytes.endOfMarkup(at: place) ?? place + 2
      } else if let tag = bytes.tag(at: place) {
        place = element(tag, at: place, isWhole)
        if open.isEmpty { return }
      } else {
        place += 1
      }
    }
  }

  /// Takes an element at the page's own level and returns where to go on.
  private mutating func element(
    _ tag: MarkupBytes.Tag, at start: Int, _ isWhole: (Range<Int>, [UInt8]) -> Bool
  ) -> Int {
    let outer = open.last?.scope ?? NamespaceScope()
    if isItem(tag, outer) {
      let context = open.last?.context ?? []
      let layout: RecordLayout? =
        switch item {
        case .record: RecordLayout.record(in: bytes, at: start) { isWhole($0, context) }
        case .header: RecordLayout.header(in: bytes, at: start)
        }
      if let layout {
        found.append(Found(layout: layout, context: index(of: context)))
        wholeUpTo = layout.range.upperBound
        return layout.range.upperBound
      }
    }
    if rootName.isEmpty { rootName = String(decoding: bytes.buffer(tag.name), as: UTF8.self) }
    wholeUpTo = tag.end
    if tag.isEmpty {
      if open.isEmpty { rootEnd = tag.end }
    } else if open.count < Self.maximumDepth {
      var scope = outer
      scope.declare(bytes, attributes: tag.attributes)
      hasCutScope = hasCutScope || scope.isCut
      let declares =
        bytes.find("xmlns", from: tag.attributes.lowerBound, to: tag.attributes.upperBound) != nil
      let context = declares ? scope.attributeText : open.last?.context ?? []
      open.append(OpenElement(name: tag.name, scope: scope, context: context))
    }
    return tag.end
  }

  /// A `record` of OAI-PMH before a header or directly in a list; a `header` directly in a list.
  private func isItem(_ tag: MarkupBytes.Tag, _ outer: NamespaceScope) -> Bool {
    guard let parent = open.last, bytes.local(of: tag.name, is: item == .record ? "record" : "header") else {
      return false
    }
    var scope = outer
    scope.declare(bytes, attributes: tag.attributes)
    let prefix = String(decoding: bytes.prefix(of: tag.name).dropLast(), as: UTF8.self)
    let namespace = scope.namespace(prefix)
    // Some repositories declare no namespace, or a wrong one, for the whole response.
    guard namespace == nil || namespace == NamespaceScope.oai || namespace == rootNamespace else {
      return false
    }
    switch item {
    case .record:
      return RecordLayout.beginsRecord(bytes, after: tag) || bytes.local(of: parent.name, is: "ListRecords")
        || bytes.local(of: parent.name, is: "GetRecord")
    case .header: return bytes.local(of: parent.name, is: "ListIdentifiers")
    }
  }

  private var rootNamespace: String? {
    guard let root = open.first, bytes.local(of: root.name, is: "OAI-PMH") else { return nil }
    return root.scope.namespace(String(decoding: bytes.prefix(of: root.name).dropLast(), as: UTF8.self))
  }

  private mutating func close(_ name: [UInt8]) {
    guard let index = open.lastIndex(where: { bytes.array($0.name) == name }) else { return }
    open.removeSubrange(index...)
  }

  private mutating func index(of context: [UInt8]) -> Int {
    if let index = contexts.lastIndex(of: context) { return index }
    contexts.append(context)
    return contexts.count - 1
  }
}
