internal import EDM
internal import Foundation

extension Configuration {
  /// Reads a configuration file.
  /// - Parameters:
  ///   - path: the file.
  ///   - shipped: the folder of the shipped Mappings, where bare mapping names are looked up last.
  /// - Throws: `ConfigurationError` with file and line.
  public init(contentsOf path: String, shippedMappings shipped: String?) throws(ConfigurationError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError(
        "\(path): cannot be read: `winnow init` writes a commented winnow.yaml, --config names another file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError("\(path): is not UTF-8: save it as UTF-8")
    }
    try self.init(parsing: text, file: path, shippedMappings: shipped)
  }

  /// Reads a configuration from text.
  public init(parsing text: String, file: String, shippedMappings shipped: String?) throws(ConfigurationError)
  {
    let root = try ConfigurationNode(parsing: text, file: file)
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let paths = PathResolution(folder: folder, shippedMappings: shipped)
    let members = try root.members(
      [
        "store", "blobs", "contact", "repository", "providers", "hosts", "network", "models", "notify",
        "vocabularies",
      ])
    self.file = file
    store = try Self.store(members["store"], paths)
    blobs = try Self.blobs(members["blobs"], paths)
    guard let contactNode = members["contact"] else {
      throw root.error(
        "'contact' is missing: give a mailto: or http(s) address at which your users can be reached")
    }
    contact = try contactNode.text()
    guard ["mailto:", "http://", "https://"].contains(where: contact.hasPrefix) else {
      throw contactNode.error(
        "'contact: \(contact)' has to be a mailto: or http(s) address, such as mailto:ops@example.org")
    }
    guard let repositoryNode = members["repository"] else {
      throw root.error("'repository' is missing: it names the OAI-PMH repository that Winnow serves")
    }
    repository = try RepositoryConfiguration(repositoryNode)
    providers = []
    for node in try members["providers"]?.items() ?? [] {
      let provider = try ProviderConfiguration(node, paths)
      guard !providers.contains(where: { $0.id == provider.id }) else {
        throw node.error("provider id '\(provider.id)' stands twice: ids name a provider for ever")
      }
      providers.append(provider)
    }
    hosts = [:]
    for (host, node) in try members["hosts"]?.entries() ?? [] {
      let keys = try node.members(["delay_ms", "connections"])
      hosts[host.lowercased()] = HostConfiguration(
        delayMilliseconds: try keys["delay_ms"]?.integer(in: 0...3_600_000),
        connections: try keys["connections"]?.integer(in: 1...16))
    }
    let network = try members["network"]?.members(["allow_private", "retry_wait_ms"]) ?? [:]
    allowedPrivateNetworks = try network["allow_private"]?.texts() ?? []
    retryWaitMilliseconds = try network["retry_wait_ms"]?.integer(in: 1...600_000) ?? 2000
    notification = try members["notify"].map(NotificationConfiguration.init)
    if let node = members["vocabularies"] { vocabularies = try VocabularyConfiguration(node) }
    let models = try members["models"]?.members(["pack"]) ?? [:]
    modelPack = try models["pack"]?.text() ?? "default"
    guard modelPack == "default" else {
      throw models["pack"]?.error("model pack '\(modelPack)' is unknown: this version has 'default'")
        ?? root.error("unknown model pack")
    }
  }

  private static func store(
    _ node: ConfigurationNode?, _ paths: PathResolution
  ) throws(ConfigurationError) -> StoreLocation {
    guard let node else { return .sqlite(paths.absolute("winnow.sqlite")) }
    let text = try node.text()
    if text.hasPrefix("sqlite:"), text.count > 7 { return .sqlite(paths.absolute(String(text.dropFirst(7)))) }
    if text.hasPrefix("postgresql:") {
      throw node.error("'store: postgresql' is not supported yet by this version: use sqlite:FILE")
    }
    throw node.error("'store: \(text)' is not understood: use sqlite:FILE")
  }

  private static func blobs(
    _ node: ConfigurationNode?, _ paths: PathResolution
  ) throws(ConfigurationError) -> BlobLocation {
    guard let node else { return .folder(paths.absolute("media")) }
    let text = try node.text()
    if text.hasPrefix("folder:"), text.count > 7 { return .folder(paths.absolute(String(text.dropFirst(7)))) }
    if text.hasPrefix("s3:") {
      throw node.error("'blobs: s3' is not supported yet by this version: use folder:DIR")
    }
    throw node.error("'blobs: \(text)' is not understood: use folder:DIR")
  }
}

