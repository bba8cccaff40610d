import Foundation
import Testing

/// Dumps in every format, as other people's software reads them.
@Suite(
  "Dumps in every format", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.tables != nil,
    "no executable, model, RDFLib, PyArrow or DuckDB: `make setup build`, `Setup/test-packages`"))
struct DumpFormatTests {
  private struct Comparison: Decodable {
    struct Dump: Decodable {
      var statements: Int
      var literals: Int
      var rows: Int
      var rapper: Int?
    }

    var dumps: [Dump]
    var forbidden: [String]
    var different: [String]
  }

  private static let forms = [
    ["--layout", "files"], ["--layout", "zip"], ["--layout", "provider"], ["--format", "ntriples"],
    ["--format", "jsonld"],
  ]

  private func script(_ name: String) -> String { Built.project + "/Tests/EndToEndTests/Readers/" + name }

  /// Dumps what is published in each form of RDF, and has the dumps compared.
  private func compare(_ space: Workspace) async throws -> Comparison {
    let folders = Self.forms.map { space.path("dump-" + $0[1]) }
    for (form, folder) in zip(Self.forms, folders) {
      let result = try await run(try #require(Built.winnow), ["dump", folder] + form, in: space.folder)
      #expect(result.status == 0, "\(result)")
    }
    let result = try await run(try #require(Built.tables), [script("compare_dumps.py")] + folders)
    #expect(result.status == 0, "\(result)")
    return try JSONDecoder().decode(Comparison.self, from: Data(result.output.utf8))
  }

  /// - Parameter isEnriched: false for records to which nothing was added: what they say of concepts is their own.
  private func check(_ comparison: Comparison, isEnriched: Bool = true) {
    #expect(comparison.different == [])
    let attributes = ["confidenceLevel", "wasGeneratedBy"]
    #expect(
      comparison.forbidden.filter { line in isEnriched || attributes.contains { line.contains($0) } } == [])
    #expect(Set(comparison.dumps.map(\.statements)).count == 1 && comparison.dumps.count == Self.forms.count)
    // Statements as rapper counts them, repeated ones included, are the same in every form that it reads.
    #expect(Set(comparison.dumps.compactMap(\.rapper)).count <= 1)
  }

  private func archive(in space: Workspace, records: Int = 24) async throws {
    for number in 1...records {
      let record = TestRecord(
        id: "r\(number)", title: "Blatt \(number): „Schiff“ \\ \"Meer\"\nzweite Zeile",
        description: number % 3 == 0 ? "=1+1, \"so\"" : "Ein Blatt",
        image: number % 2 == 0 ? "{base}/images/\(number).png" : "{base}/images/none-\(number).png")
      try space.write("archive/r\(number).xml", record.edm)
      if number % 2 == 0 { try space.write("images/\(number).png", Picture.png(seed: number)) }
    }
    let archive = try await space.provide("archive", images: "images", pageSize: 10)
    try space.configure([.init(id: "archive", endpoint: archive.endpoint)], statementAttributes: true)
    _ = try await space.complete()
    try await nextSecond()
  }

  @Test(
    "RDF/XML in three layouts, N-Triples and JSON-LD are the same graph; the tables agree with the report")
  func formats() async throws {
    let space = try Workspace()
    try await archive(in: space)
    let comparison = try await compare(space)
    check(comparison)
    #expect(comparison.dumps[0].statements > 24 * 15)

    for format in ["parquet", "csv"] {
      let result = try await space.winnow("dump", space.path(format), "--format", format, "--json")
      #expect(result.status == 0, "\(result)")
      #expect(try result.object()["records"] as? Int == 24)
    }
    let tables = try await run(
      try #require(Built.tables), [script("read_tables.py"), space.path("parquet"), space.path("csv")])
    #expect(tables.status == 0, "\(tables)")
    let read = try tables.object()
    let report = try await space.winnow("report", "--json").object()
    let provider = try #require((report["providers"] as? [[String: Any]])?.first)
    let counts = try #require(provider["counts"] as? [String: Any])
    #expect((read["records"] as? [String: Any])?["rows"] as? Int == counts["records"] as? Int)
    #expect(read["providers"] as? [String: Int] == ["archive": 24])
    #expect(read["states"] as? [String: Int] == counts["links"] as? [String: Int], "\(counts)")
    #expect(read["states"] as? [String: Int] == ["ok": 12, "http_404": 12])
    #expect(read["hashes"] as? Int == 12)
    let types = (read["records"] as? [String: Any])?["types"] as? [String: String]
    #expect(types?["harvested"] == "timestamp[ms, tz=UTC]" && types?["rights_defaulted"] == "bool")
  }

  @Test("dumps killed again and again are in the end what an undisturbed one is")
  func killed() async throws {
    let space = try Workspace()
    try await archive(in: space)
    let seed = UInt64.random(in: 1...1_000_000)
    print("kill seed \(seed)")
    var generator = Pattern(seed: seed)
    for format in ["edm", "ntriples", "parquet"] {
      let calm = try await space.winnow("dump", space.path("calm-" + format), "--format", format)
      #expect(calm.status == 0, "\(calm)")
      for _ in 1...4 {
        let process = try RunningProcess(
          try #require(Built.winnow), ["dump", space.path("killed-" + format), "--format", format],
          in: space.folder)
        try await Task.sleep(for: .milliseconds(Int.random(in: 20...1300, using: &generator)))
        process.signal(SIGKILL)
        _ = try await process.result(within: .seconds(60))
      }
      let last = try await space.winnow("dump", space.path("killed-" + format), "--format", format)
      #expect(last.status == 0, "\(last)")
      let check = try await run(
        "/usr/bin/diff",
        ["-r", "-x", "manifest.json", space.path("calm-" + format), space.path("killed-" + format)])
      #expect(check.status == 0 && check.output == "", "seed \(seed): \(check)")
      let sums = try await run(
        "/usr/bin/sha256sum", ["--quiet", "-c", "SHA256SUMS"], in: space.path("killed-" + format))
      #expect(sums.status == 0, "\(sums)")
    }
  }

  @Test("a withdrawn record leaves every dump when that is brought up to date, and is listed as deleted")
  func withdrawn() async throws {
    let space = try Workspace()
    try await archive(in: space, records: 4)
    let formats = ["edm", "ntriples", "jsonld", "annotations", "csv", "parquet"]
    for format in formats {
      #expect(try await space.winnow("dump", space.path(format), "--format", format).status == 0)
    }
    let gone = "oai:archive.example.org:r3"
    let result = try await space.winnow("withdraw", gone, "--purge", "--reason", "at the family's wish")
    #expect(result.status == 0, "\(result)")
    try await nextSecond()
    for format in formats {
      let dump = try await space.winnow("dump", space.path(format), "--format", format, "--json")
      #expect(dump.status == 0, "\(dump)")
      let deleted = try space.read(format + "/deleted.csv").split(separator: "\r\n")
      if format == "annotations" { continue }
      #expect(try dump.object()["records"] as? Int == 3)
      #expect(deleted.count == 2 && deleted[1].contains("r3"), "\(format): \(deleted)")
    }
    for format in ["ntriples", "jsonld"] {
      let part = try space.files(below: format).first { $0.hasPrefix("part-") } ?? ""
      let text = try await run("/bin/zcat", [space.path(format + "/" + part)])
      #expect(
        text.output.contains("objects.example.org/r2") && !text.output.contains("objects.example.org/r3"))
    }
    #expect(try !space.read("csv/records/part-00001.csv").contains("objects.example.org/r3"))
    let refused = try await space.winnow("dump", space.path("edm"), "--format", "csv")
    #expect(
      refused.status == 1 && refused.errors.contains("holds another dump (edm, layout zip)"), "\(refused)")
    let misuse = try await space.winnow("dump", space.path("x"), "--format", "marc")
    #expect(misuse.status == 2 && misuse.errors.contains("is none of edm, ntriples"), "\(misuse)")
  }

  @Test(
    "of the real corpus every form is the same graph",
    .enabled(if: FileManager.default.fileExists(atPath: Built.project + "/../shared/data/edm")))
  func corpus() async throws {
    let space = try Workspace()
    let corpus = Built.project + "/../shared/data/edm/"
    let listing = try String(contentsOfFile: corpus + "EDM_RECORDS_VALIDATION.tsv", encoding: .utf8)
    for (number, line) in listing.split(separator: "\n").dropFirst().enumerated() {
      let file = String(line.split(separator: "\t")[0])
      guard let bytes = FileManager.default.contents(atPath: corpus + file) else { continue }
      try space.write("records/\(number).xml", Array(bytes))
    }
    try space.configure([
      .init(
        id: "corpus", endpoint: space.path("records"), kind: "folder", more: "    policy: {fetch: never}")
    ])
    _ = try await space.winnow("run", "--json")
    try await nextSecond()
    let comparison = try await compare(space)
    check(comparison, isEnriched: false)
    #expect(comparison.dumps[0].statements > 2000)
  }
}
