/// The files that a record points to.
extension Description {
  /// The addresses of the aggregation with their roles, else those that the provider's media rules derive.
  func webResources() -> [WebResourceReference] {
    var references: [WebResourceReference] = []
    var seen: Set<String> = []
    let files = Dictionary(
      record.resources.lazy.filter { $0.kind == .webResource }.map { ($0.about, $0) },
      uniquingKeysWith: { first, _ in first })
    let services = imageServices()
    if let aggregation = record.first(.aggregation) {
      let roles: [(Property, WebResourceReference.Role)] = [
        (.edmIsShownBy, .isShownBy), (.edmHasView, .hasView), (.edmObject, .object),
        (.edmIsShownAt, .isShownAt),
      ]
      for (property, role) in roles {
        for object in aggregation.objects(property) {
          guard case .resource(let address) = object, seen.insert(address).inserted else { continue }
          references.append(reference(address, role, files[address], services))
        }
      }
    }
    if !references.contains(where: { $0.role != .isShownAt }) { references += derivedReferences() }
    return references
  }

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
    for resource in record.resources where resource.kind == .service {
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

/// Recognises requests of the IIIF Image API by the form of their address.
enum IIIFAddress {
  /// The base address of the service, where an address is an image request or an `info.json` of it.
  ///
  /// Source: IIIF Image API 2.1 and 3.0, section 2.1:
  /// `{scheme}://{server}{/prefix}/{identifier}/{region}/{size}/{rotation}/{quality}.{format}`.
  static func imageService(of address: String) -> String? {
    // Most addresses are no image requests: their last segment says so.
    guard let slash = address.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let file = String(address[address.index(after: slash)...])
    guard file == "info.json" || isFile(file), IRI.isWebAddress(address) else { return nil }
    if file == "info.json" { return String(address[..<slash]) }
    let segments = address.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    // Scheme, an empty segment, server, identifier and the four parameters.
    guard segments.count >= 8 else { return nil }
    let parameters = segments.suffix(4).map { String(Substring($0)) }
    guard isRotation(parameters[2]), isSize(parameters[1]), isRegion(parameters[0]) else { return nil }
    let end = segments[segments.count - 5].endIndex
    return String(address[..<end])
  }

  private static func isRegion(_ text: String) -> Bool {
    if text == "full" || text == "square" { return true }
    let numbers = text.hasPrefix("pct:") ? text.dropFirst(4) : Substring(text)
    let parts = numbers.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy(isNumber)
  }

  private static func isSize(_ text: String) -> Bool {
    var size = Substring(text)
    if size.hasPrefix("^") { size = size.dropFirst() }
    if size == "full" || size == "max" { return true }
    if size.hasPrefix("pct:") { return isNumber(size.dropFirst(4)) }
    if size.hasPrefix("!") { size = size.dropFirst() }
    let parts = size.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.contains { !$0.isEmpty }
      && parts.allSatisfy { $0.isEmpty || isNumber($0) }
  }

  private static func isRotation(_ text: String) -> Bool {
    isNumber(text.hasPrefix("!") ? text.dropFirst() : Substring(text))
  }

  private static func isFile(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let qualities = ["default", "native", "color", "colour", "gray", "grey", "bitonal"]
    let formats = ["jpg", "jpeg", "tif", "png", "gif", "jp2", "pdf", "webp"]
    return parts.count == 2 && qualities.contains(String(parts[0])) && formats.contains(String(parts[1]))
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }
}
