public import EDM
public import Store
public import WinnowConfiguration

/// Decides what may be done with a web resource: from its rights, and from what its provider agreed to.
public struct RightsGate: Sendable {
  private let policy: RightsPolicy
  private let providers: [ProviderID: ProviderConfiguration]

  /// A gate with the policy for rights statements and the agreements of providers.
  public init(policy: RightsPolicy, providers: [ProviderID: ProviderConfiguration]) {
    self.policy = policy
    self.providers = providers
  }

  /// The decision with its reason. A provider that is no longer configured agrees to nothing.
  public func decision(for resource: WebResource) -> RightsDecision {
    let rights =
      resource.reference.rights ?? RightsFinding(original: nil, normalised: nil, category: .missing)
    guard let provider = providers[resource.provider] else {
      return RightsDecision(
        fetch: false, thumbnail: false, derivative: false,
        reason: "provider '\(resource.provider)' is not in the configuration")
    }
    var decision = policy.decide(rights: rights, agreement: provider.policy.agreement)
    if provider.policy.fetch == .never {
      decision.fetch = false
      decision.reason = "the provider's policy is fetch: never"
    }
    return decision
  }

  /// Whether a thumbnail may be kept and shown.
  public func allowsThumbnail(_ resource: WebResource) -> Bool { decision(for: resource).thumbnail }
}
