internal import XMLCodec

/// Turns a record as received into a ``DescribedRecord``: recognises the format, maps it to EDM, applies the
/// provider's defaults, brings rights and identifiers into form, collects the files and checks the rules.
///
/// Pure: the same bytes and settings give the same result, on any thread.
public struct RecordDescriber: Sendable {
  /// What describing needs to know of the provider.
  public let settings: DescribeSettings
  private let reader = EDMReader()

  /// A describer for the records of one provider.
  public init(settings: DescribeSettings) { self.settings = settings }

  /// Describes a record.
  ///
  /// - Parameters:
  ///   - metadata: the metadata element with all namespace declarations it needs.
  ///   - identifier: the record's identifier in the provider's repository, for minted names and mappings.
  ///   - document: the whole OAI-PMH record with all namespace declarations it needs, which mappings get as their
  ///     input; the metadata alone where there is no record around it. Evaluated only where a mapping runs.
  /// - Returns: always a description; what cannot be read is one with a finding and withheld.
  public func describe(
    metadata: [UInt8], identifier: String, document: @autoclosure () -> [UInt8]? = nil
  ) -> DescribedRecord {
    let source: (tape: XMLTape, kind: RecordKind)
    switch recognise(metadata, identifier) {
    case .success(let recognised): source = recognised
    case .failure(let unreadable): return unreadable.description
    }
    if source.kind == .external { return describe(source.tape, .external, dublinCore: nil, identifier) }
    guard case .stylesheet(let stylesheet)? = settings.mapping(of: source.kind) else {
      return unmapped(source, identifier)
    }
    do {
      let mapped = try stylesheet.transform(document() ?? metadata, parameters: parameters(identifier))
      return describe(mapped, by: stylesheet.name, source, identifier)
    } catch {
      return Self.unreadable(
        source.kind, "mapping-failed", "the mapping failed", detail: "record \(identifier): \(error)")
    }
  }

  /// Describes a record that an engine mapped.
  ///
  /// - Parameters:
  ///   - metadata: the metadata element as received, with all namespace declarations it needs.
  ///   - mapped: what the engine made of the record, or why it made nothing.
  public func describe(
    metadata: [UInt8], identifier: String, mapped: Result<[UInt8], MappingFailure>
  ) -> DescribedRecord {
    switch recognise(metadata, identifier) {
    case .failure(let unreadable): return unreadable.description
    case .success(let source):
      guard let mapping = settings.mapping(of: source.kind) else { return unmapped(source, identifier) }
      switch mapped {
      case .success(let bytes): return describe(bytes, by: mapping.name, source, identifier)
      case .failure(let failure):
        return Self.unreadable(
          source.kind, "mapping-failed", "the mapping failed", detail: "record \(identifier): \(failure)")
      }
    }
  }

  /// The format of a metadata element; `nil` where it is not well-formed.
  public func kind(of metadata: [UInt8]) -> RecordKind? {
    (try? recognise(metadata, "").get())?.kind
  }

  /// A record of which nothing is known but why.
  private struct Unreadable: Error { var description: DescribedRecord }

  private func recognise(
    _ metadata: [UInt8], _ identifier: String
  ) -> Result<(tape: XMLTape, kind: RecordKind), Unreadable> {
    do {
      let tape = try XMLTape(parsing: metadata, names: RecordNames.table, limits: reader.limits)
      guard let root = tape.events.first else {
        return .failure(
          Unreadable(
            description: Self.unreadable(
              .unknown, "not-well-formed", "the metadata is empty", detail: "record \(identifier)")))
      }
      let name = tape.name(root.name)
      return .success((tape, RecordKind.named(name.namespace, name.local)))
    } catch {
      return .failure(
        Unreadable(
          description: Self.unreadable(
            .unknown, "not-well-formed", "the metadata is not well-formed XML",
            detail: "record \(identifier): \(error)")))
    }
  }

