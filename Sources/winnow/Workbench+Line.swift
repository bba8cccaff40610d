import EDM
import Fetching
import Foundation
import Imaging
import Inference
import Pipeline
import Publishing
import Store
import WinnowConfiguration
import XMLCodec

extension Workbench {
  /// A harvester for this configuration.
  func harvester(engine: FetchEngine, control: JobControl) -> Harvester {
    Harvester(
      store: store, engine: engine, environment: ProcessInfo.processInfo.environment, log: log,
      interruption: control.interruption, progress: { control.progress.show($0) })
  }

  /// The whole line for this configuration.
  func line(control: JobControl) async throws -> Line {
    let engine = try engine()
    let decoder = try Workbench.decoder(workers: Workbench.workers)
    let analyst = try analyst()
    let vocabulary = try installation.vocabulary("imagenet")
    let shipped = try ShippedMappings(installation)
    let describers = try describers(shipped, interruption: control.interruption)
    let iconclass = try iconclass()
    let gate = try rightsGate()
    let incoming = try blobs.incomingFolder(removing: WorkerName.hasAbandoned)
    let stages: [any StageWork] = [
      DescribeStage(store: store, describers: describers),
      FetchStage(
        store: store, blobs: blobs, engine: engine, rights: gate, providers: providersByID,
        agreementHosts: agreementHosts, incomingFolder: incoming),
      LookStage(
        store: store, blobs: blobs, decoder: decoder, analyst: analyst, rights: gate,
        nearDuplicates: NearDuplicates(),
        workers: Workbench.workers),
      ConcludeStage(
        store: store, conclusion: Conclusion(policy: try installation.tagPolicy(), vocabulary: vocabulary)),
      PublishStage(
        store: store, publisher: publisher(vocabulary: vocabulary, rights: gate), describers: describers,
        concepts: conceptLookup(iconclass: iconclass)),
    ]
    return Line(
      store: store, harvester: harvester(engine: engine, control: control),
      enrichment: enrichment(stages, control: control),
      dereferencing: configuration.vocabularies.dereference
        ? conceptHarvest(
          describers: describers, engine: engine, control: control, iconclass: iconclass) : nil,
      engine: engine,
      decoder: decoder, fingerprints: try fingerprints(shipped), log: log)
  }

  /// Publishing alone, for commands that change what is published and look at nothing.
  func publishing(control: JobControl) throws -> Enrichment {
    let stage = PublishStage(
      store: store,
      publisher: publisher(
        vocabulary: try installation.vocabulary("imagenet"), rights: try rightsGate()),
      describers: try describers(), concepts: conceptLookup(iconclass: try iconclass()))
    return enrichment([stage], control: control)
  }

  private func enrichment(_ stages: [any StageWork], control: JobControl) -> Enrichment {
    Enrichment(
      store: store, blobs: blobs, stages: stages,
      worker: WorkerName.current.description, log: log,
      interruption: control.interruption, progress: { control.progress.show($0) })
  }

  /// Images looked at side by side: one a core.
  static var workers: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Decoder processes: this executable, called by its hidden subcommand.
  static func decoder(workers: Int) throws -> DecoderPool {
    DecoderPool(executable: executablePath, arguments: ["decoder"], workers: workers, limits: .default)
  }

  /// The installed models. Enriching without any would leave out silently what was asked for, so that is an error.
  func analyst() throws -> ImageAnalyst {
    try Models(installation: installation).analyst(threads: Workbench.workers)
  }

  /// The hosts to which agreements extend: those listed under `hosts`, and those of the endpoints.
  private var agreementHosts: Set<String> {
    let endpoints = configuration.providers.compactMap { URL(string: $0.harvest.url)?.host?.lowercased() }
    return Set(endpoints).union(configuration.hosts.keys)
  }

