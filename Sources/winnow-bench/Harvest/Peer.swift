/// A harvester that Winnow is compared with.
enum Peer: Hashable {
  /// A script of ours around a Python library.
  case python(name: String, module: String, script: String)
  /// The executable of miku/metha, which keeps what it harvests.
  case metha(path: String)

  /// What the targets are ratios to: a parser in C, used as sparingly as can be.
  static let floor = Peer.python(
    name: "lxml parse+serialise", module: "lxml.etree", script: "lxml_floor.py")
  /// The peers that come with the benchmark as scripts.
  static let scripts: [Peer] = [
    floor, .python(name: "sickle", module: "sickle", script: "sickle_client.py"),
    .python(name: "oaipmh-scythe", module: "oaipmh_scythe", script: "scythe_client.py"),
  ]

  /// As the report names it.
  var name: String {
    switch self {
    case .python(let name, _, _): name
    case .metha: "metha"
    }
  }

  /// The part of the records that it is given: all but the floor take many times as long.
  var share: Int { self == Self.floor ? 1 : 5 }
}

/// An executable of Winnow, with the name it has in the report.
struct WinnowExecutable {
  var name: String
  var path: String
}

/// One harvest.
struct Harvest: Encodable {
  var records: Int
  var expense: Expense
  /// Bytes as they came over the wire; `nil` where the harvester does not tell.
  var received: Int?
  /// Bytes of the store afterwards; `nil` for a harvester that keeps nothing.
  var stored: Int?

  var recordsPerSecond: Double { Double(records) / expense.seconds }
}
