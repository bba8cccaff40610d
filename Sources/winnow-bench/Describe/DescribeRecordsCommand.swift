import ArgumentParser
import Foundation

/// `winnow-bench describe-records`: one run of Winnow's own code, in a process that is measured from outside.
struct DescribeRecordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe-records",
    abstract: "Work on the records of a folder on one thread and print what it cost as JSON.",
    shouldDisplay: false)

  @Argument(help: "The folder of record files.")
  var folder: String

  @Option(help: "Processor seconds for the whole, and again for its steps.")
  var seconds = 3.0

  func run() throws {
    let records = try RecordFolder.records(in: URL(fileURLWithPath: folder))
    let run = DescribingWork(records: records).run(seconds: seconds)
    FileHandle.standardOutput.write(try JSONEncoder().encode(run))
  }
}
