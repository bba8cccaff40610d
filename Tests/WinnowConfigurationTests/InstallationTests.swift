import Foundation
import Testing
import WinnowConfiguration

@Suite("Finding what ships with Winnow")
struct InstallationTests {
  private static let mark = "Mappings/oai_dc-to-edm.xsl"

  @Test("the nearest folder above the executable that holds the mappings is the installation")
  func above() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mark)
    try folder.write("inner/" + Self.mark)
    let outer = try Installation.find(executable: folder.path + "/.build/debug/winnow", environment: [:])
    #expect(outer.root == folder.path)
    #expect(outer.mappings == folder.path + "/Mappings")
    #expect(outer.models == folder.path + "/Models")
    #expect(outer.setup == folder.path + "/.setup")
    let inner = try Installation.find(executable: folder.path + "/inner/bin/winnow", environment: [:])
    #expect(inner.root == folder.path + "/inner")
  }

  @Test("an executable in bin finds share/winnow beside it, also through a link")
  func share() throws {
    let folder = try TemporaryFolder()
    try folder.write("share/winnow/" + Self.mark)
    let executable = try folder.write("bin/winnow")
    try folder.write("elsewhere/readme")
    let link = folder.path + "/elsewhere/winnow"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: executable)
    for path in [executable, link] {
      #expect(
        try Installation.find(executable: path, environment: [:]).root == folder.path + "/share/winnow")
    }
  }

  @Test("WINNOW_HOME wins over the place of the executable, and has to hold the mappings")
  func environment() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/" + Self.mark)
    try folder.write("b/" + Self.mark)
    let executable = folder.path + "/a/winnow"
    let found = try Installation.find(
      executable: executable, environment: ["WINNOW_HOME": folder.path + "/b"])
    #expect(found.root == folder.path + "/b")
    let unset = try Installation.find(executable: executable, environment: ["WINNOW_HOME": ""])
    #expect(unset.root == folder.path + "/a")
    let error = try #require(throws: ConfigurationError.self) {
      try Installation.find(executable: executable, environment: ["WINNOW_HOME": folder.path + "/c"])
    }
    #expect(error.description.hasPrefix("WINNOW_HOME=\(folder.path)/c holds no Mappings"))
  }

  @Test("where nothing is found the remedy is named")
  func nowhere() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: ConfigurationError.self) {
      try Installation.find(executable: folder.path + "/bin/winnow", environment: [:])
    }
    #expect(error.description.contains("set WINNOW_HOME"))
  }
}
