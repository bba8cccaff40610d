/// How the records of a provider are found again in its own catalogue; zeros where no `local_id` is configured.
public struct CatalogueKeys: Sendable, Codable, Equatable {
  /// A key that more than one record has: their patches go to the same record of the catalogue.
  public struct Shared: Sendable, Codable, Equatable {
    /// The key.
    public var key: String
    /// How many records have it.
    public var records: Int

    /// A key with the number of its records.
    public init(key: String, records: Int) {
      self.key = key
      self.records = records
    }
  }

  /// Records that have a key.
  public var known = 0
  /// Records in which none was found: nothing of ours goes back to the catalogue for them.
  public var missing = 0
  /// The identifiers of some of these, in order.
  public var missingIn: [String] = []
  /// Some of the keys that several records have, those of most records first.
  public var shared: [Shared] = []

  /// Keys of no record.
  public init() {}
}
