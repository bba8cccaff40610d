public import EDM
internal import Foundation

/// A program of the operator's that runs a stylesheet which is not built in, such as Saxon for XSLT 2 and 3, over many
/// records at once.
///
/// The command gets a folder of records and an empty folder, and writes for each `NAME.xml` of the one a `NAME.xml` into
/// the other. A record for which it writes nothing failed; what it says of that name on standard error is the reason.
/// In the command line `{stylesheet}`, `{input}`, `{output}` stand for the paths and `{parameters}` for the provider's
/// values as `name=value`; where none of them stands in it, all four are put behind it in this order.
public struct MappingEngine: Sendable {
  private let command: String
  private let stylesheet: String
  private let parameters: [String: String]
  private let timeout: Duration
  private let interruption: Interruption?

  /// - Parameters:
  ///   - command: the command line, for /bin/sh.
  ///   - stylesheet: the path of the stylesheet.
  ///   - parameters: values for the stylesheet's parameters by name; empty ones are left out.
  ///   - timeout: a batch that takes longer is ended.
  ///   - interruption: asked to stop, the program is ended.
  public init(
    command: String, stylesheet: String, parameters: [String: String], timeout: Duration = .seconds(600),
    interruption: Interruption? = nil
  ) {
    self.command = command
    self.stylesheet = stylesheet
    self.parameters = parameters
    self.timeout = timeout
    self.interruption = interruption
  }

  /// Maps documents to EDM.
  ///
  /// - Parameter documents: whole OAI-PMH records, each well-formed.
  /// - Returns: for each document what became of it, in the same order.
  /// - Throws: where the engine could not be run, took too long, or failed without any result.
  public func map(
    _ documents: [[UInt8]]
  ) async throws(MappingEngineError) -> [Result<[UInt8], MappingFailure>] {
    guard !documents.isEmpty else { return [] }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "winnow-mapping-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    let ending: ShellCommand.Ending
    do {
      try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
      for (index, document) in documents.enumerated() {
        try Data(document).write(to: input.appendingPathComponent(Self.name(index)))
      }
      ending = try await ShellCommand(
        line: line(input: input.path, output: output.path), timeout: timeout, interruption: interruption
      ).run()
    } catch { throw failure("\(error)") }
    if ending.tookTooLong, interruption?.isRequested == true {
      throw failure("interrupted: run again to go on")
    }
    if ending.tookTooLong {
      throw failure("it took longer than \(timeout) for \(documents.count) records")
    }
    let said = ending.errors.split(whereSeparator: \.isNewline).map(String.init)
    // What was said of no record in particular may be true of any that has nothing.
    let general = said.last { line in !documents.indices.contains { line.contains(Self.name($0)) } }
    let results = documents.indices.map { index -> Result<[UInt8], MappingFailure> in
      let path = output.appendingPathComponent(Self.name(index)).path
      if let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty {
        return .success([UInt8](bytes))
      }
      let reason = said.first { $0.contains(Self.name(index)) } ?? general ?? "the engine said nothing"
      return .failure(MappingFailure("the engine wrote nothing: \(reason.prefix(500))"))
    }
    let isFruitless = results.allSatisfy { if case .failure = $0 { true } else { false } }
    // A failing record is the record's; a failing engine must not withhold a whole collection.
    if ending.status != 0, isFruitless {
      throw failure("exit \(ending.status)\(said.last.map { ": " + $0.prefix(500) } ?? "")")
    }
    return results
  }

  private static func name(_ index: Int) -> String {
    String(format: "%06d.xml", index)
  }

  /// The command line with the places filled in.
  func line(input: String, output: String) -> String {
    let values = [
      ("{stylesheet}", Self.quoted(stylesheet)), ("{input}", Self.quoted(input)),
      ("{output}", Self.quoted(output)),
      (
        "{parameters}",
        parameters.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
          .map { Self.quoted("\($0.key)=\($0.value)") }.joined(separator: " ")
      ),
    ]
    guard values.contains(where: { command.contains($0.0) }) else {
      return ([command] + values.map(\.1).filter { !$0.isEmpty }).joined(separator: " ")
    }
    return values.reduce(command) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  /// A word that the shell takes as it is.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  private func failure(_ cause: String) -> MappingEngineError {
    MappingEngineError(
      description:
        "the mapping engine '\(command)' failed (\(cause)): try it by hand, or mend `harvest.mapping`")
  }
}

/// An engine could not do its work.
public struct MappingEngineError: Error, Sendable, CustomStringConvertible {
  /// One line with the remedy.
  public let description: String
}
