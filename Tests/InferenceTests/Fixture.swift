import Foundation
import Inference
import Testing

/// The checkout's root, from this file's place in it.
let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

let fixtureModels = checkout.appending(path: "Fixtures/models").path
let runtimeSearch = RuntimeSearch(folder: checkout.appending(path: ".setup/runtime").path)

/// The opened runtime, or why there is none: tests that need it are skipped with that reason.
let runtimeOrProblem: Result<InferenceRuntime, InferenceError> = Result { () throws(InferenceError) in
  try InferenceRuntime(search: runtimeSearch)
}

var runtimeProblem: String {
  if case .failure(let error) = runtimeOrProblem { return error.description }
  return ""
}

/// A folder for one test that is gone afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "winnow-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// A copy of the tiny pack whose card was changed.
func withTinyPack(replacing old: String, with new: String, _ body: (String) throws -> Void) throws {
  try withTemporaryFolder { folder in
    let pack = folder + "/tiny-colours"
    try FileManager.default.copyItem(atPath: fixtureModels + "/tiny-colours", toPath: pack)
    let card = try String(contentsOfFile: pack + "/card.yaml", encoding: .utf8)
    try #require(card.contains(old))
    try card.replacing(old, with: new).write(toFile: pack + "/card.yaml", atomically: true, encoding: .utf8)
    try body(pack)
  }
}

/// An image of one colour.
func plainImage(_ red: UInt8, _ green: UInt8, _ blue: UInt8, width: Int, height: Int) -> [UInt8] {
  (0..<width * height).flatMap { _ in [red, green, blue] }
}
