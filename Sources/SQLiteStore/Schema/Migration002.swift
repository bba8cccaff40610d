extension Schema {
  /// The second schema: numbered lists, sweeps for what is listed no longer, quarantined bytes with the place they
  /// came from, and identifiers that changed.
  ///
  /// Columns are added where that can be done without rewriting a table of millions; the small tables whose keys
  /// change are made anew.
  static let migration002 = listTables + scopeWithContent + recordColumns + quarantineWithOrigin

  private static let listTables = """
    -- The lists of endpoints, one after another. A record remembers the last one that it stood in.
    CREATE TABLE list (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      provider INTEGER NOT NULL REFERENCES provider (id),
      prefix TEXT NOT NULL,
      -- Empty for the whole repository.
      set_spec TEXT NOT NULL,
      -- 'records' or 'headers'.
      content TEXT NOT NULL,
      -- Distinct identifiers that stood in it so far.
      distinct_records INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    -- Members of unfinished lists that stood in a newer list too, which is what is remembered of them. Subjects are
    -- identifiers, or hashes of bytes without one.
    CREATE TABLE list_overlap (
      list INTEGER NOT NULL,
      subject TEXT NOT NULL,
      PRIMARY KEY (list, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sweep (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      provider INTEGER NOT NULL REFERENCES provider (id),
      first_list INTEGER NOT NULL,
      state TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      held INTEGER NOT NULL DEFAULT 0,
      missing INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL DEFAULT '',
      -- How many records it deleted so far, and the last of them in the order of identifiers.
      deleted INTEGER NOT NULL DEFAULT 0,
      position TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX sweep_provider ON sweep (provider, state);

    """

  private static let scopeWithContent = """
    CREATE TABLE scope_of_content (
      provider INTEGER NOT NULL REFERENCES provider (id),
      prefix TEXT NOT NULL,
      -- Empty for the whole repository: a set spec never is.
      set_spec TEXT NOT NULL,
      -- 'records' or 'headers'.
      content TEXT NOT NULL,
      checkpoint TEXT,
      high_water INTEGER,
      day_granularity INTEGER,
      PRIMARY KEY (provider, prefix, set_spec, content)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO scope_of_content (provider, prefix, set_spec, content, checkpoint, high_water, day_granularity)
      SELECT provider, prefix, set_spec, 'records', checkpoint, high_water, day_granularity FROM scope;
    DROP TABLE scope;
    ALTER TABLE scope_of_content RENAME TO scope;

    """

  private static let recordColumns = """
    -- The last list that the record stood in; 0 for one that was seen before lists had numbers.
    ALTER TABLE record ADD COLUMN last_list INTEGER NOT NULL DEFAULT 0;
    -- The identifier from which ours is made, where the provider uses another one now.
    ALTER TABLE record ADD COLUMN published_as TEXT;
    -- The record that the history of this one was joined to.
    ALTER TABLE record ADD COLUMN moved_to INTEGER;
    CREATE INDEX record_published_as ON record (provider, published_as) WHERE published_as IS NOT NULL;

    """

  private static let quarantineWithOrigin = """
    CREATE TABLE quarantine_with_origin (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      provider INTEGER NOT NULL REFERENCES provider (id),
      -- The identifier, or the hash of the bytes where the header could not be read.
      subject TEXT NOT NULL,
      identifier TEXT,
      reason TEXT NOT NULL,
      bytes BLOB NOT NULL,
      length INTEGER NOT NULL,
      -- Namespace declarations in scope around the bytes.
      context BLOB NOT NULL,
      prefix TEXT NOT NULL,
      -- Empty where it was not kept.
      request TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      run INTEGER NOT NULL,
      -- The last list that the bytes, or others of the same identifier, stood in.
      last_list INTEGER NOT NULL,
      UNIQUE (provider, subject)
    ) STRICT;
    -- The first schema kept neither: the prefix is that of the provider's scope, the time that of the run.
    INSERT INTO quarantine_with_origin
        (id, provider, subject, identifier, reason, bytes, length, context, prefix, request, received_at, run,
         last_list)
      SELECT id, provider, subject, identifier, reason, bytes, length, x'',
        coalesce((SELECT min(s.prefix) FROM scope s WHERE s.provider = q.provider), ''), '',
        coalesce((SELECT started_at FROM run WHERE run.id = q.run), 0), run, 0
      FROM quarantine q ORDER BY id;
    DROP TABLE quarantine;
    ALTER TABLE quarantine_with_origin RENAME TO quarantine;

    """
}
