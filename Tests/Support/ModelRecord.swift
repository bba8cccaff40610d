/// A record of a model repository.
package struct ModelRecord: Sendable, Equatable {
  /// The OAI identifier, as markup.
  package var identifier: String
  /// As it is sent; a moment in the form of ISO 8601 sorts rightly.
  package var datestamp: String
  /// The sets it belongs to itself; those above them are implied.
  package var sets: [String] = []
  /// True where only a tombstone is left.
  package var isDeleted = false
  /// The root element of the metadata.
  package var metadata: String
  /// The root element of each `about` container.
  package var abouts: [String] = []

  /// A record.
  package init(
    identifier: String, datestamp: String, sets: [String] = [], isDeleted: Bool = false, metadata: String,
    abouts: [String] = []
  ) {
    self.identifier = identifier
    self.datestamp = datestamp
    self.sets = sets
    self.isDeleted = isDeleted
    self.metadata = metadata
    self.abouts = abouts
  }

  /// Record number N in Dublin Core: `oai:model:N`, titled `Blatt N`, changed N hours after the beginning of 2024.
  package static func numbered(_ number: Int, title: String? = nil, sets: [String] = []) -> ModelRecord {
    ModelRecord(
      identifier: "oai:model:\(number)", datestamp: stamp(hours: number), sets: sets,
      metadata: dublinCore(title: title ?? "Blatt \(number)", identifier: "INV-\(number)"))
  }

  /// Metadata in Dublin Core.
  /// - Parameter title: as markup.
  package static func dublinCore(title: String, identifier: String = "INV") -> String {
    """
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title>\
    <dc:identifier>\(identifier)</dc:identifier></oai_dc:dc>
    """
  }

  /// A moment some hours after the beginning of 2024, as UTC datetime; at most a month and a half after.
  package static func stamp(hours: Int, minutes: Int = 0) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let day = hours / 24
    let date = day < 31 ? "2024-01-\(two(day + 1))" : "2024-02-\(two(day - 30))"
    return "\(date)T\(two(hours % 24)):\(two(minutes)):00Z"
  }

  /// The header as it is sent.
  package var headerMarkup: String {
    let status = isDeleted ? " status=\"deleted\"" : ""
    let specs = sets.map { "<setSpec>\($0)</setSpec>" }.joined()
    return
      "<header\(status)><identifier>\(identifier)</identifier><datestamp>\(datestamp)</datestamp>\(specs)</header>"
  }

  /// The whole record as it is sent.
  package var markup: String {
    guard !isDeleted else { return "<record>\(headerMarkup)</record>" }
    let abouts = abouts.map { "<about>\($0)</about>" }.joined()
    return "<record>\(headerMarkup)<metadata>\(metadata)</metadata>\(abouts)</record>"
  }

  /// Whether it belongs to a set or to one below it (OAI-PMH 2.0, section 2.6).
  func belongs(to set: String) -> Bool { sets.contains { $0 == set || $0.hasPrefix(set + ":") } }
}
