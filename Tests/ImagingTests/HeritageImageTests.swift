import Foundation
import Testing

@testable import Imaging

/// The labelled images that lie beside the checkout on development machines.
private let collection: String? = {
  let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
  let folder = checkout.appendingPathComponent("../shared/data/images").standardized.path
  return FileManager.default.fileExists(atPath: folder + "/genre_map.csv") ? folder : nil
}()

@Suite(
  "Real heritage images", .enabled(if: collection != nil, "the labelled images are not on this machine"))
struct HeritageImageTests {
  @Test("nine of ten blank pages are found, and hardly any other image is taken for blank")
  func findsBlankPages() throws {
    let folder = try #require(collection)
    let lines = try String(contentsOfFile: folder + "/genre_map.csv", encoding: .utf8).split(
      whereSeparator: \.isNewline)
    var (blanks, found, others, wrong) = (0, 0, 0, 0)
    for (number, line) in lines.dropFirst().enumerated() {
      let fields = line.split(separator: ",", maxSplits: 2)
      // All blank pages and a tenth of the others: tests are built without optimisation.
      guard fields.count == 3, fields[0] == "blank" || number % 10 == 0 else { continue }
      guard let image = try? ImageLooker().look(file: folder + "/" + fields[1], options: .measurements).image
      else { continue }
      let flagged = image.flags.contains("blank")
      if fields[0] == "blank" {
        blanks += 1
        found += flagged ? 1 : 0
      } else {
        others += 1
        wrong += flagged ? 1 : 0
      }
    }
    #expect(blanks >= 10 && others > 90)
    #expect(found * 10 >= blanks * 9, "\(found) of \(blanks)")
    // One per cent of a tenth is one image; of all 973 others, two empty-looking drawings are taken for blank.
    #expect(wrong <= max(1, others / 100), "\(wrong) of \(others)")
  }
}
