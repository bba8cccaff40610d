/// A verified pack with its session: from pixels to what the model says.
struct LoadedModel: Sendable {
  let pack: ModelPack
  private let session: InferenceSession
  private let labels: LabelList?
  private let wanted: [String]

  /// Checks the model's tensors against the card.
  init(pack: ModelPack, session: InferenceSession, labels: LabelList?) throws(InferenceError) {
    let card = pack.card
    self.pack = pack
    self.session = session
    self.labels = labels
    wanted = card.outputs.map(\.tensor)

    guard session.inputs.count == 1, let input = session.inputs.first else {
      throw .modelUnusable(model: card.id, reason: "it takes \(session.inputs.count) tensors, not one image")
    }
    guard input.name == card.inputTensor else {
      throw .modelUnusable(
        model: card.id, reason: "its input is called `\(input.name)`, the card says `\(card.inputTensor)`")
    }
    let crop = card.preprocessing.crop
    let expected = [1, 3, crop, crop]
    guard input.holdsFloats, input.shape.count == 4,
      zip(input.shape, expected).allSatisfy({ $0 == nil || $0 == $1 })
    else {
      throw .modelUnusable(
        model: card.id,
        reason: "its input is not a tensor of 1 x 3 x \(crop) x \(crop) floats but of \(input.shapeText)")
    }
    for output in card.outputs {
      guard let tensor = session.outputs.first(where: { $0.name == output.tensor }), tensor.holdsFloats else {
        throw .modelUnusable(model: card.id, reason: "it has no output `\(output.tensor)` of floats")
      }
    }
  }

  /// What the model says of an image of 8-bit RGB pixels. Blocking.
  func analyse(pixels: [UInt8], width: Int, height: Int) throws(InferenceError) -> ModelOutput {
    let card = pack.card
    let crop = card.preprocessing.crop
    let values = try card.preprocessing.tensor(pixels: pixels, width: width, height: height)
    let results = try session.run(Tensor(shape: [1, 3, crop, crop], values: values), wanted: wanted)
    var named: [ModelOutput.Label] = []
    var embedding: [Float] = []
    for (output, tensor) in zip(card.outputs, results) {
      guard tensor.values.count == output.size else {
        throw .runFailed(
          model: card.id,
          reason: "`\(output.tensor)` has \(tensor.values.count) numbers, the card says \(output.size)")
      }
      guard tensor.values.allSatisfy(\.isFinite) else {
        throw .runFailed(model: card.id, reason: "`\(output.tensor)` has numbers that are not finite")
      }
      switch output.kind {
      case .logits: named = best(Scores.softmax(tensor.values))
      case .probabilities: named = best(tensor.values.map(Double.init))
      case .embedding: embedding = Scores.unitLength(tensor.values)
      }
    }
    return ModelOutput(identity: pack.identity, region: "full", labels: named, embedding: embedding)
  }

  /// The labels that the card keeps, best first.
  private func best(_ scores: [Double]) -> [ModelOutput.Label] {
    guard let labels, let keep = pack.card.labels?.keep else { return [] }
    return Scores.greatest(keep, of: scores).map {
      ModelOutput.Label(id: labels.ids[$0], label: labels.labels[$0], score: scores[$0])
    }
  }
}
