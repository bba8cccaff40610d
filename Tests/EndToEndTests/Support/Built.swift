import Foundation

/// What the tests run, as far as it is there.
enum Built {
  /// The folder of the sources.
  static let project = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The executable beside the test bundle, or the one that WINNOW names.
  static let winnow: String? = {
    if let named = ProcessInfo.processInfo.environment["WINNOW"] { return named }
    let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "/").deletingLastPathComponent()
    let built = beside.appendingPathComponent("winnow").path
    return FileManager.default.isExecutableFile(atPath: built) ? built : nil
  }()

  /// True where executable, runtime and models are there.
  static let isComplete =
    winnow != nil && exists(".setup/runtime") && exists(".setup/models/imagenet-mobilenet-v2/model.onnx")

  /// Python with Sickle and RDFLib, as `Setup/test-packages` makes it.
  static let python: String? =
    exists(".setup/test-venv.done") ? project + "/.setup/test-venv/bin/python" : nil

  /// Python with oaipmh-scythe, as `Setup/test-packages` makes it.
  static let scythe: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/oaipmh_scythe") ? python : nil

  /// Perl with HTTP::OAI and Catmandu, where `Setup/system-packages` has installed them.
  static let perl: String? =
    ["HTTP/OAI.pm", "Catmandu/Importer/OAI.pm"].allSatisfy {
      FileManager.default.fileExists(atPath: "/usr/share/perl5/" + $0)
    } ? "/usr/bin/perl" : nil

  /// Python with other people's OAI-PMH servers, as `Setup/test-packages` makes it.
  static let peers: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/oai_repo") ? python : nil

  /// Python with pymarc, as `Setup/test-packages` makes it.
  static let pymarc: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/pymarc") ? python : nil

  /// The reader of MARC files of Index Data, where it is installed.
  static let yaz: String? = {
    let file = ProcessInfo.processInfo.environment["YAZ_MARCDUMP"] ?? "/usr/bin/yaz-marcdump"
    return FileManager.default.isExecutableFile(atPath: file) ? file : nil
  }()

  /// Python with RDFLib, PyArrow and DuckDB, as `Setup/test-packages` makes it.
  static let tables: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/duckdb-2.0.1.dist-info") ? python : nil

  /// Python with Saxon, as `Setup/test-packages` makes it.
  static let saxon: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/saxonche-13.1.1.dist-info") ? python : nil

  /// Python with the IIIF Consortium's models of its own schema, as `Setup/test-packages` makes it.
  static let prezi: String? =
    exists(".setup/test-venv/lib/python3.11/site-packages/iiif_prezi3") ? python : nil

  /// The photographs of the demo, where `Fixtures/demo/pictures` has made them.
  static let photographs: String? = exists(".demo/images/museum/katze.jpg") ? project + "/.demo/images" : nil

  /// The schema of EDM external, which the project does not ship.
  static let schema: String? = {
    let file = project + "/../shared/data/edm/europeana+metis-schema/xsd/EDM.xsd"
    return FileManager.default.fileExists(atPath: file)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
      ? file : nil
  }()

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: project + "/" + path)
  }
}
