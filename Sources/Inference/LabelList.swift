/// The classes of a model in the order of its scores.
public struct LabelList: Sendable, Equatable {
  /// The classes' own ids, such as WordNet synsets: labels are not unique.
  public let ids: [String]
  /// The classes' names, as long as the ids.
  public let labels: [String]

  /// Reads lines of `id TAB label`; empty lines are left out.
  ///
  /// - Throws: ``InferenceError/labelsInvalid(model:file:reason:)`` for a line of another shape, an id that is
  ///   there twice, or another number of classes than the model has.
  init(text: String, count: Int, model: String, file: String) throws(InferenceError) {
    var ids: [String] = []
    var labels: [String] = []
    var seen: Set<String> = []
    for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 2, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw .labelsInvalid(model: model, file: file, reason: "line \(number + 1) is not `id TAB label`")
      }
      let id = String(fields[0])
      guard seen.insert(id).inserted else {
        throw .labelsInvalid(model: model, file: file, reason: "line \(number + 1) repeats the id \(id)")
      }
      ids.append(id)
      labels.append(String(fields[1]))
    }
    guard ids.count == count else {
      throw .labelsInvalid(model: model, file: file, reason: "\(ids.count) classes, the card says \(count)")
    }
    self.ids = ids
    self.labels = labels
  }
}
