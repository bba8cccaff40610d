import EDM
import Testing
import WinnowConfiguration

@Suite("Policy files")
struct PolicyFileTests {
  private let installation: Installation

  init() throws {
    installation = try Installation.find(executable: checkout + "/.build/debug/winnow", environment: [:])
  }

  @Test("the shipped rights policy is the one that holds where none is configured")
  func shippedRights() throws {
    #expect(try installation.rightsPolicy() == RightsPolicy.standard)
  }

  @Test(
    "the shipped tag policy has a rule for tags and genres, keeps persons out and asserts nothing unproven")
  func shippedTags() throws {
    let policy = try installation.tagPolicy()
    #expect(policy.property(forTask: "classification") == .subject)
    #expect(policy.property(forTask: "genre") == .type)
    #expect(!policy.persons.words.isEmpty)
    #expect(!policy.persons.reason.isEmpty)
    #expect(policy.provenClasses.values.allSatisfy { $0.lowerBound >= TagPolicy.requiredLowerBound })
    guard case .excluded = policy.judge(task: "classification", classID: "x", label: "bride", score: 1) else {
      Issue.record("a person's role is said")
      return
    }
  }

  @Test("the shipped vocabularies can be read")
  func shippedVocabularies() throws {
    #expect(!(try installation.vocabulary("imagenet").concepts.isEmpty))
    let error = try #require(throws: ConfigurationError.self) { try installation.vocabulary("none") }
    #expect(error.description.contains("Mappings/vocabularies/none.tsv"))
  }

  @Test("a rights policy arrives as it is written")
  func rights() throws {
    let policy = try RightsPolicy(
      parsing: """
        statements:
          "http://example.org/free/": {fetch: allowed, thumbnail: needs-agreement, derivative: refused, reason: so}
        categories:
          missing: {fetch: refused, thumbnail: refused, derivative: refused, reason: nothing said}
        """, file: "rights.yaml")
    let rule = try #require(policy.statements.first)
    #expect(rule.prefix == "http://example.org/free/")
    #expect(rule.rule.fetch == .allowed)
    #expect(rule.rule.thumbnail == .needsAgreement)
    #expect(rule.rule.derivative == .refused)
    #expect(policy.categories[.missing]?.reason == "nothing said")
  }

  private static let wrongRightsCases: [(String, String)] = [
    ("classes: {}\n", "rights.yaml:1: unknown key 'classes': expected one of statements, categories"),
    (
      "categories:\n  closed: {fetch: refused}\n",
      "rights.yaml:2: category 'closed' is unknown: open, restricted, permission, unknown or missing"
    ),
    (
      "categories:\n  open: {fetch: allowed, reason: x}\n",
      "rights.yaml:2: 'categories.open' lacks 'thumbnail'"
    ),
    (
      "categories:\n  open: {fetch: allowed, thumbnail: allowed, derivative: allowed}\n",
      "rights.yaml:2: 'categories.open' lacks 'reason'"
    ),
    (
      "categories:\n  open: {fetch: yes!, thumbnail: allowed, derivative: allowed, reason: x}\n",
      "rights.yaml:2: 'categories.open.fetch' has to be allowed, needs-agreement or refused"
    ),
  ]

  @Test("a rights policy with a mistake is refused with its line", arguments: wrongRightsCases)
  func wrongRights(text: String, expected: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try RightsPolicy(parsing: text, file: "rights.yaml")
    }
    #expect(error.description == expected)
  }

  @Test("a tag policy arrives as it is written, words in lower case")
  func tags() throws {
    let policy = try TagPolicy(
      parsing: """
        tasks:
          genre: {property: "dc:type", minimum_score: 0.5}
        persons: {reason: none of ours, words: [Bride], allowed: [Saint]}
        excluded:
          - {class: n1, label: one, reason: misleading}
        proven:
          - {class: n2, label: two, threshold: 0.9, lower_bound: 0.96, data: 400 posters}
        """, file: "tags.yaml")
    #expect(policy.tasks == ["genre": TagPolicy.TaskRule(property: .type, minimumScore: 0.5)])
    #expect(
      policy.persons == TagPolicy.PersonList(words: ["bride"], allowed: ["saint"], reason: "none of ours"))
    #expect(policy.excludedClasses == ["n1": "misleading"])
    #expect(
      policy.provenClasses == ["n2": TagPolicy.Proof(threshold: 0.9, lowerBound: 0.96, data: "400 posters")])
  }

  private static let wrongTagsCases: [(String, String)] = [
    ("words: []\n", "tags.yaml:1: unknown key 'words': expected one of tasks, persons, excluded, proven"),
    (
      "tasks:\n  genre: {property: \"dc:type\"}\n",
      "tags.yaml:2: task 'genre' needs 'property' and 'minimum_score'"
    ),
    (
      "tasks:\n  genre: {property: \"dc:title\", minimum_score: 0.5}\n",
      "tags.yaml:2: 'tasks.genre.property' has to be dc:subject or dc:type"
    ),
    (
      "tasks:\n  genre: {property: \"dc:type\", minimum_score: 2}\n",
      "tags.yaml:2: 'tasks.genre.minimum_score' has to be a number from 0.0 to 1.0"
    ),
    ("excluded:\n- {class: n1}\n", "tags.yaml:2: an excluded class needs 'class' and 'reason'"),
    (
      "proven:\n- {class: n1, threshold: 0.9}\n",
      "tags.yaml:2: a proven class needs 'class', 'threshold', 'lower_bound' and 'data'"
    ),
  ]

  @Test("a tag policy with a mistake is refused with its line", arguments: wrongTagsCases)
  func wrongTags(text: String, expected: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try TagPolicy(parsing: text, file: "tags.yaml")
    }
    #expect(error.description == expected)
  }
}
