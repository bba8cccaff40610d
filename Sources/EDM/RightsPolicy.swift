/// What may be done with a file, by its rights statement.
public enum RightsUse: String, Sendable, Codable, CaseIterable {
  /// Fetch it and have it analysed by machine.
  case fetch
  /// Keep and show a thumbnail of at most 400 pixels.
  case thumbnail
  /// Publish something derived from it: an enlargement, a crop, a cut-out.
  case derivative
}

/// Whether a use is permitted.
public enum RightsPermission: String, Sendable, Codable {
  case allowed
  /// Only where the provider has agreed.
  case needsAgreement = "needs-agreement"
  case refused
}

/// A table that decides what may be done with a file before it is fetched and before anything derived from it
/// leaves the house.
///
/// It is a policy and no legal advice; an operator may replace it.
public struct RightsPolicy: Sendable, Equatable {
  /// What holds for one statement or category, and why.
  public struct Rule: Sendable, Equatable {
    /// Whether it may be fetched and analysed.
    public var fetch: RightsPermission
    /// Whether a thumbnail may be kept and shown.
    public var thumbnail: RightsPermission
    /// Whether something derived from it may be published.
    public var derivative: RightsPermission
    /// One clause for people, such as `no derivatives (ND)`.
    public var reason: String

    /// A rule from its parts.
    public init(
      fetch: RightsPermission, thumbnail: RightsPermission, derivative: RightsPermission, reason: String
    ) {
      self.fetch = fetch
      self.thumbnail = thumbnail
      self.derivative = derivative
      self.reason = reason
    }

    /// The permission for one use.
    public func permission(for use: RightsUse) -> RightsPermission {
      switch use {
      case .fetch: fetch
      case .thumbnail: thumbnail
      case .derivative: derivative
      }
    }
  }

  /// A rule for all statements that begin with a prefix, such as `http://creativecommons.org/licenses/by-nd/`.
  public struct StatementRule: Sendable, Equatable {
    /// What a canonical statement begins with.
    public var prefix: String
    /// What holds for it.
    public var rule: Rule

    /// A rule for a prefix of canonical statements.
    public init(prefix: String, rule: Rule) {
      self.prefix = prefix
      self.rule = rule
    }
  }

  /// The longest prefix that fits decides.
  public var statements: [StatementRule]
  /// What holds where no prefix fits.
  public var categories: [RightsFinding.Category: Rule]

  /// - Parameters:
  ///   - statements: rules for canonical statements by prefix.
  ///   - categories: rules for what no prefix fits; a category without a rule is refused.
  public init(statements: [StatementRule], categories: [RightsFinding.Category: Rule]) {
    self.statements = statements
    self.categories = categories
  }

  /// The rule that holds for a statement.
  public func rule(for rights: RightsFinding) -> Rule {
    if let normalised = rights.normalised {
      let fitting = statements.filter { normalised.hasPrefix($0.prefix) }
      if let longest = fitting.max(by: { $0.prefix.utf8.count < $1.prefix.utf8.count }) {
        return longest.rule
      }
    }
    return categories[rights.category]
      ?? Rule(
        fetch: .refused, thumbnail: .refused, derivative: .refused,
        reason: "the policy has no rule for category \(rights.category.rawValue)")
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - rights: what holds for the file.
  ///   - agreement: whether the provider has agreed to uses that need it.
  /// - Returns: what may be done, with the statement, the rule and the agreement in the reason.
  public func decide(rights: RightsFinding, agreement: Bool) -> RightsDecision {
    let rule = rule(for: rights)
    func isPermitted(_ permission: RightsPermission) -> Bool {
      permission == .allowed || (permission == .needsAgreement && agreement)
    }
    let subject =
      switch rights.category {
      case .missing: "no rights statement"
      case .unknown: "\"\((rights.original ?? "").shortened())\" is not an accepted rights statement"
      default: rights.normalised ?? "\"\((rights.original ?? "").shortened())\", whose version is not stated"
      }
    let uses = [rule.fetch, rule.thumbnail, rule.derivative]
    var reason = "\(subject): \(rule.reason)"
    if rights.defaulted { reason += "; the statement is the provider's configured default" }
    if uses.contains(.needsAgreement) {
      reason += agreement ? "; the provider has agreed" : "; no agreement with the provider"
    }
    return RightsDecision(
      fetch: isPermitted(rule.fetch), thumbnail: isPermitted(rule.thumbnail),
      derivative: isPermitted(rule.derivative), reason: reason)
  }
}

/// What the policy allows for one file, and why.
public struct RightsDecision: Sendable, Equatable, Codable {
  /// Whether it may be fetched and analysed.
  public var fetch: Bool
  /// Whether a thumbnail may be kept and shown.
  public var thumbnail: Bool
  /// Whether something derived from it may be published.
  public var derivative: Bool
  /// Why, in words for people.
  public var reason: String

  /// A decision from its parts.
  public init(fetch: Bool, thumbnail: Bool, derivative: Bool, reason: String) {
    self.fetch = fetch
    self.thumbnail = thumbnail
    self.derivative = derivative
    self.reason = reason
  }

  /// What is allowed, in words: `fetch and analyse yes, thumbnail yes, derivative no`.
  public var uses: String {
    [("fetch and analyse", fetch), ("thumbnail", thumbnail), ("derivative", derivative)]
      .map { "\($0.0) \($0.1 ? "yes" : "no")" }.joined(separator: ", ")
  }
}