/// How paths in a configuration are meant.
struct PathResolution {
  /// The folder of the configuration file.
  let folder: String
  let shippedMappings: String?

  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : URL(fileURLWithPath: folder).appendingPathComponent(path).standardized.path
  }

  /// A mapping beside the configuration, else among the shipped ones.
  func mapping(_ node: ConfigurationNode) throws(ConfigurationError) -> MappingConfiguration {
    guard node.isMapping else { return MappingConfiguration(file: try stylesheet(node)) }
    let keys = try node.members(["file", "engine"])
    guard let file = keys["file"] else {
      throw node.error("'\(node.path).file' is missing: the stylesheet, such as mine-to-edm.xsl")
    }
    guard let command = keys["engine"] else {
      throw node.error("'\(node.path).engine' is missing: the command that runs the stylesheet")
    }
    let engine = try command.text()
    guard !engine.allSatisfy(\.isWhitespace) else {
      throw command.error("'\(command.path)' is empty: name the command that runs the stylesheet")
    }
    return MappingConfiguration(file: try stylesheet(file), engine: engine)
  }

  private func stylesheet(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let name = try node.text()
    var candidates = [absolute(name)]
    if let shippedMappings, !name.hasPrefix("/") { candidates.append(shippedMappings + "/" + name) }
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate) { return candidate }
    throw node.error("mapping '\(name)' is not there: looked for \(candidates.joined(separator: " and "))")
  }
}

extension RepositoryConfiguration {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members([
      "name", "base_url", "admin_email", "id_prefix", "isil", "statement_attributes", "icon",
      "limits",
    ])
    func required(_ key: String, _ remedy: String) throws(ConfigurationError) -> ConfigurationNode {
      guard let value = keys[key] else { throw node.error("'repository.\(key)' is missing: \(remedy)") }
      return value
    }
    name = try required("name", "give the repository a name").text()
    let base = try required("base_url", "the address at which /oai is reached from outside")
    baseURL = try base.text()
    guard let address = URL(string: baseURL), address.scheme == "http" || address.scheme == "https",
      address.host != nil
    else {
      throw base.error("'repository.base_url' has to be an http(s) address such as http://127.0.0.1:8080/oai")
    }
    adminEmail = try required("admin_email", "OAI-PMH's Identify has to name one").text()
    let prefix = try required("id_prefix", "what our identifiers begin with, such as oai:winnow.example.org")
    idPrefix = try prefix.text()
    guard idPrefix.hasPrefix("oai:"), idPrefix.dropFirst(4).contains("."),
      idPrefix.dropFirst(4).allSatisfy({
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".")
      })
    else {
      throw prefix.error("'repository.id_prefix' has to look like oai:winnow.example.org (a domain of yours)")
    }
    isil = try keys["isil"]?.text()
    statementAttributes = try keys["statement_attributes"]?.flag() ?? false
    icon = try keys["icon"]?.text()
    limits = try keys["limits"].map(LimitsConfiguration.init) ?? LimitsConfiguration()
  }
}

extension LimitsConfiguration {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members(["requests_per_client", "connections_per_client", "trusted_proxies"])
    requestsPerClient = try keys["requests_per_client"]?.integer(in: 1...100_000)
    connectionsPerClient = try keys["connections_per_client"]?.integer(in: 1...100_000)
    trustedProxies = try keys["trusted_proxies"]?.texts() ?? []
  }
}

extension ProviderConfiguration {
  init(_ node: ConfigurationNode, _ paths: PathResolution) throws(ConfigurationError) {
    let keys = try node.members(
      [
        "id", "name", "harvest", "defaults", "metadata_rights", "local_id", "media", "media_per_record",
        "policy",
      ])
    guard let idNode = keys["id"] else { throw node.error("'\(node.path).id' is missing: a-z, 0-9 and -") }
    id = try idNode.text()
    guard id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }), id.count <= 64 else {
      throw idNode.error("provider id '\(id)' may hold only a-z, 0-9 and -, at most 64 of them")
    }
    name = try keys["name"]?.text() ?? id
    guard let harvestNode = keys["harvest"] else {
      throw node.error("'\(node.path).harvest' is missing: say where provider '\(id)' is harvested")
    }
    harvest = try HarvestConfiguration(harvestNode, paths)
    let defaultKeys =
      try keys["defaults"]?.members(["data_provider", "country", "language", "rights", "type"]) ?? [:]
    defaults = DescribeSettings.Defaults(
      dataProvider: try defaultKeys["data_provider"]?.text(), country: try defaultKeys["country"]?.text(),
      language: try defaultKeys["language"]?.text(), rights: try defaultKeys["rights"]?.text(),
      type: try defaultKeys["type"]?.text())
    if let type = defaults.type, !DescribeSettings.Defaults.types.contains(type) {
      let types = DescribeSettings.Defaults.types.joined(separator: ", ")
      throw (defaultKeys["type"] ?? node).error("default type '\(type)' is unknown: use one of \(types)")
    }
    if let rights = defaults.rights, RightsStatements.normalise(rights).normalised == nil {
      throw defaultKeys["rights"]?.error(
        "default rights '\(rights)' is none of the accepted rights statements")
        ?? node.error("default rights are not accepted")
    }
    metadataRights = try keys["metadata_rights"]?.text()
    localID = try keys["local_id"].map(LocalIDConfiguration.init)
    media = []
    for rule in try keys["media"]?.items() ?? [] {
      let parts = try rule.members(["from", "match", "manifest", "image"])
      guard let from = parts["from"], let match = parts["match"] else {
        throw rule.error("a media rule needs 'from' (an element) and 'match' (a regular expression)")
      }
      guard (parts["manifest"] == nil) != (parts["image"] == nil) else {
        throw rule.error("a media rule gives either 'manifest' or 'image'")
      }
      let expression = try match.text()
      do { _ = try NSRegularExpression(pattern: expression) } catch {
        throw match.error("'\(expression)' is no regular expression: \(error.localizedDescription)")
      }
      media.append(
        MediaRuleConfiguration(
          from: try from.text(), match: expression, manifest: try parts["manifest"]?.text(),
          image: try parts["image"]?.text()))
    }
    mediaPerRecord = try keys["media_per_record"]?.integer(in: 1...10_000) ?? 10
    let policyKeys = try keys["policy"]?.members(["fetch", "agreement", "delay_ms"]) ?? [:]
    var fetch = PolicyConfiguration.Fetch.byRights
    if let value = policyKeys["fetch"] {
      guard let known = PolicyConfiguration.Fetch(rawValue: try value.text()) else {
        throw value.error("'\(value.path)' has to be by-rights or never")
      }
      fetch = known
    }
    policy = PolicyConfiguration(
      fetch: fetch, agreement: try policyKeys["agreement"]?.flag() ?? false,
      delayMilliseconds: try policyKeys["delay_ms"]?.integer(in: 0...3_600_000))
  }
}

