/// What `Identify` says.
public struct RepositoryIdentity: Sendable, Equatable {
  /// A name for people.
  public var name: String
  /// The address of the repository, without arguments.
  public var baseURL: String
  /// At least one, of the shape `name@host.tld`.
  public var adminEmails: [String]
  /// No record has an earlier datestamp.
  public var earliestDatestamp: Timestamp
  /// What becomes of the headers of deleted records.
  public var deletedRecords: DeletedRecordPolicy
  /// Content codings beside `identity`, such as `gzip`.
  public var compressions: [String]
  /// The namespace part of identifiers of the `oai` scheme (`winnow.example.org`), or `nil` where another
  /// scheme is in use: the oai-identifier guideline then does not apply.
  public var identifierDomain: String?
  /// The rights statements that hold for metadata of the repository, by their addresses.
  public var metadataRights: [String]
  /// The picture that stands for the repository.
  public var icon: RepositoryIcon?

  /// What `Identify` is to say.
  public init(
    name: String, baseURL: String, adminEmails: [String], earliestDatestamp: Timestamp,
    deletedRecords: DeletedRecordPolicy = .persistent, compressions: [String] = [],
    identifierDomain: String? = nil, metadataRights: [String] = [], icon: RepositoryIcon? = nil
  ) {
    self.name = name
    self.baseURL = baseURL
    self.adminEmails = adminEmails
    self.earliestDatestamp = earliestDatestamp
    self.deletedRecords = deletedRecords
    self.compressions = compressions
    self.identifierDomain = identifierDomain
    self.metadataRights = metadataRights
    self.icon = icon
  }

  /// The namespace part of an identifier prefix such as `oai:winnow.example.org`, where it has the shape that
  /// the oai-identifier guideline asks for.
  public static func identifierDomain(ofPrefix prefix: String) -> String? {
    guard prefix.hasPrefix("oai:") else { return nil }
    let domain = prefix.dropFirst(4)
    let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    let isDomain =
      labels.count >= 2
      && labels.allSatisfy { label in
        guard let first = label.first, isLetter(first), label.count >= 2 else { return false }
        return label.allSatisfy {
          isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
      }
    return isDomain ? String(domain) : nil
  }
}

/// The picture with which service providers may show where records come from.
public struct RepositoryIcon: Sendable, Equatable {
  /// The address of the picture.
  public var url: String
  /// The page that the picture leads to.
  public var link: String?
  /// What the picture shows, in words.
  public var title: String?

  /// A picture by its address.
  public init(url: String, link: String? = nil, title: String? = nil) {
    self.url = url
    self.link = link
    self.title = title
  }
}

/// The header of a served record.
public struct ServedHeader: Sendable, Equatable {
  /// The identifier in the repository.
  public var identifier: String
  /// When what is served of the record last changed.
  public var datestamp: Timestamp
  /// Every set that holds the record.
  public var setSpecs: [String]
  /// True for a record that was withdrawn.
  public var isDeleted: Bool

  /// A header.
  public init(identifier: String, datestamp: Timestamp, setSpecs: [String], isDeleted: Bool) {
    self.identifier = identifier
    self.datestamp = datestamp
    self.setSpecs = setSpecs
    self.isDeleted = isDeleted
  }
}

/// A resumption token with what it tells about its list.
public struct ServedToken: Sendable, Equatable {
  /// Empty at the end of a list that was given in parts.
  public var text: String
  /// How many records the whole list has.
  public var completeListSize: Int
  /// How many records came before this part.
  public var cursor: Int
  /// Until when the token can be used; `nil` for the empty one.
  public var expires: Timestamp?

  /// A token.
  public init(text: String, completeListSize: Int, cursor: Int, expires: Timestamp?) {
    self.text = text
    self.completeListSize = completeListSize
    self.cursor = cursor
    self.expires = expires
  }
}
