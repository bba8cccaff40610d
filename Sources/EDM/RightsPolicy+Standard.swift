extension RightsPolicy {
  /// The policy that holds where nothing else is configured, the same as `Mappings/rights.yaml`.
  ///
  /// Cautious where a licence leaves room: derivatives of non-commercial material and everything in copyright
  /// wait for an agreement, and nothing is derived from works under ND.
  public static let standard = RightsPolicy(
    statements: [
      statement("creativecommons.org/publicdomain/", .allowed, .allowed, .allowed, "free of copyright"),
      statement("creativecommons.org/licenses/by/", .allowed, .allowed, .allowed, "free with attribution"),
      statement(
        "creativecommons.org/licenses/by-sa/", .allowed, .allowed, .allowed,
        "free with attribution, derivatives under the same licence"),
      statement(
        "creativecommons.org/licenses/by-nc/", .allowed, .allowed, .needsAgreement,
        "derivatives only for non-commercial use"),
      statement(
        "creativecommons.org/licenses/by-nc-sa/", .allowed, .allowed, .needsAgreement,
        "derivatives only for non-commercial use and under the same licence"),
      statement("creativecommons.org/licenses/by-nd/", .allowed, .allowed, .refused, "no derivatives (ND)"),
      statement(
        "creativecommons.org/licenses/by-nc-nd/", .allowed, .allowed, .refused, "no derivatives (ND)"),
      statement(
        "creativecommons.org/licenses/by-nd-nc/", .allowed, .allowed, .refused, "no derivatives (ND)"),
      statement(
        "rightsstatements.org/vocab/NoC-NC/", .allowed, .allowed, .needsAgreement,
        "free of copyright, commercial use barred by contract"),
      statement(
        "rightsstatements.org/vocab/NoC-OKLR/", .allowed, .allowed, .refused,
        "free of copyright, other laws restrict its use"),
      statement(
        "rightsstatements.org/vocab/InC-EDU/", .allowed, .allowed, .refused,
        "in copyright, educational use permitted"),
    ],
    categories: [
      .open: Rule(
        fetch: .allowed, thumbnail: .allowed, derivative: .allowed, reason: "openly licensed"),
      .restricted: Rule(
        fetch: .allowed, thumbnail: .allowed, derivative: .refused, reason: "use is restricted"),
      .permission: Rule(
        fetch: .needsAgreement, thumbnail: .needsAgreement, derivative: .refused,
        reason: "use needs the permission of the rights holder"),
      .unknown: Rule(
        fetch: .needsAgreement, thumbnail: .needsAgreement, derivative: .refused,
        reason: "what it permits is not known"),
      .missing: Rule(
        fetch: .needsAgreement, thumbnail: .needsAgreement, derivative: .refused,
        reason: "nothing says what is permitted"),
    ])

  private static func statement(
    _ place: String, _ fetch: RightsPermission, _ thumbnail: RightsPermission,
    _ derivative: RightsPermission, _ reason: String
  ) -> StatementRule {
    StatementRule(
      prefix: "http://" + place,
      rule: Rule(fetch: fetch, thumbnail: thumbnail, derivative: derivative, reason: reason))
  }
}
