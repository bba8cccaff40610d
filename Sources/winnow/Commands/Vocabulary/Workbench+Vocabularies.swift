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
    describers: [ProviderID: ProviderDescriber], engine: FetchEngine, control: JobControl,
    iconclass: IconclassVocabulary?
  ) -> ConceptHarvest {
    let lookup = conceptLookup(engine: engine, control: control, iconclass: iconclass)
    return ConceptHarvest(store: store, lookup: lookup) { sources in
      await describers.describedRecords(of: sources).values.compactMap { (try? $0.get())?.record }
    }
  }

  /// Finds concepts.
  /// - Parameters:
  ///   - engine: asks vocabularies on the net; `nil` where only what is here is to be used, as when publishing.
  ///   - iconclass: as ``iconclass()`` gives it: 20 MB, to be read once.
  func conceptLookup(
    engine: FetchEngine? = nil, control: JobControl? = nil, iconclass: IconclassVocabulary?
  ) -> ConceptLookup {
    ConceptLookup(
      cache: store, engine: engine, iconclass: iconclass, settings: configuration.vocabularies,
      interruption: control?.interruption ?? Interruption(), progress: { control?.progress.show($0) })
  }
}
