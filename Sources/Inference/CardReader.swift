internal import Hashing
internal import Yams

extension ModelCard {
  /// Reads a card. Unknown keys are refused with their line; every key is needed unless said otherwise.
  ///
  /// - Parameters:
  ///   - yaml: The card's text.
  ///   - name: What to call the card in errors, such as its path.
  public init(yaml: String, name: String) throws(InferenceError) {
    let root: CardNode
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw InferenceError.cardInvalid(card: name, line: nil, reason: "the file is empty")
      }
      root = CardNode(node: node, card: name, path: "")
    } catch let error as InferenceError {
      throw error
    } catch {
      throw .cardInvalid(card: name, line: nil, reason: "no YAML: \(error)")
    }
    try root.allow([
      "id", "version", "title", "task", "licence", "licence_evidence", "source", "model", "labels", "input",
      "preprocessing", "outputs", "calibration", "figures", "limits", "cost",
    ])
    // The two without which nothing runs come first, so that their absence is what is reported.
    licence = try root.text("licence")
    licenceEvidence = try root.text("licence_evidence")
    model = try root.child("model").file()

    id = try root.text("id")
    guard !id.isEmpty, id.utf8.allSatisfy({ Self.identifierBytes.contains($0) }) else {
      throw root.problem("`id` must be of a-z, 0-9 and -, not `\(id)`")
    }
    version = try root.text("version")
    title = try root.text("title")
    task = try root.choice("task", of: Task.self)
    source = try root.child("source").source()
    labels = try root.optional("labels")?.labels()
    let input = try root.child("input")
    try input.allow(["tensor"])
    inputTensor = try input.text("tensor")
    preprocessing = try root.child("preprocessing").preprocessing()
    outputs = []
    for output in try root.list("outputs") { outputs.append(try output.output()) }
    calibration = try root.text("calibration")
    figures = []
    for figure in try root.list("figures") {
      try figure.allow(["measure", "value", "data"])
      figures.append(
        Figure(
          measure: try figure.text("measure"), value: try figure.text("value"), data: try figure.text("data"))
      )
    }
    limits = try root.text("limits")
    let cost = try root.child("cost")
    try cost.allow(["cpu_seconds_per_thousand_images"])
    cpuSecondsPerThousandImages = try cost.number("cpu_seconds_per_thousand_images")
    try checkTask(root)
  }

  private static let identifierBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

  /// Each task needs its outputs, and class scores need their labels.
  private func checkTask(_ root: CardNode) throws(InferenceError) {
    let scores = outputs.filter { $0.kind != .embedding }
    let embeddings = outputs.filter { $0.kind == .embedding }
    guard scores.count <= 1, embeddings.count <= 1 else {
      throw root.problem("`outputs` has more than one output of class scores or more than one embedding")
    }
    switch task {
    case .classification where scores.isEmpty:
      throw root.problem("task `classification` needs an output of kind `logits` or `probabilities`")
    case .classification where labels == nil:
      throw root.problem("task `classification` needs `labels`")
    case .embedding where embeddings.isEmpty:
      throw root.problem("task `embedding` needs an output of kind `embedding`")
    default: break
    }
  }
}

/// A node of a card with the place it stands at, for errors that say where.
private struct CardNode {
  let node: Node
  let card: String
  let path: String

  func problem(_ reason: String) -> InferenceError {
    .cardInvalid(card: card, line: node.mark?.line, reason: reason)
  }

