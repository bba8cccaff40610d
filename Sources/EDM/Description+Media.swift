/// The files that a record points to.
extension Description {
  /// The addresses of the aggregation with their roles, else those that the provider's media rules derive.
  func webResources() -> [WebResourceReference] {
    var references: [WebResourceReference] = []
    var seen: Set<String> = []
    let files = FilesByAddress(record)
    let services = imageServices()
    if let aggregation = record.first(.aggregation) {
      for (property, role) in Self.roles {
        for object in aggregation.objects(property) {
          guard case .resource(let address) = object, seen.insert(address).inserted else { continue }
          references.append(
            reference(address, role, files[address].map { record.resources[$0] }, services))
        }
      }
    }
    if !references.contains(where: { $0.role != .isShownAt }) { references += derivedReferences() }
    return references
  }

  private static let roles: [(Property, WebResourceReference.Role)] = [
    (.edmIsShownBy, .isShownBy), (.edmHasView, .hasView), (.edmObject, .object), (.edmIsShownAt, .isShownAt),
  ]

  private func reference(
    _ address: String, _ role: WebResourceReference.Role, _ resource: Resource?, _ services: Set<String>
  ) -> WebResourceReference {
    WebResourceReference(
      address: address, role: role,
      imageService: role == .isShownAt ? nil : imageService(of: resource, among: services, address: address),
      manifest: resource?.objects(.dctermsIsReferencedBy).map(\.text).first(where: IRI.isWebAddress),
      rights: rightsByAddress[address] ?? rights)
  }

  /// The IIIF image services that the record declares.
  private func imageServices() -> Set<String> {
    var services: Set<String> = []
    for index in record.resources.indices where record.resources[index].kind == .service {
      let resource = record.resources[index]
      let profiles = resource.objects(.dctermsConformsTo)
      if profiles.contains(where: { $0.text.hasPrefix("http://iiif.io/api/image") }) {
        services.insert(resource.about)
      }
    }
    return services
  }

  /// The base address of the IIIF image service that a web resource declares or whose form its address has.
  private func imageService(of resource: Resource?, among services: Set<String>, address: String) -> String? {
    if !services.isEmpty {
      for case .resource(let service) in resource?.objects(.svcsHasService) ?? []
      where services.contains(service) {
        return service
      }
    }
    return IIIFAddress.imageService(of: address)
  }

  private func derivedReferences() -> [WebResourceReference] {
    guard !settings.mediaRules.isEmpty else { return [] }
    var references: [WebResourceReference] = []
    var seen: Set<String> = []
    for rule in settings.mediaRules {
      for resource in record.resources where resource.kind == .providedCHO || resource.kind == .aggregation {
        for object in resource.objects(rule.property) {
          guard let address = rule.address(for: object.text), seen.insert(address).inserted else { continue }
          references.append(
            WebResourceReference(
              address: address, role: .derived,
              imageService: rule.target == .image ? IIIFAddress.imageService(of: address) : nil,
              manifest: rule.target == .manifest ? address : nil, rights: rights))
        }
      }
    }
    return references
  }
}

/// Where the web resources of a record are, by their address; of two of one address the first.
private struct FilesByAddress {
  private let record: EDMRecord
  /// Only where there are too many to look through.
  private var places: [String: Int]?

  init(_ record: EDMRecord) {
    self.record = record
    guard record.resources.count > 32 else { return }
    var places: [String: Int] = [:]
    for index in record.resources.indices where record.resources[index].kind == .webResource {
      let address = record.resources[index].about
      if places[address] == nil { places[address] = index }
    }
    self.places = places
  }

  subscript(address: String) -> Int? {
    if let places { return places[address] }
    for index in record.resources.indices
    where record.resources[index].kind == .webResource && record.resources[index].about.isSame(as: address) {
      return index
    }
    return nil
  }
}
