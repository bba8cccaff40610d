import Foundation
import Testing

/// Configurations, models, images and disks that are not as they should be.
@Suite(
  "Bad input", .fewAtOnce, .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct BadInputTests {
  private func expectOneLine(
    _ result: CommandResult, status: Int32, naming words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == status, "\(result)", sourceLocation: sourceLocation)
    #expect(result.errorLines.count == 1, "\(result)", sourceLocation: sourceLocation)
    for word in words { #expect(result.errors.contains(word), "\(result)", sourceLocation: sourceLocation) }
  }

  @Test(
    "a wrong key is refused with file and line; an unknown provider, a wrong date and no file at all as well")
  func configuration() async throws {
    let space = try Workspace()
    try space.configure([.init(id: "museum", endpoint: "http://127.0.0.1:1/oai")])
    let right = try space.read("winnow.yaml")
    let line = try #require(right.split(separator: "\n").firstIndex { $0.contains("harvest:") }) + 1
    try space.write("wrong.yaml", right.replacing("prefix: edm", with: "prefixx: edm"))
    for command in ["run", "report", "harvest"] {
      expectOneLine(
        try await space.winnow(command, "--config", "wrong.yaml"), status: 1, naming: "wrong.yaml:\(line)",
        "prefixx")
    }
    try space.write(
      "later.yaml", right.replacing("store: sqlite:winnow.sqlite", with: "store: postgresql://me@here/winnow")
    )
    expectOneLine(
      try await space.winnow("run", "--config", "later.yaml"), status: 1, naming: "later.yaml:",
      "not supported yet")
    try space.write("tabs.yaml", "store:\n\t- x: [\n")
    expectOneLine(
      try await space.winnow("run", "--config", "tabs.yaml"), status: 1, naming: "tabs.yaml", "not YAML")
    expectOneLine(
      try await space.winnow("run", "--config", "none.yaml"), status: 1, naming: "none.yaml", "winnow init")
    expectOneLine(try await space.winnow("run", "archive"), status: 2, naming: "archive", "museum")
    expectOneLine(
      try await space.winnow("harvest", "--from", "yesterday"), status: 2, naming: "yesterday", "YYYY-MM-DD")
    #expect(try await space.winnow("nonsense").status == 2)
    #expect(try await space.winnow("run", "--nonsense").status == 2)
    #expect(try await space.winnow("--help").status == 0)
  }

  @Test("without model or runtime a run says which and how to get it, and goes on once it is there")
  func missingModel() async throws {
    let space = try Workspace()
    try space.write("museum/a.xml", TestRecord(id: "a", title: "A", image: "{base}/images/a.png").edm)
    try space.write("images/a.png", Picture.png(seed: 3))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    for part in ["Mappings", "Models"] {
      try FileManager.default.createDirectory(atPath: space.path("home"), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: space.path("home/" + part), withDestinationPath: Built.project + "/" + part)
    }
    let bare = ["WINNOW_HOME": space.path("home")]
    expectOneLine(
      try await space.winnow("run", environment: bare), status: 1, naming: "no model", "winnow models install"
    )
    expectOneLine(try await space.winnow("models", "check", environment: bare), status: 1, naming: "no model")
    let noRuntime = ["WINNOW_ONNXRUNTIME": "/nonexistent/libonnxruntime.so"]
    expectOneLine(
      try await space.winnow("run", environment: noRuntime), status: 1,
      naming: "/nonexistent/libonnxruntime.so")
    let measured = try await space.winnow(
      "look", space.path("images/a.png"), "--without-models", "--json", environment: bare)
    #expect(measured.status == 0, "\(measured)")
    let object = try #require(try await space.complete().first)
    #expect(object["analysed"] as? Int == 1)
  }

  @Test("an undecodable and an enormous image are told of, refused before decoding, and cost nothing else")
  func images() async throws {
    let space = try Workspace()
    for (id, file) in [("cut", "cut.jpg"), ("huge", "huge.png"), ("good", "good.png")] {
      try space.write("museum/\(id).xml", TestRecord(id: id, title: id, image: "{base}/images/\(file)").edm)
    }
    try space.write("images/cut.jpg", Picture.brokenJPEG)
    try space.write("images/huge.png", Picture.enormous)
    try space.write("images/good.png", Picture.png(seed: 5))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    let object = try #require(try await space.complete().first)
    #expect(object["analysed"] as? Int == 1 && object["complete"] as? Bool == true, "\(object)")
    let links = try #require(object["links"] as? [String: Int])
    #expect(links == ["ok": 1, "decode_error": 2], "\(links)")
    let huge = try await space.winnow("explain", "oai:museum.example.org:huge")
    #expect(huge.output.contains("60000"), "\(huge)")

    let looked = try await space.winnow(
      "look", space.path("images/cut.jpg"), space.path("images/huge.png"), space.path("images/good.png"),
      "--json")
    #expect(looked.status == 1, "\(looked)")
    let files = try looked.objects()
    #expect(files.count == 3)
    #expect(files[0]["error"] != nil && files[1]["error"] != nil && files[2]["error"] == nil)
    #expect((files[1]["error"] as? String)?.contains("60000") == true, "\(files[1])")
    #expect(try await space.winnow("look", "none.png").status == 1)
  }

  @Test("a blob folder that cannot be is named, and the next run completes")
  func blobFolder() async throws {
    let space = try Workspace()
    try space.write("museum/a.xml", TestRecord(id: "a", title: "A", image: "{base}/images/a.png").edm)
    try space.write("images/a.png", Picture.png(seed: 3))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    try space.write("media", "a file where a folder should be")
    expectOneLine(try await space.winnow("run"), status: 1, naming: space.path("media"))
    try FileManager.default.removeItem(atPath: space.path("media"))
    let object = try #require(try await space.complete().first)
    #expect(object["images"] as? Int == 1)
  }

  @Test("a disk that is full while an image is written: told of, nothing lost, and the next run completes")
  func fullDisk() async throws {
    let space = try Workspace()
    for id in ["big", "small"] {
      try space.write("museum/\(id).xml", TestRecord(id: id, title: id, image: "{base}/images/\(id).png").edm)
    }
    try space.write("images/big.png", Picture.png(seed: 8, width: 5000, height: 4600))
    try space.write("images/small.png", Picture.png(seed: 9))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    // No file may grow beyond 20 MiB, and writing more is an error instead of a signal: what a full disk does
    // to the large image alone.
    let script = "trap '' XFSZ; ulimit -f 40960; exec \"$0\" run --json"
    let full = try await run("/bin/sh", ["-c", script, try #require(Built.winnow)], in: space.folder)
    #expect(full.status == 1, "\(full)")
    let object = try full.object()
    #expect(object["new"] as? Int == 2 && object["analysed"] as? Int == 1, "\(full)")
    #expect(object["complete"] as? Bool == false)
    #expect(!full.errors.isEmpty)
    let next = try #require(try await space.complete().first)
    #expect(next["analysed"] as? Int == 1 && next["links"] as? [String: Int] == ["ok": 2], "\(next)")
  }

  @Test("a disk that is full while records are written: one line, and the next run has them all")
  func fullDiskInHarvest() async throws {
    let space = try Workspace()
    for number in 1...150 {
      // Text of which no compressor makes little.
      var generator = Pattern(seed: UInt64(number))
      let noise = (0..<400).map { _ in String(generator.next(), radix: 36) }.joined()
      let record = TestRecord(id: "r\(number)", title: "Blatt \(number)", description: noise)
      try space.write("museum/r\(number).xml", record.edm)
    }
    let museum = try await space.provide("museum", pageSize: 25)
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    #expect(try await space.winnow("report").status == 0, "the empty store fits")
    let script = "trap '' XFSZ; ulimit -f 800; exec \"$0\" harvest --json"
    let full = try await run("/bin/sh", ["-c", script, try #require(Built.winnow)], in: space.folder)
    expectOneLine(full, status: 1, naming: "winnow.sqlite", "free space")
    #expect(try full.object()["complete"] as? Bool == false, "JSON is printed all the same")
    let next = try await space.winnow("harvest", "--json")
    #expect(next.status == 0, "\(next)")
    let report = try await space.winnow("report", "--json").object()
    let counts = try #require((report["providers"] as? [[String: Any]])?.first?["counts"] as? [String: Any])
    #expect(counts["records"] as? Int == 150)
  }

  @Test("a provider taken out of the configuration leaves its jobs waiting until it is there again")
  func missingProvider() async throws {
    let space = try Workspace()
    for name in ["museum", "library"] {
      try space.write("\(name)/a.xml", TestRecord(id: name, title: name, image: "{base}/images/a.png").edm)
    }
    try space.write("images/a.png", Picture.png(seed: 4))
    let museum = try await space.provide("museum", images: "images")
    let library = try await space.provide("library", images: "images")
    let both: [Workspace.Provider] = [
      .init(id: "museum", endpoint: museum.endpoint), .init(id: "library", endpoint: library.endpoint),
    ]
    try space.configure(both)
    #expect(try await space.winnow("harvest").status == 0)
    try space.configure([both[0]])
    #expect(try await space.complete().count == 1, "the others' jobs keep nobody from completing")
    try space.configure(both)
    let objects = try await space.complete()
    #expect(objects.map { $0["links"] as? [String: Int] } == [["ok": 1], ["ok": 1]])
  }
}
