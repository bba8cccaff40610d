public import XMLCodec

/// How a repository treats deleted records (OAI-PMH 2.0, section 2.5.1).
public enum DeletedRecordPolicy: String, Sendable, Codable {
  case no
  case transient
  case persistent
}

/// What a repository says of itself (OAI-PMH 2.0, section 4.2).
public struct IdentifyResponse: Sendable, Equatable {
  /// The repository's name.
  public internal(set) var repositoryName = ""
  /// As stated, which may differ from the address asked.
  public internal(set) var baseURL = ""
  /// `2.0` for every repository that this reader is made for.
  public internal(set) var protocolVersion = ""
  /// Addresses of those who run it.
  public internal(set) var adminEmails: [String] = []
  /// As sent; it may be wrong, and it may be "".
  public internal(set) var earliestDatestamp = ""
  /// As sent.
  public internal(set) var deletedRecord = ""
  /// As sent: `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`, or something odd.
  public internal(set) var granularity = ""
  /// Encodings of content beside identity, such as `gzip`.
  public internal(set) var compressions: [String] = []
  /// The moment of the response by the repository's clock.
  public internal(set) var responseDate: Timestamp?
  /// Repairs that reading needed.
  public internal(set) var repairs: [Repair] = []

  /// The deletion policy; `no` where what was sent is none of the three.
  public var deletedRecordPolicy: DeletedRecordPolicy {
    DeletedRecordPolicy(rawValue: deletedRecord.lowercased()) ?? .no
  }

  /// True where dates are to be sent as days: odd granularities with hours count as seconds.
  public var hasDayGranularity: Bool { !granularity.lowercased().contains("hh") }
}

/// One of a repository's metadata formats (OAI-PMH 2.0, section 4.4).
public struct MetadataFormat: Sendable, Equatable {
  /// What requests name it by.
  public var prefix: String
  /// The address of its XML schema.
  public var schema: String
  /// Its XML namespace.
  public var namespace: String

  /// A format, from its parts.
  public init(prefix: String, schema: String, namespace: String) {
    self.prefix = prefix
    self.schema = schema
    self.namespace = namespace
  }
}

/// One of a repository's sets (OAI-PMH 2.0, section 4.6).
public struct SetDescription: Sendable, Equatable {
  /// With the specs of the sets above it, divided by colons.
  public var spec: String
  /// For people.
  public var name: String

  /// A set, from its parts.
  public init(spec: String, name: String) {
    self.spec = spec
    self.name = name
  }
}

extension PageReader {
  /// Reads an answer to Identify.
  /// - Parameter body: the response as received, decompressed.
  /// - Throws: why it is no such answer.
  public func readIdentify(_ body: [UInt8]) throws(PageProblem) -> IdentifyResponse {
    var result = IdentifyResponse()
    let page: ItemPage<Void> = read(body, verb: "Identify") { tape, element in
      for child in tape.children(of: element) {
        let text = tape.trimmedContent(at: child)
        switch tape.localName(at: child) {
        case "repositoryName": result.repositoryName = text
        case "baseURL": result.baseURL = text
        case "protocolVersion": result.protocolVersion = text
        case "adminEmail": result.adminEmails.append(text)
        case "earliestDatestamp": result.earliestDatestamp = text
        case "deletedRecord": result.deletedRecord = text
        case "granularity": result.granularity = text
        case "compression": result.compressions.append(text)
        default: break
        }
      }
      return [()]
    }
    if page.items.isEmpty {
      throw page.errors.isEmpty
        ? page.problem ?? .malformed("it has no Identify element") : .refused(page.errors)
    }
    result.responseDate = page.responseDate
    result.repairs = page.repairs
    return result
  }

  /// Reads an answer to ListMetadataFormats.
  /// - Parameter body: the response as received, decompressed.
  public func readMetadataFormats(_ body: [UInt8]) -> ItemPage<MetadataFormat> {
    read(body, verb: "ListMetadataFormats") { tape, element in
      tape.children(of: element).compactMap { child in
        guard tape.localName(at: child) == "metadataFormat" else { return nil }
        var format = MetadataFormat(prefix: "", schema: "", namespace: "")
        for field in tape.children(of: child) {
          switch tape.localName(at: field) {
          case "metadataPrefix": format.prefix = tape.trimmedContent(at: field)
          case "schema": format.schema = tape.trimmedContent(at: field)
          case "metadataNamespace": format.namespace = tape.trimmedContent(at: field)
          default: break
          }
        }
        return format.prefix.isEmpty ? nil : format
      }
    }
  }

  /// Reads a page of ListSets.
  /// - Parameter body: the response as received, decompressed.
  public func readSets(_ body: [UInt8]) -> ItemPage<SetDescription> {
    read(body, verb: "ListSets") { tape, element in
      tape.children(of: element).compactMap { child in
        guard tape.localName(at: child) == "set" else { return nil }
        var set = SetDescription(spec: "", name: "")
        for field in tape.children(of: child) {
          switch tape.localName(at: field) {
          case "setSpec": set.spec = tape.trimmedContent(at: field)
          case "setName": set.name = tape.trimmedContent(at: field)
          default: break
          }
        }
        return set.spec.isEmpty ? nil : set
      }
    }
  }

  /// Reads a response as a whole, with repairs where it is not well-formed.
  private func read<Item: Sendable>(
    _ body: [UInt8], verb: String, items: (XMLTape, Int) -> [Item]
  ) -> ItemPage<Item> {
    let page = PageEncoding.page(body)
    return page.bytes.withUnsafeBufferPointer { buffer in
      var result = ItemPage<Item>()
      guard let bytes = MarkupBytes(buffer) else {
        result.problem = .empty
        return result
      }
      let reading = PageReading(
        bytes, start: page.start, repairs: page.repairs, item: .record, limits: limits)
      result.take(reading)
      guard let tape = reading.wholeTape() else { return result }
      for child in tape.children(of: 0) where tape.localName(at: child) == verb {
        result.items += items(tape, child)
      }
      return result
    }
  }
}