  private func unmapped(_ source: (tape: XMLTape, kind: RecordKind), _ identifier: String) -> DescribedRecord
  {
    let format = source.kind == .unknown ? Self.rootName(of: source.tape) : source.kind.rawValue
    return Self.unreadable(
      source.kind, "no-mapping", "no mapping is configured for \(format)",
      detail:
        "name one for provider \(settings.providerID) under `harvest.mapping`, such as oai_dc-to-edm.xsl")
  }

  private func describe(
    _ mapped: [UInt8], by mapping: String, _ source: (tape: XMLTape, kind: RecordKind), _ identifier: String
  ) -> DescribedRecord {
    guard !mapped.isEmpty else {
      return Self.unreadable(
        source.kind, "mapping-failed", "the mapping wrote nothing",
        detail:
          "record \(identifier): \(mapping) made nothing of \(Self.rootName(of: source.tape)); "
          + "is it the mapping for this format?")
    }
    do {
      let result = try XMLTape(parsing: mapped, names: RecordNames.table, limits: reader.limits)
      let statements = source.kind == .dublinCore ? Self.dublinCore(in: source.tape) : nil
      return describe(result, source.kind, dublinCore: statements, identifier)
    } catch {
      return Self.unreadable(
        source.kind, "mapping-failed", "the mapping wrote no well-formed XML",
        detail: "record \(identifier), \(mapping): \(error)")
    }
  }

  private func describe(
    _ tape: XMLTape, _ kind: RecordKind, dublinCore: [DublinCoreStatement]?, _ identifier: String
  ) -> DescribedRecord {
    do {
      let read = try reader.read(tape)
      var kind = kind
      if kind == .external, read.record.profile == .internal { kind = .internal }
      var work = Description(read, settings: settings, identifier: identifier)
      return work.complete(kind: kind, dublinCore: dublinCore)
    } catch {
      return Self.unreadable(
        kind, "not-edm", "the record is not EDM", detail: "record \(identifier): \(error)")
    }
  }

  /// The name of the root as `{namespace}local`.
  private static func rootName(of tape: XMLTape) -> String {
    let name = tape.events.first.map { tape.name($0.name) }
    return "{\(name?.namespace ?? "")}\(name?.local ?? "")"
  }

  /// The values that a stylesheet may declare as `xsl:param`.
  private func parameters(_ identifier: String) -> [String: String] {
    var parameters = settings.mappingParameters
    parameters["identifier"] = identifier
    parameters["about"] = settings.mintedIdentifier(for: identifier)
    return parameters
  }

  /// The elements of a Dublin Core record.
  private static func dublinCore(in tape: XMLTape) -> [DublinCoreStatement] {
    var statements: [DublinCoreStatement] = []
    let language = RecordNames.Syntax.language.number
    let inherited = tape.events.first.flatMap { tape.attribute(language, of: $0) }
    for (index, event) in tape.events.enumerated() where event.kind == .start {
      guard let property = RecordNames.property(event.name), property.facts.namespace == .dc else { continue }
      statements.append(
        DublinCoreStatement(
          element: property.facts.local, text: tape.content(at: index),
          language: tape.attribute(language, of: event) ?? inherited))
    }
    return statements
  }

  /// A record of which nothing is known but why.
  ///
  /// - Parameter reason: the same words for every record, so that reasons can be counted.
  private static func unreadable(
    _ kind: RecordKind, _ rule: String, _ reason: String, detail: String
  ) -> DescribedRecord {
    DescribedRecord(
      kind: kind,
      findings: [Finding(rule: rule, severity: .error, path: "", message: "\(reason): \(detail)")],
      withheld: ["\(rule): \(reason)"])
  }
}

/// Why an engine made nothing of a record.
public struct MappingFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the engine's words, one line.
  public let description: String

  /// A failure in the engine's words.
  public init(_ description: String) { self.description = description }
}

extension DescribeSettings {
  /// A URI for an object that has none, the same for the same record at all times.
  func mintedIdentifier(for identifier: String) -> String {
    "\(idPrefix):\(providerID):\(IRI.percentEncoded(identifier))"
  }
}
