internal import Foundation

/// Arithmetic on what a model gives.
enum Scores {
  /// Probabilities from unnormalised scores: exp(x) over the sum of all exp(x), safe against overflow.
  static func softmax(_ logits: some Collection<Float>) -> [Double] {
    let greatest = Double(logits.max() ?? 0)
    let exponentials = logits.map { exp(Double($0) - greatest) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }

  /// The places of the greatest scores, greatest first; equal scores by their place.
  static func greatest(_ count: Int, of scores: [Double]) -> [Int] {
    // An insertion into a short list beats sorting a thousand scores for ten.
    var best: [Int] = []
    for place in scores.indices {
      if best.count == count, let last = best.last, scores[place] <= scores[last] { continue }
      let position = best.firstIndex { scores[place] > scores[$0] } ?? best.endIndex
      best.insert(place, at: position)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  /// The vector divided by its Euclidean length; a vector of zeros stays as it is.
  static func unitLength(_ vector: some Collection<Float>) -> [Float] {
    let square = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard square > 0 else { return Array(vector) }
    let factor = Float(1 / square.squareRoot())
    return vector.map { $0 * factor }
  }
}
