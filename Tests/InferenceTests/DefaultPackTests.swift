import Foundation
import Inference
import Testing

private let packs = ModelCatalogue(folder: checkout.appending(path: ".setup/models").path).packs
private var absence: String {
  if !runtimeProblem.isEmpty { return runtimeProblem }
  return packs.isEmpty ? "no model pack is installed: run `make setup`" : ""
}

@Suite("The default pack", .enabled(if: absence.isEmpty, "\(absence)"))
struct DefaultPackTests {
  /// A tennis ball as one can draw it: a yellow-green disc with a light seam on dark ground.
  private func ball(side: Int) -> [UInt8] {
    var pixels: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        let across = Double(x) / Double(side) * 2 - 1
        let down = Double(y) / Double(side) * 2 - 1
        let distance = (across * across + down * down).squareRoot()
        guard distance < 0.7 else {
          pixels += [35, 40, 45]
          continue
        }
        let light = 1 - 0.5 * distance * distance
        let seam = abs(abs(across) - 0.25 - 0.4 * down * down) < 0.03
        let colour = seam ? [235.0, 235, 225] : [200.0, 225, 60]
        pixels += colour.map { UInt8($0 * light) }
      }
    }
    return pixels
  }

  @Test("It is whole, and answers on a drawn ball with round things and a feature vector of length 1")
  func answers() async throws {
    let analyst = try ImageAnalyst(packs: packs, runtime: runtimeOrProblem.get(), threads: 1)
    let output = try #require(
      try await analyst.analyse(pixels: ball(side: 300), width: 300, height: 300).first)
    print("drawn ball: \(output.labels.prefix(5).map { "\($0.label) \($0.score)" })")
    #expect(output.labels.count == 10)
    #expect(output.labels.prefix(5).contains { $0.id == "n04409515" }, "n04409515 is the tennis ball")
    let scores = output.labels.map(\.score)
    #expect(scores == scores.sorted(by: >) && scores.reduce(0, +) <= 1.000_001)
    #expect(output.embedding.count == 1280)
    let square = output.embedding.reduce(0) { $0 + $1 * $1 }
    #expect(abs(square - 1) < 1e-4)
  }
}
