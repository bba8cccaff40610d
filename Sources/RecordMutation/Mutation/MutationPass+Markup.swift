/// Damages of tags, attributes and sections.
extension MutationPass {
  mutating func damageMarkup(_ mutation: Mutation) {
    let scan = MarkupScan(bytes)
    switch mutation {
    case .renamedTag: renameTag(scan)
    case .droppedTag:
      let tags = scan.indices(.start, .end, .empty)
      guard !tags.isEmpty else { return }
      bytes.removeSubrange(scan.tokens[generator.pick(tags)].range)
    case .renamedAttribute, .attributeTwice, .renamedNamespace, .droppedDeclaration:
      damageAttribute(mutation, scan)
    case .swappedElements, .repeatedElement, .movedElement, .foreignElement, .emptiedElement:
      moveElements(mutation, scan)
    case .damagedSection:
      let marks = [
        "<!--", "-->", "<!-- -- -->", "<![CDATA[", "]]>", "]]]]><![CDATA[>", "<?xml version=\"1.0\"?>",
        "<?p ",
        "?>", "<?xml-stylesheet href=\"file:///etc/passwd\"?>", "<!", "<", "</", "<>", "< a>", "&", "&;",
        "&#",
        "&#x;", "\"", "'", "]]", "</>", "<a/>/>",
      ]
      insert(generator.pick(marks), at: generator.below(bytes.count))
    case .wrappedSection:
      let texts = scan.filledTexts
      guard !texts.isEmpty else { return }
      let range = generator.pick(texts)
      let wraps = [
        ("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?p ", "?>"), ("<b>", "</b>"), ("&lt;b>", "&lt;/b>"),
      ]
      let (before, after) = generator.pick(wraps)
      insert(after, at: range.upperBound)
      insert(before, at: range.lowerBound)
    case .unescapedText:
      let texts = scan.filledTexts
      guard !texts.isEmpty else { return }
      let range = generator.pick(texts)
      insert(
        generator.pick([" & ", " < ", "&nbsp;", "&eacute", "a<b>c", "<br>", "&amp;amp;", "<p>x</p>"]),
        at: range.lowerBound + generator.below(range.count))
    default: return
    }
  }

  private mutating func renameTag(_ scan: MarkupScan) {
    let tags = scan.indices(.start, .empty)
    guard !tags.isEmpty else { return }
    let index = generator.pick(tags)
    let name = scan.name(at: index)
    let other =
      generator.chance(50)
      ? generator.pick(HostileText.names) : text(scan, scan.name(at: generator.pick(tags)))
    // Most times the end tag goes with it.
    let element = scan.element(at: index)
    if scan.tokens[index].kind == .start, generator.chance(85),
      element.count > scan.tokens[index].range.count,
      let slash = bytes[..<element.upperBound].lastIndex(of: UInt8(ascii: "/")), slash > name.upperBound
    {
      let close = bytes[slash..<element.upperBound].firstIndex(of: UInt8(ascii: ">")) ?? element.upperBound
      replace(slash + 1..<close, with: other)
    }
    replace(name, with: other)
  }

  func text(_ scan: MarkupScan, _ range: Range<Int>) -> String {
    String(decoding: scan.bytes[range], as: UTF8.self)
  }

  /// A tag with attributes that suit a purpose, and one of them.
  mutating func randomAttribute(
    _ scan: MarkupScan, where suits: (String) -> Bool = { _ in true }
  ) -> (token: Int, attribute: MarkupScan.Attribute)? {
    let tags = scan.indices(.start, .empty)
    guard !tags.isEmpty else { return nil }
    // Some tries only: most tags have none.
    for _ in 0..<40 {
      let token = generator.pick(tags)
      let attributes = scan.attributes(at: token).filter { suits(text(scan, $0.name)) }
      if !attributes.isEmpty { return (token, generator.pick(attributes)) }
    }
    return nil
  }

  private mutating func damageAttribute(_ mutation: Mutation, _ scan: MarkupScan) {
    switch mutation {
    case .renamedAttribute:
      guard let (_, attribute) = randomAttribute(scan) else { return }
      replace(attribute.name, with: generator.pick(HostileText.attributeNames))
    case .attributeTwice:
      guard let (_, attribute) = randomAttribute(scan) else { return }
      insert(" " + text(scan, attribute.whole), at: attribute.value.upperBound + 1)
    case .renamedNamespace:
      guard let (_, attribute) = randomAttribute(scan, where: { $0.hasPrefix("xmlns") }) else { return }
      replace(attribute.value, with: generator.pick(HostileText.namespaces))
    default:
      guard let (_, attribute) = randomAttribute(scan, where: { $0.hasPrefix("xmlns") }) else { return }
      bytes.removeSubrange(attribute.whole)
    }
  }

  private mutating func moveElements(_ mutation: Mutation, _ scan: MarkupScan) {
    let tags = scan.indices(.start, .empty)
    guard !tags.isEmpty else { return }
    let index = generator.pick(tags)
    let element = scan.element(at: index)
    let content = Array(bytes[element])
    switch mutation {
    case .swappedElements:
      let other = scan.element(at: generator.pick(tags))
      guard !other.overlaps(element) else { return }
      let (first, second) = other.lowerBound < element.lowerBound ? (other, element) : (element, other)
      let (before, after) = (Array(bytes[first]), Array(bytes[second]))
      bytes.replaceSubrange(second, with: before)
      bytes.replaceSubrange(first, with: after)
    case .repeatedElement:
      let count = amount(upTo: 1 + generator.below(20), of: content.count)
      insert(Array(repeatElement(content, count: count).joined()), at: element.upperBound)
    case .movedElement:
      bytes.removeSubrange(element)
      guard let place = placeInside(MarkupScan(bytes)) else { return }
      insert(content, at: place)
    case .foreignElement:
      let other = MarkupScan(generator.pick(seeds).bytes)
      let starts = other.indices(.start, .empty)
      guard !starts.isEmpty, let place = placeInside(scan) else { return }
      let foreign = other.bytes[other.element(at: generator.pick(starts))]
      insert(foreign.prefix(20_000), at: place)
    case .emptiedElement:
      guard scan.tokens[index].kind == .start, element.count > scan.tokens[index].range.count else { return }
      let end = bytes[..<element.upperBound].lastIndex(of: UInt8(ascii: "<")) ?? element.upperBound
      guard end > scan.tokens[index].range.upperBound else { return }
      bytes.removeSubrange(scan.tokens[index].range.upperBound..<end)
    default: return
    }
  }
}
