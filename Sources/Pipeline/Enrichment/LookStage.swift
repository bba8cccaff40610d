internal import EDM
public import Imaging
public import Inference
internal import OAIPMH
public import Store
internal import Synchronization

/// `look`: one decode of an image, for everything that wants to know about it.
public struct LookStage: StageWork {
  /// Takes the jobs of `look`.
  public let stage = Stage.look
  /// Images decoded and analysed in one transaction.
  public let batchSize: Int
  /// Counts in images.
  public let unit = "images"
  private let store: any Store
  private let blobs: any BlobStore
  private let decoder: DecoderPool
  private let analyst: ImageAnalyst?
  private let rights: RightsGate
  private let nearDuplicates: NearDuplicates

  /// The width of the thumbnail; pixels.
  public static let thumbnailWidth = 400
  /// The long side of the pixels handed to models; pixels.
  static let pixelLongSide = 512

  /// - Parameters:
  ///   - analyst: the models; `nil` where none is installed, and images are only measured.
  ///   - workers: images looked at side by side.
  public init(
    store: any Store, blobs: any BlobStore, decoder: DecoderPool, analyst: ImageAnalyst?, rights: RightsGate,
    nearDuplicates: NearDuplicates, workers: Int
  ) {
    self.store = store
    self.blobs = blobs
    self.decoder = decoder
    self.analyst = analyst
    self.rights = rights
    self.nearDuplicates = nearDuplicates
    batchSize = max(1, workers) * 8
  }

  /// Decodes and analyses each medium once, and relates it to the media that were looked at before.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    try await nearDuplicates.refresh(from: store)
    return try await withThrowingTaskGroup(of: StageOutcome.self) { group in
      for job in jobs {
        guard case .medium(let medium) = job.subject else { continue }
        group.addTask { try await look(at: medium, for: job) }
      }
      var outcome = StageOutcome()
      for try await part in group { outcome.merge(part) }
      return outcome
    }
  }

  private func look(at medium: MediumID, for job: Job) async throws -> StageOutcome {
    var outcome = StageOutcome()
    let shown = try await store.webResources(showing: medium)
    guard let owner = shown.first?.provider else {
      // No record shows it any more: the job ends, and so does the file.
      outcome.results.append(.obsolete(job))
      outcome.obsoleteBlobs.append(BlobName.original(medium))
      return outcome
    }
    guard let file = try await blobs.localPath(of: BlobName.original(medium)) else {
      outcome.failures.append(
        JobFailure(
          job: job,
          reason: "the file of medium \(medium) is not in the blob store: it has to be fetched again",
          retryAt: nil))
      return outcome
    }
    let decoded: DecodedLook
    do {
      decoded = try await decoder.look(
        file: file,
        options: LookOptions(thumbnailWidths: [Self.thumbnailWidth], pixelLongSide: Self.pixelLongSide))
    } catch .decoderUnavailable(let reason) {
      outcome.failures.append(
        JobFailure(job: job, reason: reason, retryAt: Timestamp.now.advanced(by: 30)))
      return outcome
    } catch {
      outcome.results.append(.undecodable(job, reason: error.description))
      outcome.obsoleteBlobs.append(BlobName.original(medium))
      return outcome
    }
    let results = try await analyse(decoded, medium: medium)
    if !results.isEmpty { outcome.count(owner) { $0.analysed += 1 } }
    if let thumbnail = decoded.thumbnail, shown.contains(where: { rights.allowsThumbnail($0) }) {
      try await blobs.put(thumbnail, name: BlobName.thumbnail(medium, width: Self.thumbnailWidth))
    }
    let facts = MediumFacts(decoded.image)
    let relations = nearDuplicates.relations(of: medium, image: decoded.image)
    outcome.results.append(.looked(job, facts, results, relations))
    outcome.obsoleteBlobs.append(BlobName.original(medium))
    return outcome
  }

  /// What the models say that have not said it yet.
  private func analyse(_ decoded: DecodedLook, medium: MediumID) async throws -> [ModelResult] {
    guard let analyst, let pixels = decoded.pixels else { return [] }
    let known = try await store.results(of: medium).map {
      ModelIdentity(
        model: $0.model, weightsHash: $0.weightsHash, preprocessing: $0.preprocessing, task: $0.task)
    }
    let outputs = try await analyst.analyse(
      pixels: pixels.rgb, width: pixels.width, height: pixels.height, skipping: Set(known))
    return outputs.map { output in
      ModelResult(
        medium: medium, region: output.region, preprocessing: output.preprocessing, model: output.model,
        weightsHash: output.weightsHash, task: output.task,
        labels: output.labels.map { ModelResult.Label(id: $0.id, label: $0.label, score: $0.score) },
        embedding: output.embedding, at: .now)
    }
  }
}

extension MediumFacts {
  /// What the store keeps of a look.
  init(_ image: LookedImage) {
    self.init(
      mime: image.mime, byteCount: image.byteCount, width: image.width, height: image.height,
      colourSpace: image.colourSpace, dominantColours: image.dominantColours,
      exifOrientation: image.exifOrientation, perceptualHash: image.perceptualHash.description,
      signals: image.signals, flags: image.flags)
  }
}
