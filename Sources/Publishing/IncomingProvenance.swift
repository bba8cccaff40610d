internal import OAIPMH
public import Store
internal import XMLCodec

/// Why a provenance container cannot be nested into ours without losing or inventing something.
struct ProvenanceFault: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What the provenance containers of a record say of its way to its provider.
public struct IncomingProvenance: Sendable, Equatable {
  /// The chains, each from its newest hop on, in the order of their containers. The first one is nested into our
  /// own hop; the others are carried on beside it.
  public private(set) var chains: [OriginDescription] = []
  /// What is wrong with the containers that hold no chain: these are carried on as they came.
  public private(set) var faults: [String] = []

  /// Reads the `about` containers of a record. A tombstone has none, and bytes that hold no record have none either.
  public init(of source: RecordSource) {
    guard let record = try? StoredRecord(bytes: source.bytes, context: source.context) else { return }
    var number = 0
    for content in record.abouts {
      guard case .provenance(let chain) = AboutContainer.content(content) else { continue }
      number += 1
      switch chain {
      case .success(let newest): chains.append(newest)
      case .failure(let fault): faults.append("provenance container \(number): \(fault)")
      }
    }
  }
}

/// Reads chains of origin descriptions.
///
/// A chain is read whole or not at all: one that lacks what the schema asks for, or holds more than it knows, would
/// be written again with something invented or lost.
enum ProvenanceReader {
  enum Name: Int32, CaseIterable {
    case originDescription, baseURL, identifier, datestamp, metadataNamespace
  }

  private static let harvestDate = Int32(Name.allCases.count)
  private static let altered = Int32(Name.allCases.count + 1)

  /// The names that tapes given to ``chain(in:)`` have to be made with.
  static let names = XMLNameTable(
    Name.allCases.map { (AboutContainer.provenance, "\($0)") } + [("", "harvestDate"), ("", "altered")])

  /// The chain of a `provenance` element, from its newest hop on.
  static func chain(in tape: XMLTape) -> Result<OriginDescription, ProvenanceFault> {
    Result { () throws(ProvenanceFault) in
      var hops: [OriginDescription] = []
      var parent = 0
      while true {
        let inner = origins(in: tape, of: parent)
        guard let only = inner.first else { break }
        guard inner.count == 1 else {
          throw ProvenanceFault("\(inner.count) origin descriptions stand side by side where one may stand")
        }
        guard hops.count < OriginDescription.deepestChain else {
          throw ProvenanceFault("the chain has more than \(OriginDescription.deepestChain) hops")
        }
        hops.append(try hop(in: tape, at: only, number: hops.count + 1))
        parent = only
      }
      var chain: OriginDescription?
      for hop in hops.reversed() {
        var newer = hop
        newer.earlier = chain
        chain = newer
      }
      guard let chain else { throw ProvenanceFault("it has no originDescription") }
      return chain
    }
  }

  private static func children(of parent: Int, in tape: XMLTape) -> [Int] {
    var result: [Int] = []
    var index = parent + 1
    while index < Int(tape.events[parent].partner) {
      if tape.events[index].kind == .start {
        result.append(index)
        index = Int(tape.events[index].partner)
      }
      index += 1
    }
    return result
  }

  private static func origins(in tape: XMLTape, of parent: Int) -> [Int] {
    children(of: parent, in: tape).filter { tape.events[$0].name == Name.originDescription.rawValue }
  }

  private static func hop(
    in tape: XMLTape, at start: Int, number: Int
  ) throws(ProvenanceFault) -> OriginDescription {
    var texts: [Name: String] = [:]
    for child in children(of: start, in: tape) {
      let event = tape.events[child]
      guard let name = Name(rawValue: event.name) else {
        throw ProvenanceFault(
          "hop \(number) has an element '\(tape.name(event.name).local)' unknown to the schema")
      }
      guard name != .originDescription else { continue }
      guard texts[name] == nil else { throw ProvenanceFault("hop \(number) has two of \(name)") }
      texts[name] = tape.content(at: child).trimmingWhiteSpace()
    }
    func text(_ name: Name) throws(ProvenanceFault) -> String {
      guard let text = texts[name], !text.isEmpty else {
        throw ProvenanceFault("hop \(number) has no \(name)")
      }
      return text
    }
    func date(_ text: String, _ name: String) throws(ProvenanceFault) -> String {
      guard Timestamp(text) != nil else {
        throw ProvenanceFault("\(name) '\(text)' of hop \(number) is no date")
      }
      return text
    }
    let event = tape.events[start]
    guard let harvested = tape.attribute(harvestDate, of: event) else {
      throw ProvenanceFault("hop \(number) has no harvestDate")
    }
    guard let changed = tape.attribute(altered, of: event), ["true", "false", "1", "0"].contains(changed)
    else {
      throw ProvenanceFault("hop \(number) does not say whether the record was altered")
    }
    return OriginDescription(
      baseURL: try text(.baseURL), identifier: try text(.identifier),
      datestamp: try date(try text(.datestamp), "datestamp"), metadataNamespace: try text(.metadataNamespace),
      harvestDate: try date(harvested, "harvestDate"), altered: changed)
  }
}
