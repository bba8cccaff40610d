import Testing
import WinnowConfiguration

@Suite("A configuration that is refused")
struct RefusalTests {
  private static let unknownKeysCases: [(String, String)] = [
    (
      "colour: red\n" + minimal,
      "winnow.yaml:1: unknown key 'colour': expected one of "
        + "store, blobs, contact, repository, providers, hosts, network, models, notify, vocabularies"
    ),
    (
      "contact: mailto:a@b.example\nrepository:\n  name: Hub\n  title: Hub\n",
      "winnow.yaml:4: unknown key 'title' in 'repository': expected one of "
        + "name, base_url, admin_email, id_prefix, isil, statement_attributes, icon, limits"
    ),
    (
      withProvider("  url: x\n"),
      "winnow.yaml:6: unknown key 'url' in 'providers[0]': expected one of "
        + "id, name, harvest, defaults, metadata_rights, local_id, media, media_per_record, policy"
    ),
    (
      withProvider("", harvest: "{url: \"http://m.example/oai\", format: edm}"),
      "winnow.yaml:5: unknown key 'format' in 'providers[0].harvest': expected one of "
        + "kind, url, prefix, mapping, sets, count, window, overlap_seconds, reconcile_days, "
        + "deletion_guard_percent, credentials, ca_file, schedule"
    ),
    (
      withProvider("", harvest: "{url: \"http://m.example/oai\", credentials: {token: abc}}"),
      "winnow.yaml:5: unknown key 'token' in 'providers[0].harvest.credentials': expected one of "
        + "type, env, name, ca_file"
    ),
    (
      withProvider("  defaults: {kind: IMAGE}\n"),
      "winnow.yaml:6: unknown key 'kind' in 'providers[0].defaults': expected one of "
        + "data_provider, country, language, rights, type"
    ),
    (
      withProvider("  policy: {delay: 1}\n"),
      "winnow.yaml:6: unknown key 'delay' in 'providers[0].policy': expected one of "
        + "fetch, agreement, delay_ms"
    ),
    (
      withProvider("  media:\n  - {from: a, match: b, images: c}\n"),
      "winnow.yaml:7: unknown key 'images' in 'providers[0].media[0]': expected one of "
        + "from, match, manifest, image"
    ),
    (
      minimal + "hosts:\n  img.example: {rate: 2}\n",
      "winnow.yaml:4: unknown key 'rate' in 'hosts.img.example': expected one of delay_ms, connections"
    ),
    (
      minimal + "network: {deny: []}\n",
      "winnow.yaml:3: unknown key 'deny' in 'network': expected one of allow_private, retry_wait_ms"
    ),
    (
      minimal + "models: {path: x}\n",
      "winnow.yaml:3: unknown key 'path' in 'models': expected one of pack"
    ),
  ]

  @Test(
    "an unknown key is named with file, line, place and the keys that may stand there",
    arguments: unknownKeysCases)
  func unknownKeys(text: String, expected: String) throws {
    #expect(try complaint(about: text) == expected)
  }

  private static let laterVersionsCases: [(String, String)] = [
    ("store: postgresql://u@h/db\n" + minimal, ":1: 'store: postgresql'"),
    ("blobs: s3://bucket/p\n" + minimal, ":1: 'blobs: s3'"),
  ]

  @Test(
    "what a later version will have is refused by its name, not as a mistake", arguments: laterVersionsCases)
  func laterVersions(text: String, beginning: String) throws {
    let message = try complaint(about: text)
    #expect(message.hasPrefix("winnow.yaml" + beginning))
    #expect(message.contains(" not supported yet by this version: "))
  }

