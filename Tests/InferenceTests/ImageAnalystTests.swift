import Foundation
import Hashing
import Inference
import Testing

@Suite("Looking at images with a model", .enabled(if: runtimeProblem.isEmpty, "\(runtimeProblem)"))
struct ImageAnalystTests {
  private func analyst(threads: Int = 2) throws -> ImageAnalyst {
    try ImageAnalyst(
      packs: ModelCatalogue(folder: fixtureModels).packs, runtime: runtimeOrProblem.get(), threads: threads)
  }

  @Test("The runtime says its version and the file it came from")
  func runtime() throws {
    let runtime = try runtimeOrProblem.get()
    #expect(runtime.version.split(separator: ".").count == 3)
    #expect(runtime.library.contains("libonnxruntime"))
  }

  @Test("Labels, scores and feature vector are those worked out by hand")
  func answers() async throws {
    let output = try #require(
      try await analyst().analyse(
        pixels: plainImage(255, 51, 0, width: 30, height: 20), width: 30, height: 20
      ).first)
    // The means are 1, 0.2 and 0; the logits four times as much.
    let exponentials = [exp(4.0), exp(0.8), 1.0]
    let sum = exponentials.reduce(0, +)
    #expect(output.labels.map(\.id) == ["colour-r", "colour-g"])
    #expect(output.labels.map(\.label) == ["red", "green"])
    #expect(zip(output.labels, exponentials).allSatisfy { abs($0.score - $1 / sum) < 1e-5 })
    let length = (1 + 0.2 * 0.2).squareRoot()
    #expect(abs(Double(output.embedding[0]) - 1 / length) < 1e-5)
    #expect(abs(Double(output.embedding[1]) - 0.2 / length) < 1e-5)
    #expect(output.embedding[2] == 0)
    #expect(output.model == "tiny-colours" && output.region == "full" && output.task == "classification")
    let file = try Data(contentsOf: URL(filePath: fixtureModels + "/tiny-colours/model.onnx"))
    #expect(output.weightsHash == ContentHash(of: file))
  }

  @Test("A model whose result is known is not run")
  func skipping() async throws {
    let analyst = try analyst()
    let pixels = plainImage(0, 0, 255, width: 9, height: 9)
    let outputs = try await analyst.analyse(
      pixels: pixels, width: 9, height: 9, skipping: Set(analyst.identities))
    #expect(outputs.isEmpty)
  }

  @Test("Many images at once give the answers they give one by one")
  func concurrent() async throws {
    let analyst = try analyst(threads: 4)
    let names = ["red", "green", "blue"]
    let found = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
      for number in 0..<200 {
        group.addTask {
          var channels: [UInt8] = [0, 0, 0]
          channels[number % 3] = 200
          let pixels = plainImage(channels[0], channels[1], channels[2], width: 40, height: 30)
          let outputs = try await analyst.analyse(pixels: pixels, width: 40, height: 30)
          return (number, outputs.first?.labels.first?.label)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(found.count == 200)
    #expect(found.allSatisfy { $0.value == names[$0.key % 3] })
  }

  @Test("Pixels that are no image are refused, and the next image is still looked at")
  func badPixels() async throws {
    let analyst = try analyst(threads: 1)
    await #expect(throws: InferenceError.self) {
      _ = try await analyst.analyse(pixels: [1, 2, 3], width: 2, height: 2)
    }
    #expect(try await analyst.analyse(pixels: [1, 2, 3], width: 1, height: 1).count == 1)
  }

  @Test("A model file that differs from its card does not run, and both hashes are named")
  func changedFile() throws {
    try withTinyPack(replacing: "id: tiny-colours", with: "id: tiny-changed") { pack in
      var bytes = try Data(contentsOf: URL(filePath: pack + "/model.onnx"))
      bytes[bytes.count - 1] ^= 1
      try bytes.write(to: URL(filePath: pack + "/model.onnx"))
      let error = #expect(throws: InferenceError.self) {
        _ = try ImageAnalyst(packs: [ModelPack(folder: pack)], runtime: runtimeOrProblem.get(), threads: 1)
      }
      #expect(error?.description.contains(ContentHash(of: bytes).hexadecimal) == true)
    }
  }

  @Test(
    "A card that does not fit its model is refused by name",
    arguments: [
      ("tensor: image", "tensor: picture", "its input is called `image`"),
      ("tensor: features", "tensor: vector", "no output `vector`"),
      ("  crop: 8", "  crop: 7", "1 x 3 x 7 x 7"),
      ("size: 3\n  - tensor: features", "size: 4\n  - tensor: features", "3 classes, the card says 4"),
    ])
  func unfitCard(old: String, new: String, expected: String) throws {
    try withTinyPack(replacing: old, with: new) { folder in
      let pack = try ModelPack(folder: folder)
      let error = #expect(throws: InferenceError.self) { try pack.check(runtime: runtimeOrProblem.get()) }
      #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }
  }

  @Test("A check of all packs tells the good from the bad")
  func statuses() throws {
    try withTinyPack(replacing: "id: tiny-colours", with: "id: tiny-bad") { bad in
      let folder = (bad as NSString).deletingLastPathComponent
      try FileManager.default.copyItem(atPath: fixtureModels + "/tiny-colours", toPath: folder + "/good")
      try FileManager.default.removeItem(atPath: bad + "/labels.tsv")
      let statuses = try ModelCatalogue(folder: folder).statuses(runtime: runtimeOrProblem.get())
      #expect(statuses.map(\.pack.card.id) == ["tiny-bad", "tiny-colours"])
      #expect(statuses[0].problem == .fileMissing(model: "tiny-bad", file: bad + "/labels.tsv"))
      #expect(statuses[1].problem == nil)
    }
  }

  @Test("Bytes that are no model are refused with the runtime's reason")
  func noModel() throws {
    let error = #expect(throws: InferenceError.self) {
      _ = try InferenceSession(
        model: Array("not a model".utf8), name: "nonsense", runtime: runtimeOrProblem.get())
    }
    #expect(error?.description.hasPrefix("model nonsense cannot be loaded") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test("A run with another shape than the model's fails with the runtime's reason, not with a crash")
  func wrongShape() throws {
    let bytes = try Data(contentsOf: URL(filePath: fixtureModels + "/tiny-colours/model.onnx"))
    let session = try InferenceSession(
      model: Array(bytes), name: "tiny", runtime: runtimeOrProblem.get())
    #expect(session.inputs.first?.shape == [nil, 3, 8, 8])
    #expect(session.outputs.map(\.name) == ["logits", "features"])
    #expect(throws: InferenceError.self) {
      _ = try session.run(
        Tensor(shape: [1, 3, 4, 4], values: .init(repeating: 0, count: 48)), wanted: ["logits"])
    }
    #expect(throws: InferenceError.self) {
      _ = try session.run(Tensor(shape: [1, 3, 8, 8], values: []), wanted: ["logits"])
    }
    #expect(throws: InferenceError.self) {
      _ = try session.run(
        Tensor(shape: [1, 3, 8, 8], values: .init(repeating: 0, count: 192)), wanted: ["nothing"])
    }
  }

  @Test("Several images in one batch give a row each")
  func batch() throws {
    let bytes = try Data(contentsOf: URL(filePath: fixtureModels + "/tiny-colours/model.onnx"))
    let session = try InferenceSession(
      model: Array(bytes), name: "tiny", runtime: runtimeOrProblem.get())
    let values = (0..<384).map { Float($0 / 64) }
    let features = try session.run(Tensor(shape: [2, 3, 8, 8], values: values), wanted: ["features"])
    #expect(features == [Tensor(shape: [2, 3], values: [0, 1, 2, 3, 4, 5])])
  }
}