  private func qualified(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  /// Refuses every key that is not in the list.
  func allow(_ keys: Set<String>) throws(InferenceError) {
    guard let mapping = node.mapping else {
      throw problem("\(path.isEmpty ? "the card" : "`\(path)`") must hold keys with values")
    }
    for (key, _) in mapping {
      guard let name = key.string, keys.contains(name) else {
        throw .cardInvalid(
          card: card, line: key.mark?.line,
          reason:
            "unknown key `\(qualified(key.string ?? "?"))`: "
            + "known are \(keys.sorted().joined(separator: ", "))"
        )
      }
    }
  }

  func optional(_ key: String) -> CardNode? {
    guard let value = node.mapping?[key] else { return nil }
    return CardNode(node: value, card: card, path: qualified(key))
  }

  func child(_ key: String) throws(InferenceError) -> CardNode {
    guard let child = optional(key) else { throw problem("`\(qualified(key))` is missing") }
    return child
  }

  func text(_ key: String) throws(InferenceError) -> String {
    let child = try child(key)
    guard let text = child.node.scalar?.string, !text.isEmpty else {
      throw child.problem("`\(child.path)` must be a text that is not empty")
    }
    return text
  }

  func number(_ key: String) throws(InferenceError) -> Double {
    let child = try child(key)
    guard let text = child.node.scalar?.string, let number = Double(text), number.isFinite else {
      throw child.problem("`\(child.path)` must be a number")
    }
    return number
  }

  /// A whole number from 1 to a million.
  func count(_ key: String) throws(InferenceError) -> Int {
    let child = try child(key)
    guard let text = child.node.scalar?.string, let number = Int(text), (1...1_000_000).contains(number)
    else {
      throw child.problem("`\(child.path)` must be a whole number from 1 to 1000000")
    }
    return number
  }

  func list(_ key: String) throws(InferenceError) -> [CardNode] {
    let child = try child(key)
    guard let sequence = child.node.sequence else { throw child.problem("`\(child.path)` must be a list") }
    return sequence.enumerated().map { CardNode(node: $1, card: card, path: "\(child.path)[\($0)]") }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws(InferenceError) -> Choice where Choice.RawValue == String {
    let word = try text(key)
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw try child(key).problem("`\(qualified(key))` is `\(word)`: known are \(known)")
    }
    return choice
  }

  func hash(_ key: String) throws(InferenceError) -> ContentHash {
    let word = try text(key)
    guard let hash = ContentHash(hexadecimal: word) else {
      throw try child(key).problem("`\(qualified(key))` must be a SHA-256 of 64 hexadecimal digits")
    }
    return hash
  }

  func file() throws(InferenceError) -> ModelCard.File {
    try allow(["file", "sha256"])
    return try fileAndHash()
  }

  private func fileAndHash() throws(InferenceError) -> ModelCard.File {
    let path = try text("file")
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw try child("file").problem("`\(qualified("file"))` must stay within the pack's folder")
    }
    return ModelCard.File(path: path, sha256: try hash("sha256"))
  }

  func source() throws(InferenceError) -> ModelCard.Source {
    try allow(["package", "version", "address", "folder", "file", "sha256", "converter"])
    let origin: String
    if optional("package") != nil {
      origin = try text("package") + " " + text("version")
    } else if optional("address") != nil {
      origin = try text("address")
    } else if optional("folder") != nil {
      origin = try text("folder")
    } else {
      throw problem("`source` needs a `package` with its `version`, an `address` or a `folder`")
    }
    return ModelCard.Source(
      origin: origin, file: try text("file"), sha256: try hash("sha256"),
      converter: optional("converter") == nil ? nil : try text("converter"))
  }

  func labels() throws(InferenceError) -> ModelCard.Labels {
    try allow(["file", "sha256", "source", "keep"])
    return ModelCard.Labels(file: try fileAndHash(), source: try text("source"), keep: try count("keep"))
  }

  func output() throws(InferenceError) -> ModelCard.Output {
    try allow(["tensor", "kind", "size"])
    return ModelCard.Output(
      tensor: try text("tensor"), kind: try choice("kind", of: ModelCard.Output.Kind.self),
      size: try count("size"))
  }

  func preprocessing() throws(InferenceError) -> Preprocessing {
    try allow(["id", "version", "resize_short_side", "crop", "mean", "deviation"])
    let preprocessing = Preprocessing(
      id: try text("id"), version: try count("version"), shortSide: try count("resize_short_side"),
      crop: try count("crop"), mean: try channels("mean"), deviation: try channels("deviation"))
    guard preprocessing.crop <= preprocessing.shortSide, preprocessing.shortSide <= 4096 else {
      throw problem("`\(path)` needs crop <= resize_short_side <= 4096")
    }
    guard preprocessing.deviation.min() > 0 else {
      throw problem("`\(path).deviation` must be above 0")
    }
    return preprocessing
  }

  /// Three numbers: red, green, blue.
  private func channels(_ key: String) throws(InferenceError) -> SIMD3<Float> {
    let values = try list(key).compactMap { $0.node.scalar.flatMap { Float($0.string) } }
    guard values.count == 3 else { throw try child(key).problem("`\(qualified(key))` must be three numbers") }
    return SIMD3(values[0], values[1], values[2])
  }
}
