/// The list of what happened to a publisher's manifests, page by page.
///
/// Source: IIIF Change Discovery API 1.0, sections 3.1 to 3.3.
public struct ActivityStream: Sendable, Equatable {
  /// The address of the newest page.
  public var last: String
  /// As stated; activities over all pages.
  public var totalItems: Int?

  /// Reads the `OrderedCollection` of a stream.
  /// - Throws: ``IIIFError`` where it is none or names no last page.
  public init(json bytes: [UInt8]) throws(IIIFError) {
    let document = try JSONValue(document: bytes)
    let type = document[anyOf: "type", "@type"]?.text ?? ""
    guard type == "OrderedCollection" else {
      throw .notRecognised(
        expected: "IIIF Change Discovery stream (OrderedCollection)",
        found: type.isEmpty ? "it has no `type`" : "its type is `\(type)`")
    }
    guard let last = document["last"], let address = last.text ?? last[anyOf: "id", "@id"]?.text else {
      throw .missing(member: "last", document: "stream")
    }
    self.last = address
    totalItems = document["totalItems"]?.size
  }
}

/// A page of a stream: activities from the oldest to the newest.
///
/// Source: IIIF Change Discovery API 1.0, section 3.2.
public struct ActivityPage: Sendable, Equatable {
  /// The address of the next older page; `nil` for the first page.
  public var previous: String?
  /// The activities, the oldest first.
  public var activities: [Activity]
  /// What could not be used, in words.
  public var oddities: [String]

  /// Reads an `OrderedCollectionPage`.
  /// - Throws: ``IIIFError`` where it is none or has no list.
  public init(json bytes: [UInt8]) throws(IIIFError) {
    let document = try JSONValue(document: bytes)
    let type = document[anyOf: "type", "@type"]?.text ?? ""
    guard type == "OrderedCollectionPage" else {
      throw .notRecognised(
        expected: "page of a IIIF Change Discovery stream (OrderedCollectionPage)",
        found: type.isEmpty ? "it has no `type`" : "its type is `\(type)`")
    }
    guard let items = document["orderedItems"] else {
      throw .missing(member: "orderedItems", document: "page of the stream")
    }
    previous = document["prev"].flatMap { $0.text ?? $0[anyOf: "id", "@id"]?.text }
    activities = []
    oddities = []
    for (place, item) in items.items.enumerated() {
      do {
        activities.append(try Activity(item))
      } catch {
        oddities.append("activity \(place + 1): \(error)")
      }
    }
  }
}

/// Something that happened to a manifest or collection.
///
/// Source: IIIF Change Discovery API 1.0, section 3.3.
public struct Activity: Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    case create = "Create"
    case update = "Update"
    case delete = "Delete"
    case move = "Move"
    case add = "Add"
    case remove = "Remove"
    case refresh = "Refresh"
  }

  /// What happened.
  public var kind: Kind
  /// The address of what it happened to; empty for a refresh.
  public var object: String
  /// True where that is a collection and no manifest.
  public var isCollection: Bool
  /// True where that is a manifest, or is not said to be anything else.
  public var isManifest: Bool
  /// Where it was moved to.
  public var target: String?
  /// When it ended, or for a refresh began, as written; `nil` in streams of level 0.
  public var moment: String?

  init(_ value: JSONValue) throws(IIIFError) {
    let type = value[anyOf: "type", "@type"]?.text
    guard let type, let kind = Kind(rawValue: type) else {
      throw .notRecognised(
        expected: "known activity", found: type.map { "its type is `\($0)`" } ?? "it has no `type`")
    }
    self.kind = kind
    let object = value["object"]
    self.object = object.flatMap { $0.text ?? $0[anyOf: "id", "@id"]?.text } ?? ""
    guard kind == .refresh || !self.object.isEmpty else {
      throw .missing(member: "object.id", document: type)
    }
    let objectType = object?[anyOf: "type", "@type"]?.text
    isCollection = objectType?.hasSuffix("Collection") ?? false
    isManifest = objectType?.hasSuffix("Manifest") ?? true
    let target = value["target"]
    self.target = target.flatMap { $0.text ?? $0[anyOf: "id", "@id"]?.text }
    guard kind != .move || self.target != nil else { throw .missing(member: "target.id", document: type) }
    moment = kind == .refresh ? value[anyOf: "startTime", "endTime"]?.text : value["endTime"]?.text
  }
}
