internal import EDM
public import Store

/// A part of the records that a sweep has not met, in the order of their identifiers.
public struct MissingRecords: Sendable, Encodable, Equatable {
  /// One record.
  public struct Item: Sendable, Encodable, Equatable {
    /// The OAI identifier.
    public let identifier: String
    /// `nil` where the record has none, or was not described yet.
    public let title: String?
  }

  /// The records of this part.
  public let items: [Item]
  /// The identifier after which the next part begins; `nil` where this is the last one.
  public let next: String?

  /// Reads a part.
  /// - Parameters:
  ///   - after: an identifier after which to begin; `nil` for the first one.
  ///   - limit: at most this many.
  public init(of sweep: Sweep, store: any Store, after: String?, limit: Int) async throws {
    let identifiers = try await store.missing(in: sweep.key, after: after, limit: limit + 1)
    let shown = identifiers.prefix(limit)
    var items: [Item] = []
    for identifier in shown {
      let dossier = try await store.dossiers(try await store.find(identifier)).first {
        $0.source.provider == sweep.provider && $0.source.identifier == identifier
      }
      items.append(Item(identifier: identifier, title: dossier?.description?.title))
    }
    self.items = items
    next = identifiers.count > limit ? shown.last : nil
  }
}
