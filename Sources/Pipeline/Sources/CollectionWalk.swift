internal import IIIF

/// Follows a IIIF collection through its pages and the collections in it, to the manifests. Pure: the caller fetches.
///
/// Source: IIIF Presentation API 2.1.1, section 5.8, and 3.0, section 5.1.
struct CollectionWalk {
  /// Collections inside collections that are followed.
  static let deepest = 20
  /// Documents without a manifest one after another, after which the collection is taken for endless.
  static let mostEmpty = 1000

  private var waiting: [(address: String, depth: Int)]
  private var seen: Set<String>
  private var emptyDocuments = 0
  /// The addresses of the manifests so far, each once.
  private(set) var manifests: Set<String> = []

  init(root: String) {
    waiting = [(root, 1)]
    seen = [root]
  }

  /// The document to fetch next; `nil` at the end.
  var next: (address: String, depth: Int)? { waiting.last }

  /// Leaves out the document that was to come next.
  mutating func skip() { _ = waiting.popLast() }

  /// Takes in the document that was to come next.
  /// - Throws: where it is no collection, or the collections do not end.
  mutating func take(_ json: [UInt8]) throws {
    guard let current = waiting.popLast() else { return }
    let document = try PresentationDocument(json: json)
    guard case .collection(let collection) = document else {
      throw SourceError(
        "it is a manifest and no collection: name the address of a collection under harvest.url")
    }
    let before = manifests.count
    var found: [(address: String, depth: Int)] = []
    for member in collection.members {
      if !member.isCollection {
        manifests.insert(member.id)
      } else if seen.insert(member.id).inserted {
        guard current.depth < Self.deepest else {
          throw SourceError(
            "collections lie more than \(Self.deepest) deep: harvest the inner ones one by one")
        }
        found.append((member.id, current.depth + 1))
      }
    }
    if let next = collection.next, seen.insert(next).inserted { found.append((next, current.depth)) }
    waiting += found.reversed()
    emptyDocuments = manifests.count > before ? 0 : emptyDocuments + 1
    guard emptyDocuments < Self.mostEmpty else {
      throw SourceError("\(Self.mostEmpty) documents without a further manifest one after another")
    }
  }
}
