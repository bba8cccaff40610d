internal import EDM
internal import Fetching
internal import Foundation
internal import IIIF
internal import Store
internal import Synchronization

/// Finds out which request brings the image of a web resource: the address itself, or a IIIF image request of
/// the right size.
struct ImageLocator: Sendable {
  /// Where an image is to be had.
  struct Location: Sendable {
    /// Requests to try in order; the next one only after the service answered 400 or 501.
    var requests: [String]
    /// Pixels of the full image, where an `info.json` tells.
    var full: PixelSize?
    /// True where the service declares that without signing in one sees less.
    var accessLimited = false
  }

  /// Why there is no location: the state of the link, with its cause.
  struct Failure: Error {
    var state: LinkState
    var request: String
    var outcome: FetchOutcome?
    var detail: String
  }

  /// A long side large enough for every signal and model; pixels.
  static let longSide = 1024
  private static let documentLimit: Int64 = 16 << 20

  let engine: FetchEngine

  /// - Parameters:
  ///   - reference: what the record says.
  ///   - agreement: whether the provider's agreement overrides robots.txt and reservations.
  ///   - agreementHosts: the hosts for which it does.
  func location(
    of reference: WebResourceReference, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async throws(Failure) -> Location {
    if let service = reference.imageService {
      return try await location(
        ofService: service, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
    }
    if let manifest = reference.manifest, reference.role == .derived {
      let image = try await firstImage(
        ofManifest: manifest, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
      guard let service = image.service else { return Location(requests: [image.address]) }
      return try await location(
        ofService: service, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
    }
    return Location(requests: [reference.address])
  }

  private func location(
    ofService base: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async throws(Failure) -> Location {
    let address = ImageAddress.information(ofBase: base)
    let outcome = await engine.fetch(
      documentRequest(address, agreement: agreement, agreementHosts: agreementHosts, delay: delay))
    if let failure = outcome.failure {
      switch failure {
      case .http404, .http410, .soft404HTML, .mimeMismatch:
        throw Failure(
          state: .iiifInfoMissing, request: address, outcome: outcome,
          detail: "the image service has no info.json (HTTP status \(outcome.status))")
      default:
        throw Failure(
          state: failure.linkState, request: address, outcome: outcome,
          detail: outcome.detail ?? failure.rawValue)
      }
    }
    do {
      let information = try ImageInformation(json: outcome.body, address: address)
      return Location(
        requests: information.requests(longSide: Self.longSide).map(\.text),
        full: PixelSize(width: information.width, height: information.height),
        accessLimited: information.isAccessLimited)
    } catch {
      throw Failure(
        state: .iiifInfoMissing, request: address, outcome: outcome, detail: String(describing: error))
    }
  }

  /// The first image of a manifest: the object's first page or view.
  private func firstImage(
    ofManifest address: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async throws(Failure) -> CanvasImage {
    let outcome = await engine.fetch(
      documentRequest(address, agreement: agreement, agreementHosts: agreementHosts, delay: delay))
    if let failure = outcome.failure {
      throw Failure(
        state: failure.linkState, request: address, outcome: outcome,
        detail: outcome.detail ?? failure.rawValue)
    }
    do {
      guard case .manifest(let manifest) = try PresentationDocument(json: outcome.body) else {
        throw IIIFError.notRecognised(expected: "manifest", found: "a collection")
      }
      guard let image = manifest.canvases.lazy.flatMap(\.images).first else {
        throw IIIFError.missing(member: "images", document: "manifest")
      }
      return image
    } catch {
      throw Failure(
        state: .okNotAnImage, request: address, outcome: outcome,
        detail: "the manifest gives no image: \(error)")
    }
  }

  private func documentRequest(
    _ address: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) -> FetchRequest {
    var request = FetchRequest(
      address: address, purpose: .media, limits: FetchLimits(maximumBytes: Self.documentLimit), delay: delay,
      agreement: agreement)
    request.agreementHosts = agreementHosts
    request.acceptsCompression = true
    return request
  }
}

extension FetchFailure {
  /// The state that the link-rot ledger keeps. Failures that say nothing about the address have none there and
  /// never reach it: see ``isLocal``.
  var linkState: LinkState { LinkState(rawValue: rawValue) ?? .networkOther }
}
