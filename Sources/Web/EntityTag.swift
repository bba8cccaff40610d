internal import Hummingbird
internal import OAIPMH

extension Request {
  /// Whether the client says that it has what bears a tag and last changed at a moment (RFC 9110, section 13.2.2).
  /// - Parameter modified: `nil` where it is not known; dates say nothing then.
  func has(entityTag: String, modified: Timestamp?) -> Bool {
    if let isNamed = names(entityTag: entityTag) { return isNamed }
    guard let modified, let text = headers[.ifModifiedSince], let since = HTTPDate.stamp(text) else {
      return false
    }
    return modified <= since
  }

  /// Whether the client says that it has what bears a tag; `nil` where it does not speak of tags.
  ///
  /// Tags are compared weakly, as for GET and HEAD (RFC 9110, section 13.1.2).
  func names(entityTag: String) -> Bool? {
    headers[.ifNoneMatch].map { tags in
      tags.split(separator: ",").contains { tag in
        var tag = tag.drop { $0 == " " }
        if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
        while tag.last == " " { tag.removeLast() }
        return tag == "*" || tag == entityTag
      }
    }
  }
}
