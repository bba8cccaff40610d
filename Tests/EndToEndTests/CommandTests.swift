import Foundation
import Testing

/// Commands that need no harvest, and the keys that they promise.
@Suite(
  "Commands", .fewAtOnce, .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct CommandTests {
  @Test("init writes a configuration that every command takes, once")
  func initialises() async throws {
    let space = try Workspace()
    let first = try await space.winnow("init", "new")
    #expect(first.status == 0, "\(first)")
    #expect(try space.files(below: "new").prefix(2) == ["winnow.sqlite", "winnow.yaml"])
    let again = try await space.winnow("init", "new")
    #expect(again.status == 1 && again.errorLines.count == 1, "\(again)")
    let report = try await space.winnow("report", "--config", "new/winnow.yaml")
    #expect(report.status == 0, "\(report)")
    let harvest = try await space.winnow("harvest", "--config", "new/winnow.yaml")
    #expect(harvest.status == 1 && harvest.errors.contains("providers"), "\(harvest)")
    #expect(try await space.winnow("doctor", "--config", "new/winnow.yaml").status == 0)
  }

  @Test("identify tells what an endpoint is and whether it can be harvested")
  func identifies() async throws {
    let space = try Workspace()
    for number in 1...12 {
      try space.write("museum/s/r\(number).xml", TestRecord(id: "r\(number)", title: "B").edm)
    }
    let museum = try await space.provide("museum", pageSize: 5)
    let result = try await space.winnow("identify", museum.endpoint, "--json")
    #expect(result.status == 0, "\(result)")
    let object = try result.object()
    #expect(object["harvestable"] as? Bool == true)
    #expect(object["granularity"] as? String == "YYYY-MM-DDThh:mm:ssZ")
    #expect(object["deleted_record"] as? String != nil)
    #expect((object["formats"] as? [[String: Any]])?.map { $0["prefix"] as? String } == ["edm"])
    #expect(object["sets"] as? Int == 1)
    #expect(object["page_size"] as? Int == 5 && object["complete_list_size"] as? Int == 12, "\(object)")
    #expect((object["tokens"] as? String)?.contains("follows") == true)
    let text = try await space.winnow("identify", museum.endpoint)
    #expect(text.output.contains("can be harvested"))
  }

  @Test("look tells of each file under the name it was given, with models and without")
  func looks() async throws {
    let space = try Workspace()
    try space.write("pictures/a.png", Picture.png(seed: 1))
    try space.write("pictures/b.png", Picture.png(seed: 2, width: 500, height: 100))
    let promised: Set = ["file", "sha256", "mime", "width", "height", "phash", "quality", "flags"]
    let bare = try await space.winnow("look", "pictures/../pictures/a.png", "--json", "--without-models")
    let measured = try bare.object()
    #expect(bare.status == 0 && promised.isSubset(of: measured.keys), "\(bare)")
    #expect(measured["tags"] == nil)
    #expect(measured["file"] as? String == "pictures/../pictures/a.png")
    #expect(measured["width"] as? Int == 240 && measured["mime"] as? String == "image/png")
    #expect((measured["phash"] as? String)?.count == 16 && (measured["sha256"] as? String)?.count == 64)
    #expect((measured["quality"] as? [String: Double])?.isEmpty == false)

    let full = try await space.winnow("look", "pictures", "--json")
    let objects = try full.objects()
    #expect(objects.map { $0["file"] as? String } == ["pictures/a.png", "pictures/b.png"])
    let tags = try #require(objects[0]["tags"] as? [[String: Any]])
    #expect(tags.count == 5 && tags.allSatisfy { Set($0.keys) == ["label", "uri", "p"] }, "\(tags)")
    let scores = tags.compactMap { $0["p"] as? Double }
    #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (0...1).contains($0) })
    #expect(
      try space.files(below: ".") == ["pictures/a.png", "pictures/b.png"], "look leaves nothing behind")
  }

  @Test("describe tells kind, findings, repairs and rights, and writes canonical EDM")
  func describes() async throws {
    let space = try Workspace()
    try space.write("records/a.xml", TestRecord(id: "a", title: "Blatt\u{1} A").edm)
    try space.write(
      "records/b.xml",
      TestRecord(id: "b", title: "Feuille", rights: "http://rightsstatements.org/page/InC/1.0/").dublinCore)
    try space.write("bad/c.xml", "<html><body>no record</body></html>")
    let result = try await space.winnow("describe", "records", "--json", "--write", "canonical")
    #expect(result.status == 1, "a record that has to be withheld makes it so: \(result)")
    let objects = try result.objects()
    #expect(objects.map { $0["file"] as? String } == ["records/a.xml", "records/b.xml"])
    #expect(objects.map { $0["kind"] as? String } == ["external", "oai_dc"])
    for object in objects {
      #expect(
        Set(["file", "kind", "valid", "findings", "repairs", "rights"]).isSubset(of: object.keys), "\(object)"
      )
    }
    #expect(objects.map { $0["valid"] as? Bool } == [true, false], "Dublin Core names no institution")
    #expect((objects[0]["repairs"] as? [Any])?.count == 1)
    let rights = try #require(objects[1]["rights"] as? [String: Any])
    #expect(rights["normalised"] as? String == "http://rightsstatements.org/vocab/InC/1.0/")
    #expect(rights["category"] as? String == "permission")
    #expect(Set(rights.keys) == ["original", "normalised", "category", "policy"])
    for object in objects {
      let tier = try #require(object["tier"] as? [String: Any])
      #expect(Set(tier.keys) == ["content", "metadata", "language", "enabling", "contextual"])
      #expect(tier["content"] as? Int == 0, "no preview and no size are known: \(tier)")
    }
    #expect(try space.files(below: "canonical") == ["a.edm.xml", "b.edm.xml"])
    let bad = try await space.winnow("describe", "bad/c.xml", "--json")
    #expect(bad.status == 1, "\(bad)")
    #expect(try bad.object()["valid"] as? Bool == false)
  }

  @Test("models and doctor tell what is installed")
  func tellsWhatIsInstalled() async throws {
    let space = try Workspace()
    try space.configure([])
    let list = try await space.winnow("models", "list", "--json")
    #expect(try list.object()["id"] as? String == "imagenet-mobilenet-v2", "\(list)")
    #expect(Set(try list.object().keys) == ["id", "version", "task", "licence", "folder"])
    let check = try await space.winnow("models", "check")
    #expect(check.status == 0 && check.output.contains("imagenet-mobilenet-v2"), "\(check)")
    let checked = try await space.winnow("models", "check", "--json", "--config", "winnow.yaml").objects()
    #expect(checked.map { $0["name"] as? String } == ["ONNX Runtime", "imagenet-mobilenet-v2"])
    #expect(checked.allSatisfy { $0["ok"] as? Bool == true })
    let doctor = try await space.winnow("doctor", "--json")
    #expect(doctor.status == 0, "\(doctor)")
    #expect(try doctor.objects().allSatisfy { $0["ok"] as? Bool == true })
    let wrong = try await space.winnow("doctor", "--config", "none.yaml")
    #expect(wrong.status == 1 && wrong.output.contains("PROBLEM configuration"), "\(wrong)")
  }

  @Test("misuse is told in one line that names the command whose help to read")
  func misuse() async throws {
    let space = try Workspace()
    for (arguments, word, command) in [
      (["run", "--nonsense"], "--nonsense", "winnow run"), (["look"], "files", "winnow look"),
      (["models", "check", "--folder"], "--folder", "winnow models check"),
      (["nonsense"], "nonsense", "winnow"), (["provide", ".", "--port", "many"], "many", "winnow provide"),
      (["provide", ".", "--port", "99999"], "65535", "winnow provide"),
    ] {
      let result = try await run(try #require(Built.winnow), arguments, in: space.folder)
      #expect(result.status == 2 && result.output.isEmpty && result.errorLines.count == 1, "\(result)")
      #expect(
        result.errors.contains(word) && result.errors.hasSuffix("(see \(command) --help)\n"), "\(result)")
    }
  }

  @Test("every command takes --config and --json, also where there is little to read or to tell")
  func commonOptions() async throws {
    let space = try Workspace()
    let made = try await space.winnow("init", "new", "--config", "other.yaml", "--json")
    #expect(try made.object()["configuration"] as? String == space.path("new/other.yaml"), "\(made)")
    #expect(try space.files(below: "new").contains("other.yaml"))
    try space.write("museum/a.xml", TestRecord(id: "a", title: "A").edm)
    try space.write("a.png", Picture.png(seed: 1))
    try space.configure([
      .init(id: "other", endpoint: "http://127.0.0.1:1/oai", prefix: "oai_dc, mapping: oai_dc-to-edm.xsl")
    ])
    for arguments in [["look", "a.png", "--without-models"], ["describe", "museum"], ["models", "list"]] {
      let result = try await run(
        try #require(Built.winnow), arguments + ["--json", "--config", "winnow.yaml"], in: space.folder)
      #expect(result.status == 0, "\(result)")
      #expect(try !result.objects().isEmpty)
    }
    let server = try RunningProcess(
      try #require(Built.winnow), ["provide", "museum", "--port", "0", "--json", "--config", "winnow.yaml"],
      in: space.folder)
    let url = String(try await server.firstError(matching: /at (http:.+\/oai)/).1)
    let found = try await space.winnow("identify", url, "--json", "--config", "winnow.yaml")
    #expect(found.status == 0, "\(found)")
    let nowhere = try await space.winnow("identify", url, "--config", "none.yaml")
    #expect(nowhere.status == 1 && nowhere.errors.contains("none.yaml"), "\(nowhere)")
    server.signal(SIGTERM)
    let stopped = try await server.result(within: .seconds(60))
    #expect(try stopped.object()["url"] as? String == url, "\(stopped)")
  }

  @Test("a report that could not be written keeps a run from starting, and doctor asks with credentials")
  func refusesBeforeWork() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in Answer.sound(arguments) }
    try space.configure([
      .init(id: "scripted", endpoint: endpoint.endpoint)
    ])
    try space.write(
      "winnow.yaml",
      try space.read("winnow.yaml").replacing(
        "prefix: edm}", with: "prefix: edm, credentials: {type: bearer, env: WINNOW_TEST_TOKEN}}"))
    for (file, word) in [("none/report.json", "no folder"), (".", "folder")] {
      let result = try await space.winnow("run", "--report", file)
      #expect(result.status == 1 && result.errorLines.count == 1 && result.errors.contains(word), "\(result)")
    }
    #expect(endpoint.requests.isEmpty)
    let poor = try await space.winnow("doctor")
    #expect(poor.status == 1 && poor.output.contains("WINNOW_TEST_TOKEN"), "\(poor)")
    let rich = try await space.winnow("doctor", environment: ["WINNOW_TEST_TOKEN": "t"])
    #expect(rich.status == 0 && rich.output.contains("answers as 'Scripted'"), "\(rich)")
    #expect(endpoint.authorisations == ["Bearer t"])
  }

  @Test("provide and serve refuse folders and ports that are not there")
  func refusesToServe() async throws {
    let space = try Workspace()
    #expect(try await space.winnow("provide", "none", "--port", "0", within: .seconds(60)).status == 1)
    #expect(try await space.winnow("provide", ".", "--port", "99999", within: .seconds(60)).status == 2)
    try space.write("museum/a.xml", TestRecord(id: "a", title: "A").edm)
    let museum = try await space.provide("museum")
    let port = try #require(museum.base.split(separator: ":").last)
    let taken = try await space.winnow("provide", "museum", "--port", String(port), within: .seconds(60))
    #expect(taken.status == 1 && taken.errors.contains(String(port)), "\(taken)")
  }
}
