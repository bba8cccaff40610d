internal import Hashing
internal import OAIPMH
internal import Store

// Records as they are read from a page or a document, on their way into the store.

extension IncomingRecord {
  /// A record as it goes into the store, with the hash of what it is.
  init(_ record: HarvestedRecord) {
    var hasher = ContentHasher()
    record.forEachIdentityPiece { hasher.update($0) }
    self.init(
      identifier: record.header.identifier, datestamp: record.header.datestamp,
      deleted: record.header.deleted,
      setSpecs: record.header.setSpecs, bytes: record.bytes, context: record.context,
      contentHash: hasher.finalize(), repairs: record.repairs)
  }
}

extension QuarantinedRecord {
  /// Bytes that could not be read, as they go into the store.
  init(_ broken: BrokenRecord) {
    self.init(
      identifier: broken.identifier, reason: broken.reason, bytes: broken.bytes, context: broken.context)
  }
}

extension UnchangedRecord {
  /// A record as it looks from outside, with the hash of what it is.
  init(_ raw: RawRecord) {
    var hasher = ContentHasher()
    raw.forEachIdentityPiece { hasher.update($0) }
    self.init(
      identifier: raw.header.identifier, datestamp: raw.header.datestamp, contentHash: hasher.finalize())
  }
}
