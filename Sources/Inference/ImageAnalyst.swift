/// Looks at images with every model it was given, on threads of its own.
public final class ImageAnalyst: Sendable {
  private let models: [LoadedModel]
  private let threads: WorkerThreads

  /// Verifies and loads packs.
  ///
  /// - Parameters:
  ///   - packs: The packs to use, such as ``ModelCatalogue/packs``.
  ///   - runtime: The opened runtime.
  ///   - threads: How many images are looked at at once, at least 1: one core each.
  /// - Throws: The first pack's problem: nothing runs whose hash differs or that cannot be loaded.
  public init(packs: [ModelPack], runtime: InferenceRuntime, threads: Int) throws(InferenceError) {
    var models: [LoadedModel] = []
    for pack in packs { models.append(try pack.load(runtime: runtime)) }
    self.models = models
    self.threads = WorkerThreads(count: threads, name: "inference")
  }

  /// Which models look, as results are keyed: who has a result under each key need not ask.
  public var identities: [ModelIdentity] { models.map(\.pack.identity) }

  /// What the models say of an image.
  ///
  /// - Parameters:
  ///   - pixels: 8-bit sRGB, interleaved, row by row.
  ///   - width: Pixels.
  ///   - height: Pixels.
  ///   - known: Models whose result is there already: they are not run.
  /// - Returns: One output a model that was run, in the order of ``identities``.
  public func analyse(
    pixels: [UInt8], width: Int, height: Int, skipping known: Set<ModelIdentity> = []
  ) async throws(InferenceError) -> [ModelOutput] {
    let wanted = models.filter { !known.contains($0.pack.identity) }
    guard !wanted.isEmpty else { return [] }
    return try await threads.run { () throws(InferenceError) -> [ModelOutput] in
      var outputs: [ModelOutput] = []
      for model in wanted {
        outputs.append(try model.analyse(pixels: pixels, width: width, height: height))
      }
      return outputs
    }
  }
}
