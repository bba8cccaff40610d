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
  /// - Returns: always a description; what cannot be read is one with a finding and withheld.
  public func describe(metadata: [UInt8], identifier: String) -> DescribedRecord {
    let tape: XMLTape
    do {
      tape = try XMLTape(parsing: metadata, names: RecordNames.table, limits: reader.limits)
    } catch {
      return Self.unreadable(
        .unknown, "not-well-formed", "the metadata is not well-formed XML",
        detail: "record \(identifier): \(error)")
    }
    guard let root = tape.events.first else {
      return Self.unreadable(
        .unknown, "not-well-formed", "the metadata is empty", detail: "record \(identifier)")
    }
    let name = tape.name(root.name)
    let kind = RecordKind.named(name.namespace, name.local)
    if kind == .external { return describe(tape, .external, dublinCore: nil, identifier) }
    guard let mapping = settings.mapping(of: kind) else {
      let format = kind == .unknown ? "{\(name.namespace)}\(name.local)" : kind.rawValue
      return Self.unreadable(
        kind, "no-mapping", "no mapping is configured for \(format)",
        detail:
          "name one for provider \(settings.providerID) under `harvest.mapping`, such as oai_dc-to-edm.xsl")
    }
    do {
      let mapped = try mapping.transform(metadata, parameters: parameters(identifier))
      guard !mapped.isEmpty else {
        return Self.unreadable(
          kind, "mapping-failed", "the mapping wrote nothing",
          detail: "record \(identifier): \(mapping.name) made nothing of {\(name.namespace)}\(name.local); "
            + "is it the mapping for this format?")
      }
      let result = try XMLTape(parsing: mapped, names: RecordNames.table, limits: reader.limits)
      let source = kind == .dublinCore ? Self.dublinCore(in: tape) : nil
      return describe(result, kind, dublinCore: source, identifier)
    } catch let error as XSLTError {
      return Self.unreadable(
        kind, "mapping-failed", "the mapping failed", detail: "record \(identifier): \(error)")
    } catch {
      return Self.unreadable(
        kind, "mapping-failed", "the mapping wrote no well-formed XML",
        detail: "record \(identifier), \(mapping.name): \(error)")
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

  /// The values that every mapping may declare as `xsl:param`.
  private func parameters(_ identifier: String) -> [String: String] {
    [
      "dataProvider": settings.defaults.dataProvider ?? "",
      "country": settings.defaults.country ?? "",
      "language": settings.defaults.language ?? "",
      "rights": settings.defaults.rights ?? "",
      "provider": settings.providerName ?? "",
      "identifier": identifier,
      "about": settings.mintedIdentifier(for: identifier),
    ]
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

extension DescribeSettings {
  /// A URI for an object that has none, the same for the same record at all times.
  func mintedIdentifier(for identifier: String) -> String {
    "\(idPrefix):\(providerID):\(IRI.percentEncoded(identifier))"
  }
}
