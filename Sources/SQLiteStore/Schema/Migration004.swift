extension Schema {
  /// The fourth schema: what IIIF documents told of a web resource, and since when a form is served.
  static let migration004 = """
    -- JSON; NULL where none was read.
    ALTER TABLE web_resource ADD COLUMN iiif TEXT;
    -- The first stamp since the form last was a deletion, or ever; NULL for one that was published before.
    ALTER TABLE published_form ADD COLUMN first_stamp INTEGER;
    """
}