  private static let wrongValuesCases: [(String, String)] = [
    ("- a\n- b\n", ":1: 'the file' has to be a mapping of keys to values"),
    ("contact: [a]\n", ":1: 'contact' has to be a text"),
    ("contact: \"\"\n", ":1: 'contact' has to be a text"),
    (
      "contact: mailto:a@b.example\nrepository: Hub\n",
      ":2: 'repository' has to be a mapping of keys to values"
    ),
    (minimal + "providers: {id: a}\n", ":3: 'providers' has to be a list"),
    (minimal + "providers: [a]\n", ":3: 'providers[0]' has to be a mapping of keys to values"),
    (
      withProvider("  media_per_record: many\n"),
      ":6: 'providers[0].media_per_record' has to be a whole number from 1 to 10000"
    ),
    (
      withProvider("  media_per_record: 0\n"),
      ":6: 'providers[0].media_per_record' has to be a whole number from 1 to 10000"
    ),
    (
      withProvider("  policy: {delay_ms: -1}\n"),
      ":6: 'providers[0].policy.delay_ms' has to be a whole number from 0 to 3600000"
    ),
    (
      withProvider("  policy: {agreement: perhaps}\n"),
      ":6: 'providers[0].policy.agreement' has to be true or false"
    ),
    (
      withProvider("  policy: {fetch: always}\n"),
      ":6: 'providers[0].policy.fetch' has to be by-rights or never"
    ),
    (
      withProvider("", harvest: "{url: \"http://m.example/oai\", count: sometimes}"),
      ":5: 'providers[0].harvest.count' has to be trusted or advisory"
    ),
    (
      withProvider("", harvest: "{url: \"http://m.example/oai\", sets: posters}"),
      ":5: 'providers[0].harvest.sets' has to be a list"
    ),
    (
      minimal + "hosts:\n  h.example: {connections: 17}\n",
      ":4: 'hosts.h.example.connections' has to be a whole number from 1 to 16"
    ),
    (minimal + "models: {pack: large}\n", ":3: model pack 'large' is unknown: this version has 'default'"),
    ("store: mysql:x\n" + minimal, ":1: 'store: mysql:x' is not understood: use sqlite:FILE"),
    ("store: \"sqlite:\"\n" + minimal, ":1: 'store: sqlite:' is not understood: use sqlite:FILE"),
    ("blobs: media\n" + minimal, ":1: 'blobs: media' is not understood: use folder:DIR"),
  ]

  @Test("a value of the wrong type or range is named with its keys", arguments: wrongValuesCases)
  func wrongValues(text: String, expected: String) throws {
    #expect(try complaint(about: text) == "winnow.yaml" + expected)
  }

  private static let missingCases: [(String, String)] = [
    ("store: sqlite:a\n", "'contact' is missing"),
    ("contact: mailto:a@b.example\n", "'repository' is missing"),
    ("contact: mailto:a@b.example\nrepository: {name: Hub}\n", "'repository.base_url' is missing"),
    (minimal + "providers:\n- harvest: {url: x}\n", "'providers[0].id' is missing"),
    (minimal + "providers:\n- id: a\n", "'providers[0].harvest' is missing"),
    (minimal + "providers:\n- id: a\n  harvest: {prefix: edm}\n", "'providers[0].harvest.url' is missing"),
  ]

  @Test("what is missing is asked for with its purpose", arguments: missingCases)
  func missing(text: String, expected: String) throws {
    #expect(try complaint(about: text).contains(": " + expected))
  }

  private static let providerIDsCases: [(String, String)] = [
    ("Museum", "may hold only a-z, 0-9 and -"), ("mu_seum", "may hold only a-z, 0-9 and -"),
    ("musée", "may hold only a-z, 0-9 and -"),
    (String(repeating: "a", count: 65), "at most 64 of them"),
  ]

  @Test("an id of a provider is a-z, 0-9 and -, short, and stands once", arguments: providerIDsCases)
  func providerIDs(id: String, expected: String) throws {
    let message = try complaint(
      about: minimal + "providers:\n- id: \(id)\n  harvest: {url: \"http://m.example\"}\n")
    #expect(message.hasPrefix("winnow.yaml:4: provider id '\(id)'"))
    #expect(message.contains(expected))
  }