  /// What each stage depends on beside the records.
  private func fingerprints(_ mappings: ShippedMappings) throws -> [ConfigurationFingerprint] {
    var repository = configuration.repository
    // Neither stands in a record.
    (repository.limits, repository.icon) = (LimitsConfiguration(), nil)
    let vocabulary = try installation.text("Mappings/vocabularies/imagenet.tsv")
    let tags = try installation.text("Mappings/tags.yaml")
    let rights = try installation.text("Mappings/rights.yaml")
    let concepts = "\(configuration.vocabularies) \(iconclassStamp ?? "")"
    return try configuration.providers.map { provider in
      let mapping = try provider.harvest.mapping.map {
        String(decoding: try file($0.file), as: UTF8.self) + ($0.engine ?? "")
      }
      let description = [
        Release.version, provider.name, repository.idPrefix, "\(provider.defaults)", "\(provider.media)",
        "\(provider.mediaPerRecord)", mapping ?? mappings.text, String(describing: provider.localID),
      ]
      return ConfigurationFingerprint(
        provider: ProviderID(provider.id),
        stages: [
          .describe: description,
          .fetch: [
            "\(configuration.allowedPrivateNetworks)", "\(agreementHosts.sorted())", rights,
            "\(provider.policy.agreement)", provider.policy.fetch.rawValue,
          ],
          .conclude: [tags, vocabulary],
          // Publishing describes anew, and a mapping may change what the description that is kept does not show.
          .publish: description + [
            "\(repository)", provider.harvest.url, provider.metadataRights ?? "", concepts,
            // Manifests show what the rights let us show.
            rights, "\(provider.policy)", "annotations and manifests 1",
          ],
        ])
    }
  }

  /// How each provider's records are read.
  func describers() throws -> [ProviderID: ProviderDescriber] {
    try describers(try ShippedMappings(installation))
  }

  /// - Parameter interruption: ends mapping engines that are at work.
  private func describers(
    _ shipped: ShippedMappings, interruption: Interruption? = nil
  ) throws -> [ProviderID: ProviderDescriber] {
    var describers: [ProviderID: ProviderDescriber] = [:]
    for provider in configuration.providers {
      let settings = try describeSettings(provider, shipped)
      let engine = provider.harvest.mapping.flatMap { mapping in
        mapping.engine.map {
          MappingEngine(
            command: $0, stylesheet: mapping.file, parameters: settings.mappingParameters,
            interruption: interruption)
        }
      }
      describers[ProviderID(provider.id)] = ProviderDescriber(
        describer: RecordDescriber(settings: settings), engine: engine,
        mediaPerRecord: provider.mediaPerRecord, localID: try provider.localID?.rule())
    }
    return describers
  }

  /// How records are published.
  /// - Parameter rights: decides which files manifests show.
  func publisher(vocabulary: Vocabulary, rights: RightsGate) -> RecordPublisher {
    RecordPublisher(settings: publisherSettings(vocabulary: vocabulary, rights: rights))
  }

  /// What publishing needs to know beside the records.
  /// - Parameter rights: decides which files manifests show.
  func publisherSettings(vocabulary: Vocabulary, rights: RightsGate) -> PublisherSettings {
    var providers: [ProviderID: PublisherSettings.Provider] = [:]
    for provider in configuration.providers {
      providers[ProviderID(provider.id)] = PublisherSettings.Provider(
        endpoint: provider.harvest.url, metadataRights: provider.metadataRights,
        marcPrefix: provider.localID?.marcPrefix, language: provider.defaults.language)
    }
    return PublisherSettings(
      idPrefix: configuration.repository.idPrefix, operatorName: configuration.repository.name,
      repositoryAddress: configuration.repository.baseURL,
      statementAttributes: configuration.repository.statementAttributes, providers: providers,
      vocabulary: vocabulary, isil: configuration.repository.isil, mayShow: { rights.allowsThumbnail($0) })
  }

  private func describeSettings(
    _ provider: ProviderConfiguration, _ shipped: ShippedMappings
  ) throws -> DescribeSettings {
    var mapping: RecordMapping?
    if let named = provider.harvest.mapping {
      if named.engine != nil {
        mapping = .engine(name: named.file)
      } else {
        do {
          mapping = .stylesheet(try XSLTStylesheet(source: [UInt8](try file(named.file)), name: named.file))
        } catch { throw CommandFailure(message: "mapping of provider '\(provider.id)': \(error)") }
      }
    }
    var rules: [MediaRule] = []
    for rule in provider.media {
      guard let property = Property(label: rule.from) else {
        throw CommandFailure(
          message: "provider '\(provider.id)': media rule: '\(rule.from)' is no element of EDM")
      }
      do {
        rules.append(
          try MediaRule(
            from: property, match: rule.match, target: rule.manifest == nil ? .image : .manifest,
            template: rule.manifest ?? rule.image ?? ""))
      } catch { throw CommandFailure(message: "provider '\(provider.id)': \(error)") }
    }
    return DescribeSettings(
      providerID: provider.id, providerName: provider.name,
      defaults: provider.defaults, mapping: mapping, mappings: shipped.stylesheets, mediaRules: rules,
      idPrefix: configuration.repository.idPrefix)
  }

  private func file(_ path: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(message: "\(path) cannot be read")
    }
    return data
  }
}
