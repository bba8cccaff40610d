import EDM
import Fetching
import Foundation
import Pipeline
import Store
internal import WinnowConfiguration

extension Workbench {
  /// The classification Iconclass as the set-up brought it; `nil` where it did not.
  func iconclass() throws -> IconclassVocabulary? {
    let path = installation.setup + "/vocabularies/iconclass.tsv"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do { return try IconclassVocabulary(table: [UInt8](data)) } catch {
      throw CommandFailure(message: "\(path): \(error): run Setup/iconclass again")
    }
  }

  /// Tells one state of the classification from another; `nil` where there is none.
  var iconclassStamp: String? {
    FileManager.default.contents(atPath: installation.setup + "/vocabularies/iconclass.done")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Looks up all that records link to.
  func conceptHarvest(
    describers: [ProviderID: ProviderDescriber], engine: FetchEngine, control: JobControl
  ) throws -> ConceptHarvest {
    ConceptHarvest(store: store, lookup: try conceptLookup(engine: engine, control: control)) { sources in
      await describers.describedRecords(of: sources).values.compactMap { (try? $0.get())?.record }
    }
  }

  /// Finds concepts.
  /// - Parameter engine: asks vocabularies on the net; `nil` where only what is here is to be used, as when publishing.
  func conceptLookup(engine: FetchEngine?, control: JobControl? = nil) throws -> ConceptLookup {
    ConceptLookup(
      cache: store, engine: engine, iconclass: try iconclass(), settings: configuration.vocabularies,
      interruption: control?.interruption ?? Interruption(), progress: { control?.progress.show($0) })
  }
}