extension HarvestConfiguration {
  init(_ node: ConfigurationNode, _ paths: PathResolution) throws(ConfigurationError) {
    let keys = try node.members(
      [
        "kind", "url", "prefix", "mapping", "sets", "count", "window", "overlap_seconds", "reconcile_days",
        "deletion_guard_percent", "credentials", "ca_file", "schedule",
      ])
    kind = try Self.choice(keys["kind"], of: Kind.self) ?? .oaiPMH
    guard let address = keys["url"] else {
      throw node.error(
        "'\(node.path).url' is missing: "
          + (kind.isLocal ? "the path of the records" : "the base URL of the OAI-PMH endpoint"))
    }
    url = try Self.location(address, kind, paths)
    prefix = try keys["prefix"]?.text() ?? (kind.bringsManifests ? "iiif" : "edm")
    var named: MappingConfiguration?
    if let value = keys["mapping"] { named = try paths.mapping(value) }
    mapping = named
    sets = try keys["sets"]?.texts() ?? []
    window = try Self.choice(keys["window"], of: HarvestWindow.self)
    overlapSeconds = try keys["overlap_seconds"]?.integer(in: 0...31_536_000) ?? 300
    reconcileDays = try keys["reconcile_days"]?.integer(in: 1...3650)
    deletionGuardPercent = Double(try keys["deletion_guard_percent"]?.integer(in: 0...100) ?? 5)
    countTrusted = true
    if let count = keys["count"] {
      switch try count.text() {
      case "trusted": countTrusted = true
      case "advisory": countTrusted = false
      default: throw count.error("'\(count.path)' has to be trusted or advisory")
      }
    }
    schedule = try keys["schedule"].map(Schedule.init)
    credentials = nil
    certificateFile = nil
    if let authority = keys["ca_file"] { certificateFile = paths.absolute(try authority.text()) }
    if let value = keys["credentials"] {
      let parts = try value.members(["type", "env", "name", "ca_file"])
      if let authority = parts["ca_file"] { certificateFile = paths.absolute(try authority.text()) }
      if let type = parts["type"] {
        guard let variable = try parts["env"]?.text() else {
          throw value.error(
            "credentials need 'env', the name of the environment variable that holds the secret")
        }
        switch try type.text() {
        case "bearer": credentials = .bearer(environment: variable)
        case "basic": credentials = .basic(environment: variable)
        case "header":
          guard let header = try parts["name"]?.text() else {
            throw value.error("credentials of type header need 'name', the header's name")
          }
          credentials = .header(name: header, environment: variable)
        default: throw type.error("credentials type has to be bearer, basic or header")
        }
      }
    }
  }

  /// One of the words that a key may hold; `nil` where the key is absent.
  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: ConfigurationNode?, of type: Choice.Type
  ) throws(ConfigurationError) -> Choice? where Choice.RawValue == String {
    guard let node else { return nil }
    let word = try node.text()
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw node.error("'\(node.path): \(word)' is unknown: use one of \(words)")
    }
    return choice
  }

  /// A web address, or for records on this machine an absolute path.
  private static func location(
    _ node: ConfigurationNode, _ kind: Kind, _ paths: PathResolution
  ) throws(ConfigurationError) -> String {
    let text = try node.text()
    if kind.isLocal {
      return paths.absolute(text.hasPrefix("file://") ? String(text.dropFirst(7)) : text)
    }
    guard let parsed = URL(string: text), parsed.scheme == "http" || parsed.scheme == "https",
      parsed.host != nil
    else {
      throw node.error("'\(text)' is no http(s) address")
    }
    return text
  }
}
