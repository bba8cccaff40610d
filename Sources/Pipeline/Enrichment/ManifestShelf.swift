internal import Fetching
internal import IIIF
internal import Store

/// Reads the manifests that records name, each once for all of its pages that are fetched one after another.
actor ManifestShelf {
  /// What came of a manifest.
  enum Reading: Sendable {
    case canvases([Canvas])
    /// It is gone, or is no manifest; the reason in words.
    case unusable(String)
    /// It could not be had this time.
    case unreachable
  }

  /// Manifests remembered: those of the records that a batch of images belongs to.
  private static let capacity = 64

  private let locator: ImageLocator
  private var readings: [String: Task<Reading, Never>] = [:]
  private var order: [String] = []

  init(locator: ImageLocator) { self.locator = locator }

  /// The canvases of a manifest; asks for it at most once while it is remembered.
  func reading(
    of address: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async -> Reading {
    if let known = readings[address] { return await known.value }
    let locator = locator
    let task = Task<Reading, Never> {
      do throws(ImageLocator.Failure) {
        return .canvases(
          try await locator.canvases(
            ofManifest: address, agreement: agreement, agreementHosts: agreementHosts, delay: delay
          ).shown)
      } catch {
        switch error.state {
        case .http404, .http410, .soft404HTML, .okNotAnImage, .mimeMismatch, .empty:
          return .unusable(error.detail)
        default: return .unreachable
        }
      }
    }
    readings[address] = task
    order.append(address)
    if order.count > Self.capacity { readings[order.removeFirst()] = nil }
    let reading = await task.value
    if case .unreachable = reading {
      readings[address] = nil
      order.removeAll { $0 == address }
    }
    return reading
  }
}
