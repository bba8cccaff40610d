import Foundation
import Testing

@testable import Pipeline

@Suite("Walking a folder")
struct FolderFilesTests {
  private func paths(_ files: FolderFiles) -> [String] {
    var paths: [String] = []
    while let file = files.next() { paths.append(file.path) }
    return paths
  }

  @Test("files come in the order of their paths by bytes; hidden and other ones are passed over")
  func order() throws {
    let space = try SourceSpace()
    let names = ["b.xml", "a/2.xml", "a/10.xml", "a.xml", "a-b.xml", "a/c/z.rdf", "É.xml", "Z.XML", "é.xml"]
    for name in names { try space.write("in/" + name, document(name)) }
    for name in [".hidden.xml", ".git/x.xml", "a/.x.xml"] { try space.write("in/" + name, document(name)) }
    for name in ["readme.txt", "image.jpg", "xml"] { try space.write("in/" + name, "no record") }
    let files = try FolderFiles(root: space.path("in"))
    let found = paths(files)
    #expect(found == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(files.passedOver == 3)
  }

  @Test("a walk begun behind any path gives exactly what follows it")
  func resumption() throws {
    let space = try SourceSpace()
    for name in ["a-.xml", "a.xml", "a/1.xml", "a/b/1.xml", "a/b/2.xml", "a/c.xml", "a0.xml", "b.xml"] {
      try space.write("in/" + name, document(name))
    }
    let all = paths(try FolderFiles(root: space.path("in")))
    #expect(all.count == 8)
    for (index, path) in all.enumerated() {
      #expect(paths(try FolderFiles(root: space.path("in"), after: path)) == Array(all[(index + 1)...]))
    }
    #expect(paths(try FolderFiles(root: space.path("in"), after: "a/b/1.xmlx")) == Array(all[4...]))
  }

  @Test("links are followed inside the folder only, and never in a circle")
  func links() throws {
    let space = try SourceSpace()
    try space.write("in/a/1.xml", document("1"))
    try space.write("out/secret.xml", document("secret"))
    let manager = FileManager.default
    for (link, target) in [
      ("in/a/up", space.path("in")), ("in/b", space.path("in/a")), ("in/out", space.path("out")),
      ("in/secret.xml", space.path("out/secret.xml")), ("in/same.xml", space.path("in/a/1.xml")),
    ] {
      try manager.createSymbolicLink(atPath: space.path(link), withDestinationPath: target)
    }
    let files = try FolderFiles(root: space.path("in"))
    #expect(paths(files) == ["a/1.xml", "b/1.xml", "same.xml"])
    #expect(files.passedOver == 4, "two links outside, and twice the one to the folder itself")
  }

  @Test("what cannot be read is told by name")
  func unreadable() throws {
    let space = try SourceSpace()
    try space.write("in/a.xml", document("a"))
    try FileManager.default.createSymbolicLink(
      atPath: space.path("in/lost.xml"), withDestinationPath: space.path("nowhere.xml"))
    let files = try FolderFiles(root: space.path("in"))
    #expect(try #require(files.next()).path == "a.xml")
    let lost = try #require(files.next())
    #expect(lost.content == .failure(SourceError("lost.xml: the link leads nowhere")))
    #expect(files.next() == nil)
    #expect(throws: SourceError.self) { try FolderFiles(root: space.path("none")) }
    #expect(throws: SourceError.self) { try FolderFiles(root: space.path("in/a.xml")) }
  }
}
