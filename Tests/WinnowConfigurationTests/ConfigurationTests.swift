internal import EDM
import Foundation
import Testing
import WinnowConfiguration

@Suite("A configuration that can be used")
struct ConfigurationTests {
  @Test("every key of a complete file arrives where it belongs")
  func complete() throws {
    let configuration = try parse(
      """
      store: sqlite:data/store.sqlite
      blobs: folder:/var/lib/winnow
      contact: https://hub.example/contact
      repository:
        name: Example hub
        base_url: https://hub.example/oai
        admin_email: ops@hub.example
        id_prefix: oai:hub.example
        isil: BE-HUB
        statement_attributes: true
        icon: https://hub.example/icon.png
        limits: {requests_per_client: 4, connections_per_client: 8, trusted_proxies: [127.0.0.1, "10.0.0.0/8"]}
      providers:
        - id: museum-1
          name: Museum of Examples
          harvest:
            kind: oai-pmh
            url: https://museum.example/oai?key=1
            prefix: oai_dc
            sets: [posters, maps]
            count: advisory
            credentials: {type: header, name: X-Key, env: MUSEUM_KEY, ca_file: ca.pem}
          defaults: {data_provider: Museum, country: BE, language: nl, rights: "https://rightsstatements.org/vocab/InC/1.0"}
          metadata_rights: "http://creativecommons.org/publicdomain/zero/1.0/"
          media:
            - {from: dc:identifier, match: "^id:([0-9]+)$", manifest: "https://iiif.example/$1/manifest"}
            - {from: dc:source, match: "^(.+)$", image: "https://img.example/$1.jpg"}
          media_per_record: 3
          policy: {fetch: never, agreement: true, delay_ms: 250}
        - id: library
          harvest: {url: "http://library.example/oai"}
      hosts:
        IMAGES.Example.org: {delay_ms: 6000, connections: 2}
      network: {allow_private: ["127.0.0.0/8", "::1"]}
      models: {pack: default}
      """)
    #expect(configuration.file == "/etc/winnow/winnow.yaml")
    #expect(configuration.store == .sqlite("/etc/winnow/data/store.sqlite"))
    #expect(configuration.blobs == .folder("/var/lib/winnow"))
    #expect(configuration.contact == "https://hub.example/contact")
    let repository = configuration.repository
    #expect(repository.name == "Example hub")
    #expect(repository.baseURL == "https://hub.example/oai")
    #expect(repository.adminEmail == "ops@hub.example")
    #expect(repository.idPrefix == "oai:hub.example")
    #expect(repository.isil == "BE-HUB")
    #expect(repository.statementAttributes)
    #expect(repository.icon == "https://hub.example/icon.png")
    #expect(repository.limits.requestsPerClient == 4 && repository.limits.connectionsPerClient == 8)
    #expect(repository.limits.trustedProxies == ["127.0.0.1", "10.0.0.0/8"])
    #expect(configuration.providers.map(\.id) == ["museum-1", "library"])
    let museum = try #require(configuration.provider("museum-1"))
    #expect(museum.name == "Museum of Examples")
    #expect(museum.harvest.url == "https://museum.example/oai?key=1")
    #expect(museum.harvest.prefix == "oai_dc")
    #expect(museum.harvest.sets == ["posters", "maps"])
    #expect(!museum.harvest.countTrusted)
    #expect(museum.harvest.credentials == .header(name: "X-Key", environment: "MUSEUM_KEY"))
    #expect(museum.harvest.certificateFile == "/etc/winnow/ca.pem")
    #expect(
      museum.defaults
        == DescribeSettings.Defaults(
          dataProvider: "Museum", country: "BE", language: "nl",
          rights: "https://rightsstatements.org/vocab/InC/1.0"))
    #expect(museum.metadataRights == "http://creativecommons.org/publicdomain/zero/1.0/")
    #expect(museum.media.map(\.manifest) == ["https://iiif.example/$1/manifest", nil])
    #expect(museum.media.map(\.image) == [nil, "https://img.example/$1.jpg"])
    #expect(museum.media.map(\.from) == ["dc:identifier", "dc:source"])
    #expect(museum.mediaPerRecord == 3)
    #expect(museum.policy.fetch == .never)
    #expect(museum.policy.agreement)
    #expect(museum.policy.delayMilliseconds == 250)
    let host = try #require(configuration.hosts["images.example.org"])
    #expect(host.delayMilliseconds == 6000)
    #expect(host.connections == 2)
    #expect(configuration.allowedPrivateNetworks == ["127.0.0.0/8", "::1"])
    #expect(configuration.modelPack == "default")
  }

  @Test("what a minimal file leaves out takes its documented default")
  func defaults() throws {
    let configuration = try parse(withProvider(""))
    #expect(configuration.store == .sqlite("/etc/winnow/winnow.sqlite"))
    #expect(configuration.blobs == .folder("/etc/winnow/media"))
    #expect(configuration.repository.isil == nil)
    #expect(!configuration.repository.statementAttributes)
    #expect(configuration.repository.icon == nil && configuration.repository.limits == LimitsConfiguration())
    #expect(configuration.hosts.isEmpty)
    #expect(configuration.allowedPrivateNetworks.isEmpty)
    #expect(configuration.modelPack == "default")
    let museum = try #require(configuration.providers.first)
    #expect(museum.name == "museum")
    #expect(museum.harvest.prefix == "edm")
    #expect(museum.harvest.sets.isEmpty)
    #expect(museum.harvest.countTrusted)
    #expect(museum.harvest.credentials == nil)
    #expect(museum.harvest.mapping == nil)
    #expect(museum.mediaPerRecord == 10)
    #expect(museum.policy.fetch == .byRights)
    #expect(!museum.policy.agreement)
    #expect(museum.policy.delayMilliseconds == nil)
    #expect(configuration.provider("library") == nil)
  }

  @Test(
    "credentials name an environment variable, never a secret",
    arguments: [
      ("{type: bearer, env: TOKEN}", CredentialsConfiguration.bearer(environment: "TOKEN")),
      ("{type: basic, env: LOGIN}", .basic(environment: "LOGIN")),
      ("{type: header, name: X-Key, env: KEY}", .header(name: "X-Key", environment: "KEY")),
    ])
  func credentials(text: String, expected: CredentialsConfiguration) throws {
    let configuration = try parse(
      withProvider("", harvest: "{url: \"http://m.example/oai\", credentials: \(text)}"))
    #expect(configuration.providers.first?.harvest.credentials == expected)
  }

  @Test("relative paths are relative to the file, also upwards; absolute ones stay")
  func paths() throws {
    let up = try parse("store: sqlite:../store.sqlite\nblobs: folder:/srv/blobs\n" + minimal)
    #expect(up.store == .sqlite("/etc/store.sqlite"))
    #expect(up.blobs == .folder("/srv/blobs"))
  }

  @Test("the file that `init` writes is a configuration without providers")
  func template() throws {
    let configuration = try parse(Configuration.template)
    #expect(configuration.providers.isEmpty)
    #expect(configuration.store == .sqlite("/etc/winnow/winnow.sqlite"))
    #expect(configuration.repository.idPrefix == "oai:winnow.example.org")
  }

  @Test("the provider that the template shows in comments is one, once the marks are taken away")
  func templateProvider() throws {
    var lines: [String] = []
    var isCommentedProvider = false
    for line in Configuration.template.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("providers:") {
        lines.append("providers:")
        isCommentedProvider = true
      } else if isCommentedProvider, line.hasPrefix("#") {
        lines.append(String(line.dropFirst(2)))
      } else {
        isCommentedProvider = false
        lines.append(String(line))
      }
    }
    let museum = try #require(try parse(lines.joined(separator: "\n")).provider("museum"))
    #expect(museum.harvest.url == "http://127.0.0.1:8765/oai")
    #expect(museum.defaults.dataProvider == "Example Museum")
    #expect(museum.policy.delayMilliseconds == 1000)
  }

  @Test("a file is read from disk; one that is missing or no UTF-8 is refused with a remedy")
  func files() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("winnow.yaml", minimal)
    #expect(try Configuration(contentsOf: file, shippedMappings: nil).contact == "mailto:ops@example.org")
    try Data([0x66, 0x3a, 0x20, 0xe9, 0x0a]).write(to: URL(fileURLWithPath: file))
    let foreign = try #require(throws: ConfigurationError.self) {
      try Configuration(contentsOf: file, shippedMappings: nil)
    }
    #expect(foreign.description == "\(file): is not UTF-8: save it as UTF-8")
    let missing = try #require(throws: ConfigurationError.self) {
      try Configuration(contentsOf: folder.path + "/none.yaml", shippedMappings: nil)
    }
    #expect(missing.description.contains("`winnow init`"))
  }

  @Test("a mapping is looked for beside the file, then among the shipped ones; what is nowhere is refused")
  func mappings() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("etc/winnow.yaml")
    try folder.write("shipped/both.xsl")
    try folder.write("shipped/shipped.xsl")
    try folder.write("etc/both.xsl")
    func mapping(_ name: String) throws -> String? {
      let text = withProvider("", harvest: "{url: \"http://m.example/oai\", mapping: \(name)}")
      return try parse(text, file: file, shipped: folder.path + "/shipped").providers.first?.harvest.mapping?
        .file
    }
    #expect(try mapping("both.xsl") == folder.path + "/etc/both.xsl")
    #expect(try mapping("shipped.xsl") == folder.path + "/shipped/shipped.xsl")
    #expect(try mapping(folder.path + "/shipped/both.xsl") == folder.path + "/shipped/both.xsl")
    let error = try #require(throws: ConfigurationError.self) { try mapping("none.xsl") }
    #expect(
      error.description
        == "\(file):5: mapping 'none.xsl' is not there: looked for \(folder.path)/etc/none.xsl and "
        + "\(folder.path)/shipped/none.xsl")
  }

  @Test("a mapping may name the command that runs it; one without file or command is refused")
  func engines() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("winnow.yaml")
    try folder.write("new.xsl")
    func mapping(_ value: String) throws -> MappingConfiguration? {
      let text = withProvider("", harvest: "{url: \"http://m.example/oai\", mapping: \(value)}")
      return try parse(text, file: file, shipped: nil).providers.first?.harvest.mapping
    }
    #expect(
      try mapping("{file: new.xsl, engine: \"saxon -s:{input} -o:{output} -xsl:{stylesheet}\"}")
        == MappingConfiguration(
          file: folder.path + "/new.xsl", engine: "saxon -s:{input} -o:{output} -xsl:{stylesheet}"))
    for (value, message) in [
      (
        "{engine: saxon}",
        "'providers[0].harvest.mapping.file' is missing: the stylesheet, such as mine-to-edm.xsl"
      ),
      (
        "{file: new.xsl}",
        "'providers[0].harvest.mapping.engine' is missing: the command that runs the stylesheet"
      ),
      (
        "{file: new.xsl, engine: \" \"}",
        "'providers[0].harvest.mapping.engine' is empty: name the command that runs the stylesheet"
      ),
    ] {
      let error = try #require(throws: ConfigurationError.self) { try mapping(value) }
      #expect(error.description == "\(file):5: \(message)")
    }
  }
}
