extension Schema {
  /// The third schema: the publishing tiers of what is published, and concepts of vocabularies that were looked up.
  static let migration003 = """
    -- JSON of the tiers in their three views, and since when they are these; NULL until the record is published anew.
    ALTER TABLE published_record ADD COLUMN tiers TEXT;
    ALTER TABLE published_record ADD COLUMN tiers_since INTEGER;

    CREATE TABLE concept (
      iri TEXT PRIMARY KEY,
      -- JSON; NULL where nothing was found under the IRI.
      concept TEXT,
      -- Why nothing was found.
      failure TEXT,
      -- The address that was asked, or the file that was read.
      source TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX concept_at ON concept (at);
    """
}
