/// Which labels of a model become statements, and how strongly they are said.
///
/// Its YAML form (`Mappings/tags.yaml`), every key as the initialisers name it:
///
/// ```yaml
/// tasks:                      # by the task of the model card; a task without a rule yields no statements
///   classification: {property: "dc:subject", minimum_score: 0.30}
///   genre: {property: "dc:type", minimum_score: 0.50}
/// persons:                    # applies to every model
///   reason: persons are present or not, nothing more
///   words: [man, woman, scuba diver]    # as whole words of a label, in any case, also with a plural -s
///   allowed: [saint, king, black widow] # a label that holds one of these is not excluded by a word
/// excluded:                   # single classes
///   - {class: n06359193, label: web site, reason: given to scans of pages}
/// proven:                     # classes that may be asserted
///   - {class: n02123045, label: tabby, threshold: 0.9, lower_bound: 0.96, data: "412 images of 60 documents"}
/// ```
///
/// Source: DESIGN invariants 5 (only proven tags are asserted) and 11 (persons are present or not).
public struct TagPolicy: Sendable, Equatable {
  /// The property of the described object that a task's labels belong to.
  public enum TargetProperty: String, Sendable, Codable, CaseIterable {
    /// What is depicted.
    case subject = "dc:subject"
    /// What kind of thing it is: genre and form.
    case type = "dc:type"
  }

  /// What holds for every label of one task.
  public struct TaskRule: Sendable, Equatable {
    /// Where the labels go.
    public var property: TargetProperty
    /// The least score, 0 to 1, at which a label is kept as an annotation.
    public var minimumScore: Double

    /// A rule with its least score from 0 to 1.
    public init(property: TargetProperty, minimumScore: Double) {
      self.property = property
      self.minimumScore = minimumScore
    }
  }

  /// Words for kinds of people, which no model may say of an image.
  public struct PersonList: Sendable, Equatable {
    /// Lower-case entries of one word or several; each excludes a label that holds it, or its plural in -s, as
    /// whole words.
    public var words: Set<String>
    /// Lower-case entries of iconographic types (saint, angel, soldier, king) and of things named after people
    /// (black widow): a label that holds one is not excluded by a word.
    public var allowed: Set<String>
    /// Why, in words.
    public var reason: String

    /// A list of words and of those that override them, all in lower case.
    public init(words: Set<String> = [], allowed: Set<String> = [], reason: String = "") {
      self.words = words
      self.allowed = allowed
      self.reason = reason
    }
  }

  /// The measurement that allows a class to be asserted.
  public struct Proof: Sendable, Equatable {
    /// The least score at which the class is asserted.
    public var threshold: Double
    /// The lower 95 % bound of the precision at that threshold.
    public var lowerBound: Double
    /// The held heritage data it was measured on.
    public var data: String

    /// A proof with its figures from 0 to 1 and the data they were measured on.
    public init(threshold: Double, lowerBound: Double, data: String) {
      self.threshold = threshold
      self.lowerBound = lowerBound
      self.data = data
    }
  }

  /// The lower 95 % bound of precision that a proof needs before it counts.
  public static let requiredLowerBound = 0.95

  /// The rule of each task, by the task's name in model cards.
  public var tasks: [String: TaskRule]
  /// Applies to every task.
  public var persons: PersonList
  /// Why a class is never said, by class.
  public var excludedClasses: [String: String]
  /// Proofs, by class.
  public var provenClasses: [String: Proof]

  /// A policy from its parts; without proofs, every label is an annotation.
  public init(
    tasks: [String: TaskRule], persons: PersonList = PersonList(), excludedClasses: [String: String] = [:],
    provenClasses: [String: Proof] = [:]
  ) {
    self.tasks = tasks
    self.persons = persons
    self.excludedClasses = excludedClasses
    self.provenClasses = provenClasses
  }

  /// The property that a task's labels belong to, or `nil` where the task yields no statements.
  public func property(forTask task: String) -> TargetProperty? { tasks[task]?.property }

  /// Decides about one label of a model's output.
  ///
  /// - Parameters:
  ///   - task: the task as the model card names it.
  ///   - classID: the class as the model names it.
  ///   - label: the class's label in English.
  ///   - score: 0 to 1.
  public func judge(task: String, classID: String, label: String, score: Double) -> TagJudgement {
    if let reason = excludedClasses[classID] {
      return .excluded(reason: "“\(label)” is excluded: \(reason)")
    }
    if let word = personWord(in: label) {
      return .excluded(reason: "“\(label)” is excluded by the word “\(word)”: \(persons.reason)")
    }
    guard let rule = tasks[task] else {
      return .excluded(reason: "the tag policy has no rule for the task “\(task)”")
    }
    guard score >= rule.minimumScore else {
      return .belowThreshold(
        reason: "score \(Self.text(score)) is below \(Self.text(rule.minimumScore)), the least for \(task)")
    }
    guard let proof = provenClasses[classID], proof.lowerBound >= Self.requiredLowerBound else {
      return .annotation(reason: "the class is not proven on heritage data")
    }
    guard score >= proof.threshold else {
      return .annotation(
        reason: "score \(Self.text(score)) is below \(Self.text(proof.threshold)), where the class is proven")
    }
    return .provenAsserted(
      reason: "precision at least \(Self.text(proof.lowerBound)) (95 % bound) at score "
        + "\(Self.text(proof.threshold)), measured on \(proof.data)")
  }

  /// The entry of the person list for which a label is excluded, or `nil`.
  private func personWord(in label: String) -> String? {
    let words = label.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "'" }
    let text = " " + words.joined(separator: " ") + " "
    if persons.allowed.contains(where: { text.contains(" \($0) ") }) { return nil }
    return persons.words.sorted().first { text.contains(" \($0) ") || text.contains(" \($0)s ") }
  }

  /// A score with three decimals at most, without a formatter, so that the target stays free of Foundation.
  private static func text(_ score: Double) -> String { "\((score * 1000).rounded() / 1000)" }
}
