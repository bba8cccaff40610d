extension Schema {
  /// The first schema: records and their versions, the queue, what stages found, what is published.
  ///
  /// Times are seconds since 1970 in UTC. Strings that repeat a million times are interned as integers. Keys
  /// that leave the store in a job are never used twice (`AUTOINCREMENT`), so that a late answer cannot hit a
  /// stranger.
  static let migration001 = harvestTables + queueTables + stageTables + publicationTables

  private static let harvestTables = """
    CREATE TABLE provider (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      -- Rises with every page: a plan made from a read holds as long as it stands still.
      serial INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE metadata_prefix (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    -- Set specs joined by spaces, in the order of the header.
    CREATE TABLE set_list (id INTEGER PRIMARY KEY, specs TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE namespace_context (id INTEGER PRIMARY KEY, declarations BLOB NOT NULL UNIQUE) STRICT;

    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      provider INTEGER REFERENCES provider (id),
      kind TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      complete INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL DEFAULT '',
      report TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX run_provider ON run (provider);

    CREATE TABLE scope (
      provider INTEGER NOT NULL REFERENCES provider (id),
      prefix TEXT NOT NULL,
      -- Empty for the whole repository: a set spec never is.
      set_spec TEXT NOT NULL,
      checkpoint TEXT,
      high_water INTEGER,
      day_granularity INTEGER,
      PRIMARY KEY (provider, prefix, set_spec)
    ) STRICT, WITHOUT ROWID;

    -- A page that brought at least one record version.
    CREATE TABLE page (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL,
      prefix INTEGER NOT NULL REFERENCES metadata_prefix (id),
      request TEXT NOT NULL,
      received_at INTEGER NOT NULL
    ) STRICT;

    -- Bytes of many record versions, one after another, as one zstd frame.
    CREATE TABLE pack (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

    CREATE TABLE record (
      id INTEGER PRIMARY KEY,
      provider INTEGER NOT NULL REFERENCES provider (id),
      identifier TEXT NOT NULL,
      -- The current version.
      version INTEGER NOT NULL,
      content_hash BLOB NOT NULL,
      deleted INTEGER NOT NULL,
      -- As last sent: it may move without the content.
      datestamp TEXT NOT NULL,
      -- The run that saw the record last.
      last_run INTEGER NOT NULL,
      -- Why and when it was withdrawn.
      withdrawal TEXT,
      withdrawn_at INTEGER,
      purged INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE UNIQUE INDEX record_identifier ON record (provider, identifier);
    CREATE INDEX record_provider ON record (provider);

    CREATE TABLE record_version (
      record INTEGER NOT NULL,
      version INTEGER NOT NULL,
      page INTEGER NOT NULL,
      content_hash BLOB NOT NULL,
      deleted INTEGER NOT NULL,
      set_list INTEGER NOT NULL,
      context INTEGER NOT NULL,
      -- NULL once purged.
      pack INTEGER,
      start INTEGER NOT NULL,
      length INTEGER NOT NULL,
      repairs TEXT,
      PRIMARY KEY (record, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY,
      provider INTEGER NOT NULL REFERENCES provider (id),
      -- The identifier, or the hash of the bytes where the header could not be read.
      subject TEXT NOT NULL,
      identifier TEXT,
      reason TEXT NOT NULL,
      bytes BLOB NOT NULL,
      length INTEGER NOT NULL,
      run INTEGER NOT NULL,
      UNIQUE (provider, subject)
    ) STRICT;

    """

  private static let queueTables = """
    -- Work to do, one row a stage and subject. A finished job has no row.
    CREATE TABLE job (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      stage INTEGER NOT NULL,
      -- A record, a web resource or a medium, by the stage.
      subject INTEGER NOT NULL,
      provider INTEGER NOT NULL,
      -- 0 ready, 1 running, 2 dead.
      state INTEGER NOT NULL DEFAULT 0,
      attempt INTEGER NOT NULL DEFAULT 0,
      generation INTEGER NOT NULL DEFAULT 1,
      not_before INTEGER NOT NULL DEFAULT 0,
      lease_until INTEGER,
      worker TEXT,
      reason TEXT
    ) STRICT;
    CREATE UNIQUE INDEX job_subject ON job (stage, subject);
    CREATE INDEX job_ready ON job (stage, provider, not_before) WHERE state = 0;
    CREATE INDEX job_running ON job (lease_until) WHERE state = 1;
    CREATE INDEX job_dead ON job (id) WHERE state = 2;

    """

  private static let stageTables = """
    CREATE TABLE description (
      record INTEGER PRIMARY KEY REFERENCES record (id),
      kind TEXT NOT NULL,
      about TEXT NOT NULL,
      title TEXT,
      type TEXT,
      rights_original TEXT,
      rights_normalised TEXT,
      rights_category TEXT NOT NULL,
      rights_defaulted INTEGER NOT NULL,
      -- JSON arrays; NULL for none.
      findings TEXT,
      withheld TEXT,
      local_id TEXT
    ) STRICT;
    CREATE INDEX description_about ON description (about);
    CREATE INDEX description_local_id ON description (local_id) WHERE local_id IS NOT NULL;

    CREATE TABLE address (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE medium (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE,
      -- JSON; NULL until looked at.
      facts TEXT,
      -- Why it cannot be decoded.
      failure TEXT
    ) STRICT;
    CREATE TABLE web_resource (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      record INTEGER NOT NULL,
      position INTEGER NOT NULL,
      address INTEGER NOT NULL REFERENCES address (id),
      role TEXT NOT NULL,
      image_service TEXT,
      manifest TEXT,
      rights_original TEXT,
      rights_normalised TEXT,
      -- NULL where no rights are known for this file.
      rights_category TEXT,
      rights_defaulted INTEGER,
      -- The last attempt at the address that holds for this record too.
      attempt INTEGER,
      -- The last attempt made for this record, whose policy decision holds for it.
      own_attempt INTEGER,
      medium INTEGER
    ) STRICT;
    CREATE INDEX web_resource_record ON web_resource (record);
    CREATE INDEX web_resource_address ON web_resource (address);
    CREATE INDEX web_resource_medium ON web_resource (medium) WHERE medium IS NOT NULL;

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      address INTEGER NOT NULL REFERENCES address (id),
      -- NULL where it is the address.
      request TEXT,
      state TEXT NOT NULL,
      http_status INTEGER NOT NULL,
      redirects TEXT,
      bytes INTEGER NOT NULL,
      seconds REAL NOT NULL,
      at INTEGER NOT NULL,
      medium INTEGER,
      content_type TEXT,
      policy TEXT NOT NULL,
      detail TEXT,
      entity_tag TEXT,
      last_modified TEXT,
      not_modified INTEGER NOT NULL,
      full_width INTEGER,
      full_height INTEGER
    ) STRICT;
    CREATE INDEX attempt_address ON attempt (address);

    -- Media in the order in which they were looked at.
    CREATE TABLE perceptual_hash (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      medium INTEGER NOT NULL UNIQUE,
      hash INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE analysis (
      id INTEGER PRIMARY KEY,
      model TEXT NOT NULL,
      weights_hash BLOB NOT NULL,
      preprocessing TEXT NOT NULL,
      UNIQUE (model, weights_hash, preprocessing)
    ) STRICT;
    CREATE TABLE model_result (
      id INTEGER PRIMARY KEY,
      medium INTEGER NOT NULL,
      analysis INTEGER NOT NULL REFERENCES analysis (id),
      region TEXT NOT NULL,
      task TEXT NOT NULL,
      labels TEXT NOT NULL,
      -- IEEE 754 binary32, little-endian.
      embedding BLOB,
      at INTEGER NOT NULL,
      UNIQUE (medium, analysis, region)
    ) STRICT;
    CREATE TABLE medium_relation (
      first INTEGER NOT NULL,
      second INTEGER NOT NULL,
      kind TEXT NOT NULL,
      distance INTEGER NOT NULL,
      PRIMARY KEY (first, second, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX medium_relation_second ON medium_relation (second);

    CREATE TABLE conclusion (
      record INTEGER PRIMARY KEY,
      -- Covers the statements and all that publishing takes from elsewhere.
      digest BLOB NOT NULL,
      -- A zstd frame of a JSON array; NULL for no statements.
      statements BLOB
    ) STRICT;
    CREATE TABLE statement (
      record INTEGER NOT NULL,
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      standing TEXT NOT NULL,
      PRIMARY KEY (record, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX statement_id ON statement (id);

    """

  private static let publicationTables = """
    CREATE TABLE published_record (
      record INTEGER PRIMARY KEY,
      identifier TEXT NOT NULL,
      set_list INTEGER NOT NULL REFERENCES set_list (id)
    ) STRICT;
    CREATE INDEX published_record_identifier ON published_record (identifier);
    CREATE TABLE published_form (
      id INTEGER PRIMARY KEY,
      record INTEGER NOT NULL,
      prefix INTEGER NOT NULL REFERENCES metadata_prefix (id),
      stamp INTEGER NOT NULL,
      -- 0 metadata, 1 source, 2 deleted.
      content INTEGER NOT NULL,
      -- The version that a source form shows.
      version INTEGER NOT NULL,
      form_hash BLOB NOT NULL,
      metadata_length INTEGER NOT NULL,
      about_length INTEGER NOT NULL,
      -- Metadata and about, one after the other, as a zstd frame; NULL where both are empty.
      body BLOB,
      UNIQUE (record, prefix)
    ) STRICT;
    CREATE INDEX published_form_order ON published_form (prefix, stamp, record);
    CREATE TABLE published_set (id INTEGER PRIMARY KEY, spec TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE published_membership (
      published_set INTEGER NOT NULL,
      prefix INTEGER NOT NULL,
      stamp INTEGER NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (published_set, prefix, stamp, record)
    ) STRICT, WITHOUT ROWID;
    -- The first and the last stamp ever assigned: neither ever falls, and the first never rises.
    CREATE TABLE publication (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      first_stamp INTEGER NOT NULL,
      last_stamp INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      provider INTEGER NOT NULL REFERENCES provider (id),
      record TEXT NOT NULL,
      -- The hash itself: a decision outlives the medium. Empty for whichever medium.
      medium BLOB NOT NULL,
      property TEXT NOT NULL,
      concept TEXT NOT NULL,
      verdict TEXT NOT NULL,
      reviewer TEXT NOT NULL,
      at INTEGER NOT NULL,
      note TEXT,
      UNIQUE (provider, record, medium, property, concept)
    ) STRICT;

    CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

    """
}