@Suite("Finding the runtime")
struct RuntimeSearchTests {
  @Test("The highest version in the folder is tried first, the system's path last")
  func order() throws {
    try withTemporaryFolder { folder in
      for name in [
        "libonnxruntime.so.1.9.0", "libonnxruntime.so.1.32.0", "libonnxruntime.so.1.4.9", "README",
      ] {
        try Data().write(to: URL(filePath: folder + "/" + name))
      }
      let candidates = RuntimeSearch(folder: folder).candidates.map { ($0 as NSString).lastPathComponent }
      #expect(
        candidates == [
          "libonnxruntime.so.1.32.0", "libonnxruntime.so.1.9.0", "libonnxruntime.so.1.4.9",
          "libonnxruntime.so.1", "libonnxruntime.so",
        ])
    }
  }

  @Test("An explicit path is the only one tried, and its absence is named with the remedy")
  func explicit() {
    let error = #expect(throws: InferenceError.self) {
      _ = try InferenceRuntime(
        search: RuntimeSearch(library: "/nowhere/libonnxruntime.so", folder: fixtureModels))
    }
    #expect(error == .runtimeMissing(tried: ["/nowhere/libonnxruntime.so"]))
    #expect(error?.description.contains("winnow models install") == true)
  }

  @Test("A file that is no library, and a library that is not the runtime, are refused by name")
  func wrongLibrary() throws {
    try withTemporaryFolder { folder in
      try Data("no library".utf8).write(to: URL(filePath: folder + "/libonnxruntime.so.1"))
      let error = #expect(throws: InferenceError.self) {
        _ = try InferenceRuntime(search: RuntimeSearch(folder: folder))
      }
      guard case .runtimeUnusable(let library, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(library == folder + "/libonnxruntime.so.1")
    }
  }
}
