import EDM
import Testing

@Suite("Tag policy")
struct TagPolicyTests {
  private let policy = TagPolicy(
    tasks: [
      "classification": .init(property: .subject, minimumScore: 0.3),
      "genre": .init(property: .type, minimumScore: 0.5),
    ],
    persons: .init(
      words: ["woman", "women", "groom", "scuba diver"], allowed: ["saint", "black widow"],
      reason: "persons are present or not"),
    excludedClasses: ["n07565083": "false on scans"],
    provenClasses: [
      "n02123045": .init(threshold: 0.9, lowerBound: 0.96, data: "412 images"),
      "n02084071": .init(threshold: 0.9, lowerBound: 0.94, data: "30 images"),
    ])

  private func judge(_ label: String, _ score: Double, classID: String = "n1") -> TagJudgement {
    policy.judge(task: "classification", classID: classID, label: label, score: score)
  }

  @Test("A label with enough score and no proof is an annotation")
  func annotation() {
    #expect(judge("castle", 0.3) == .annotation(reason: "the class is not proven on heritage data"))
    #expect(judge("castle", 1) == .annotation(reason: "the class is not proven on heritage data"))
  }

  @Test("A low score is below the threshold, which the reason names")
  func belowThreshold() {
    #expect(
      judge("castle", 0.2994)
        == .belowThreshold(reason: "score 0.299 is below 0.3, the least for classification"))
  }

  @Test("A proven class is asserted from its own threshold on, and only with a bound of 0.95")
  func proven() {
    guard case .provenAsserted(let reason) = judge("tabby", 0.9, classID: "n02123045") else {
      Issue.record("a proven class at its threshold has to be asserted")
      return
    }
    #expect(reason == "precision at least 0.96 (95 % bound) at score 0.9, measured on 412 images")
    #expect(
      judge("tabby", 0.89, classID: "n02123045")
        == .annotation(reason: "score 0.89 is below 0.9, where the class is proven"))
    #expect(
      judge("dog", 0.99, classID: "n02084071")
        == .annotation(reason: "the class is not proven on heritage data"))
  }

  @Test("An excluded class is refused at any score, with the reason")
  func excludedClass() {
    #expect(
      judge("menu", 1, classID: "n07565083") == .excluded(reason: "“menu” is excluded: false on scans"))
  }

  @Test(
    "Words for kinds of people exclude a label as whole words, in any case, in the plural, and in phrases",
    arguments: [
      "woman", "Woman", "young woman", "groom", "grooms", "bride-and-groom, groom", "Scuba Divers",
      "scuba diver",
    ])
  func personWords(label: String) {
    guard case .excluded(let reason) = judge(label, 0.99) else {
      Issue.record("\(label) has to be excluded")
      return
    }
    #expect(reason.hasSuffix("persons are present or not"))
  }

  @Test(
    "Iconographic types, things named after people and words that only contain one are kept",
    arguments: [
      "saint, woman", "woman saint", "black widow", "grooming brush", "bathroom", "scuba tank", "womanly",
    ])
  func allowedWords(label: String) {
    #expect(judge(label, 0.99) == .annotation(reason: "the class is not proven on heritage data"))
  }

  @Test("A task without a rule yields no statements")
  func unknownTask() {
    #expect(policy.property(forTask: "embedding") == nil)
    #expect(
      policy.judge(task: "embedding", classID: "n1", label: "castle", score: 1)
        == .excluded(reason: "the tag policy has no rule for the task “embedding”"))
  }

  @Test("What is depicted goes to dc:subject, genre to dc:type")
  func properties() {
    #expect(policy.property(forTask: "classification")?.rawValue == "dc:subject")
    #expect(policy.property(forTask: "genre")?.rawValue == "dc:type")
  }
}
