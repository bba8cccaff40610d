internal import Foundation

/// The packs installed in a folder: one folder each, with a `card.yaml`.
public struct ModelCatalogue: Sendable {
  /// The folder that was read.
  public let folder: String
  /// Packs whose card is good, by id.
  public let packs: [ModelPack]
  /// What is wrong with the others, in the order of their folders' names.
  public let problems: [InferenceError]

  /// Reads all cards. A folder that is not there holds no packs.
  public init(folder: String) {
    self.folder = folder
    var packs: [ModelPack] = []
    var problems: [InferenceError] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      let path = folder + "/" + name
      guard FileManager.default.fileExists(atPath: path + "/" + ModelPack.cardFile) else { continue }
      do throws(InferenceError) {
        let pack = try ModelPack(folder: path)
        if packs.contains(where: { $0.card.id == pack.card.id }) {
          problems.append(
            .cardInvalid(
              card: path + "/" + ModelPack.cardFile, line: nil,
              reason: "the id `\(pack.card.id)` is used by another pack: give each its own"))
        } else {
          packs.append(pack)
        }
      } catch {
        problems.append(error)
      }
    }
    self.packs = packs.sorted { $0.card.id < $1.card.id }
    self.problems = problems
  }

  /// The pack with an id.
  ///
  /// - Throws: ``InferenceError/unknownModel(id:installed:)``.
  public func pack(_ id: String) throws(InferenceError) -> ModelPack {
    guard let pack = packs.first(where: { $0.card.id == id }) else {
      throw .unknownModel(id: id, installed: packs.map(\.card.id))
    }
    return pack
  }
}

/// Whether an installed pack can be used.
public struct PackStatus: Sendable, Equatable {
  /// The pack that was checked.
  public let pack: ModelPack
  /// `nil` where hashes, licence and labels are in order and the runtime loads the model.
  public let problem: InferenceError?
}

extension ModelCatalogue {
  /// Verifies and loads every pack: what `winnow models check` and `winnow doctor` show beside ``problems``.
  public func statuses(runtime: InferenceRuntime) -> [PackStatus] {
    packs.map { pack in
      do throws(InferenceError) {
        try pack.check(runtime: runtime)
        return PackStatus(pack: pack, problem: nil)
      } catch {
        return PackStatus(pack: pack, problem: error)
      }
    }
  }
}
