internal import EDM
internal import Fetching
internal import Foundation
internal import IIIF
internal import Publishing
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
    /// What was read on the way of the service and of the manifest that led to it.
    var finding = IIIFFinding()
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
      let (image, canvas) = try await firstImage(
        ofManifest: manifest, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
      var location = Location(requests: [image.address])
      if let service = image.service {
        location = try await self.location(
          ofService: service, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
      }
      location.finding.canvas = IIIFFinding.Canvas(canvas)
      return location
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
        accessLimited: information.isAccessLimited,
        finding: IIIFFinding(
          imageService: .init(version: information.version.major, level: information.level)))
    } catch {
      throw Failure(
        state: .iiifInfoMissing, request: address, outcome: outcome, detail: String(describing: error))
    }
  }

  /// The first image of a manifest: the object's first page or view.
  private func firstImage(
    ofManifest address: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async throws(Failure) -> (CanvasImage, Canvas) {
    let canvases = try await canvases(
      ofManifest: address, agreement: agreement, agreementHosts: agreementHosts, delay: delay)
    for canvas in canvases.shown {
      if let image = canvas.images.first { return (image, canvas) }
    }
    throw Failure(
      state: .okNotAnImage, request: address, outcome: canvases.outcome,
      detail: "the manifest gives no image: \(IIIFError.missing(member: "images", document: "manifest"))")
  }

  /// The canvases of a manifest.
  func canvases(
    ofManifest address: String, agreement: Bool, agreementHosts: Set<String>, delay: Duration?
  ) async throws(Failure) -> (shown: [Canvas], outcome: FetchOutcome) {
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
      return (manifest.canvases, outcome)
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