  @Test("an id that stands twice is refused: ids name a provider for ever")
  func repeatedID() throws {
    let message = try complaint(
      about: withProvider("- id: museum\n  harvest: {url: \"http://other.example/oai\"}\n"))
    #expect(message.contains("provider id 'museum' stands twice"))
  }

  @Test("a key that stands twice is refused")
  func repeatedKey() throws {
    let message = try complaint(about: minimal + "contact: mailto:other@example.org\n")
    #expect(message.hasPrefix("winnow.yaml"))
    #expect(message.contains("contact"))
    #expect(!message.contains("\n"))
  }

  private static let mediaRulesCases: [(String, String)] = [
    ("{from: dc:identifier, image: x}", "needs 'from' (an element) and 'match' (a regular expression)"),
    ("{match: a, image: x}", "needs 'from' (an element) and 'match' (a regular expression)"),
    ("{from: a, match: b}", "gives either 'manifest' or 'image'"),
    ("{from: a, match: b, image: c, manifest: d}", "gives either 'manifest' or 'image'"),
    ("{from: a, match: \"([a-z\", image: c}", "'([a-z' is no regular expression"),
  ]

  @Test(
    "a media rule has a source, a regular expression, and either a manifest or an image",
    arguments: mediaRulesCases)
  func mediaRules(rule: String, expected: String) throws {
    let message = try complaint(about: withProvider("  media:\n  - \(rule)\n"))
    #expect(message.hasPrefix("winnow.yaml:7: "))
    #expect(message.contains(expected))
  }

  private static let credentialsCases: [(String, String)] = [
    ("{type: bearer}", "credentials need 'env'"), ("{type: header, env: KEY}", "need 'name'"),
    ("{type: digest, env: KEY}", "has to be bearer, basic or header"),
  ]

  @Test("credentials without what their type needs are refused", arguments: credentialsCases)
  func credentials(text: String, expected: String) throws {
    let message = try complaint(
      about: withProvider("", harvest: "{url: \"http://m.example/oai\", credentials: \(text)}"))
    #expect(message.hasPrefix("winnow.yaml:5: "))
    #expect(message.contains(expected))
  }

  @Test("a default rights statement outside the accepted ones is refused: it would be said of every record")
  func defaultRights() throws {
    let message = try complaint(about: withProvider("  defaults: {rights: \"All rights reserved\"}\n"))
    #expect(
      message
        == "winnow.yaml:6: default rights 'All rights reserved' is none of the accepted rights statements")
  }

  private static let addressesCases: [(String, String)] = [
    (
      withProvider("", harvest: "{url: \"ftp://m.example/oai\"}"),
      ":5: 'ftp://m.example/oai' is no http(s) address"
    ),
    (withProvider("", harvest: "{url: museum}"), ":5: 'museum' is no http(s) address"),
    (
      minimal.replacing("http://hub.example/oai", with: "hub.example/oai"),
      ":2: 'repository.base_url' has to be an http(s) address"
    ),
    (
      minimal.replacing("oai:hub.example", with: "hub.example"),
      ":2: 'repository.id_prefix' has to look like"
    ),
    (minimal.replacing("oai:hub.example", with: "oai:hub"), ":2: 'repository.id_prefix' has to look like"),
  ]

  @Test("addresses and prefixes are checked before anything is asked or published", arguments: addressesCases)
  func addresses(text: String, expected: String) throws {
    #expect(try complaint(about: text).hasPrefix("winnow.yaml" + expected))
  }

  @Test(
    "text that is no YAML, and a file without content, are refused in one line",
    arguments: ["a: [b\n", "", "# nothing\n"])
  func notYAML(text: String) throws {
    let message = try complaint(about: text)
    #expect(message.hasPrefix("winnow.yaml:"))
    #expect(!message.contains("\n"))
  }
}
