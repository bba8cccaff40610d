extension Schema {
  /// The fifth schema: how many entries lists have, so that the size of a list is told without counting its entries.
  static let migration005 = """
    CREATE TABLE published_count (
      -- 0 for the whole repository.
      published_set INTEGER NOT NULL,
      prefix INTEGER NOT NULL,
      -- Seconds: 1, or 86400 for a day of UTC.
      width INTEGER NOT NULL,
      -- The first stamp of the span.
      start INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      PRIMARY KEY (published_set, prefix, width, start)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO published_count (published_set, prefix, width, start, entries)
      SELECT 0, prefix, 1, stamp, count(*) FROM published_form GROUP BY prefix, stamp;
    INSERT INTO published_count (published_set, prefix, width, start, entries)
      SELECT published_set, prefix, 1, stamp, count(*) FROM published_membership
      GROUP BY published_set, prefix, stamp;
    INSERT INTO published_count (published_set, prefix, width, start, entries)
      SELECT published_set, prefix, 86400, start / 86400 * 86400, sum(entries) FROM published_count
      GROUP BY published_set, prefix, start / 86400;
    """
}
