import EDM
import Foundation
import Testing

@Suite("Shipped vocabulary and tag policy")
struct ShippedVocabularyTests {
  private static let languages = ["en", "de", "fr", "nl", "es", "it"]

  private func imageNet() throws -> Vocabulary {
    try Vocabulary(tableText: ProjectFiles.text("Mappings/vocabularies/imagenet.tsv"))
  }

  @Test("Every concept of the ImageNet table has a Wikidata entity and labels in six languages")
  func completeConcepts() throws {
    let vocabulary = try imageNet()
    #expect(vocabulary.classIDs.count >= 500)
    for concept in vocabulary.concepts {
      #expect(concept.iri.wholeMatch(of: /http:\/\/www\.wikidata\.org\/entity\/Q[1-9][0-9]*/) != nil)
      #expect(concept.prefLabels.map(\.language) == Self.languages, "\(concept.iri)")
      for label in concept.prefLabels {
        #expect(
          label.text == label.text.trimmingCharacters(in: .whitespaces), "\(concept.iri) \(label.language)")
      }
      for match in concept.exactMatches {
        #expect(match.wholeMatch(of: /http:\/\/vocab\.getty\.edu\/aat\/300[0-9]{6}/) != nil, "\(concept.iri)")
      }
      #expect(!concept.broader.contains(concept.iri))
    }
  }

  @Test("Classes are WordNet synsets, and no two concepts share an English label or an AAT concept")
  func distinctConcepts() throws {
    let vocabulary = try imageNet()
    for identifier in vocabulary.classIDs {
      #expect(identifier.wholeMatch(of: /n[0-9]{8}/) != nil)
    }
    let labels = vocabulary.concepts.compactMap { $0.prefLabel(in: "en") }
    #expect(Set(labels).count == labels.count)
    let matches = vocabulary.concepts.flatMap(\.exactMatches)
    #expect(Set(matches).count == matches.count)
  }

  @Test(
    "The sense of a class is the right one",
    arguments: [
      ("n02123045", "cat", "Katze"), ("n02107142", "dog", "Hund"), ("n02980441", "castle", "Burg"),
      ("n07920052", "coffee", "Kaffee"), ("n03452741", "piano", "Klavier"), ("n02389026", "horse", "Pferd"),
    ])
  func senses(classID: String, english: String, german: String) throws {
    let concept = try #require(try imageNet().concept(forClass: classID))
    #expect(concept.prefLabel(in: "en") == english)
    #expect(concept.prefLabel(in: "de") == german)
  }

  @Test(
    "Ambiguous classes have no concept: crane the machine, kite the bird, mouse the device, nail, bow",
    arguments: ["n03126707", "n03793489", "n03804744", "n02879718", "n01608432"])
  func leftOut(classID: String) throws {
    #expect(try imageNet().concept(forClass: classID) == nil)
  }

  @Test("The policy's person list and exclusions stand in the shipped file")
  func policyFile() throws {
    let text = try ProjectFiles.text("Mappings/tags.yaml")
    for word in ["woman", "child", "bridegroom", "athlete", "ethnicity"] {
      #expect(text.contains(try Regex("words: \\[[^\\]]*\\b\(word)\\b")), "\(word)")
    }
    for classID in ["n09835506", "n10148035", "n10565667", "n02480855", "n07565083"] {
      #expect(text.contains("{class: \(classID),"), "\(classID)")
    }
    #expect(text.contains("proven: []"))
    let classes = text.matches(of: /\{class: (n[0-9]{8}), label: "/).map { String($0.1) }
    #expect(Set(classes).count == classes.count)
  }
}
