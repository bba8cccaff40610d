/// A source of records cannot be read: one line that names it, the cause and the remedy.
struct SourceError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
