internal import Foundation

/// The name under which a process holds leases: its machine and its process id.
public struct WorkerName: Sendable, CustomStringConvertible {
  private let host: String
  private let process: Int32

  /// The name of this process.
  public static var current: WorkerName {
    WorkerName(host: ProcessInfo.processInfo.hostName, process: ProcessInfo.processInfo.processIdentifier)
  }

  private init(host: String, process: Int32) {
    self.host = host
    self.process = process
  }

  /// Reads a name back; `nil` for any other text.
  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let process = Int32(parts[1]), process > 0 else { return nil }
    host = String(parts[0])
    self.process = process
  }

  /// `machine:1234`
  public var description: String { "\(host):\(process)" }

  /// A name for a file that this process is going to write, different each time.
  static func fileName() -> String { "\(current)~\(UUID().uuidString)" }

  /// True for a file whose name ``fileName()`` gave to a process that runs no longer.
  public static func hasAbandoned(file name: String) -> Bool {
    name.split(separator: "~").first.flatMap { WorkerName(String($0)) }?.isGone ?? false
  }

  /// True where the process is or was one of this machine.
  var isOfThisMachine: Bool { host == ProcessInfo.processInfo.hostName }

  /// True where the process was one of this machine and runs no longer: its leases need not be waited for. Nothing
  /// is known of processes of other machines.
  var isGone: Bool {
    guard isOfThisMachine else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
