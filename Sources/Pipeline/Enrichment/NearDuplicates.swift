internal import Imaging
internal import Store
internal import Synchronization

/// Finds media that are the same scan, processed: scaled, recompressed, turned grey.
///
/// Measured on heritage pages (facts/image-analysis.md, section C): within 8 bits 31 of 2,415 pairs of different
/// pages of one book match wrongly, so the distance here is small, and for a blank page, which looks like all others,
/// nothing is looked for.
public final class NearDuplicates: Sendable {
  /// The largest distance that makes two media the same scan; bits of 64.
  public static let threshold = 4

  private struct State {
    var index = PerceptualHashIndex<MediumID>()
    var known: Set<MediumID> = []
    var position: Int64 = 0
  }

  private let state = Mutex(State())
  private static let pageSize = 10_000

  /// An index without a medium; it follows the store from its first use on.
  public init() {}

  /// Takes in the media that were looked at since the last call, by any process.
  func refresh(from store: any Store) async throws {
    while true {
      let position = state.withLock { $0.position }
      let page = try await store.perceptualHashes(after: position, limit: Self.pageSize)
      state.withLock { state in
        for entry in page {
          state.position = max(state.position, entry.position)
          Self.insert(entry.medium, PerceptualHash(bits: entry.hash), into: &state)
        }
      }
      if page.count < Self.pageSize { return }
    }
  }

  /// The relations of a medium to those known before it; from now on it is known itself.
  func relations(of medium: MediumID, image: LookedImage) -> [MediumRelation] {
    guard !image.flags.contains("blank") else { return [] }
    return state.withLock { state in
      let relations = state.index.neighbours(of: image.perceptualHash, within: Self.threshold)
        .filter { $0.key != medium }
        .map { MediumRelation(medium, $0.key, kind: .sameScan, distance: $0.distance) }
      Self.insert(medium, image.perceptualHash, into: &state)
      return relations
    }
  }

  private static func insert(_ medium: MediumID, _ hash: PerceptualHash, into state: inout State) {
    guard state.known.insert(medium).inserted else { return }
    state.index.insert(hash, key: medium)
  }
}
