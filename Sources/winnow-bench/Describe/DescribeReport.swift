import Foundation

/// All that one run of the describing benchmark found out.
struct DescribeReport: Report {
  /// Runs of one executable of Winnow.
  struct Program: Encodable {
    var name: String
    var runs: [DescribingRun] = []
    var expenses: [Expense] = []

    /// Records a second of processor time.
    var rate: Spread? { Spread(runs.map(\.rate)) }
    /// The highest peak of memory: bytes.
    var peakMemory: Int { expenses.map(\.peakMemory).max() ?? 0 }

    /// Microseconds a record of one step.
    func microseconds(_ step: DescribingStep) -> Double {
      (Spread(runs.compactMap { $0.steps[step.rawValue] })?.median ?? 0) * 1e6
    }
  }

  /// Runs of lxml.
  struct Peer: Encodable {
    var runs: [PeerRun] = []
    var expenses: [Expense] = []

    /// Records a second of processor time.
    var rate: Spread? { Spread(runs.map(\.rate)) }
    /// The highest peak of memory: bytes.
    var peakMemory: Int { expenses.map(\.peakMemory).max() ?? 0 }
  }

  /// What the records are.
  var set: String
  /// True where lxml validates, too.
  var validates: Bool
  var winnow: [Program] = []
  /// `nil` where the Python has no lxml.
  var lxml: Peer?
  var loadBefore = SystemLoad.averages
  var loadAfter: [Double] = []
  var processors = ProcessInfo.processInfo.activeProcessorCount

  enum CodingKeys: String, CodingKey {
    case set, validates, winnow, lxml, processors
    case loadBefore = "load_before"
    case loadAfter = "load_after"
  }

  /// Records a second on one core that Winnow has to reach.
  static let target = 8000.0

  /// The report for people.
  var lines: [String] {
    var lines = [title] + programs.lines + [""]
    for program in winnow { lines += [program.name] + Self.steps(program).lines + [""] }
    if let rate = winnow.first?.rate?.median {
      let verdict = rate >= Self.target ? "reached" : "MISSED "
      lines.append(
        "\(verdict)  records a CPU second: \(Self.whole(rate)), at least \(Self.whole(Self.target))")
    }
    if lxml == nil { lines.append("lxml: absent, not measured (--python names a Python that has it)") }
    let loads = [loadBefore, loadAfter].map {
      $0.map { String(format: "%.1f", $0) }.joined(separator: " ")
    }
    return lines + ["\(processors) processors; load averages \(loads[0]) before, \(loads[1]) after"]
  }

  private var title: String {
    guard let run = winnow.first?.runs.first, run.records > 0 else { return set }
    let unread = run.unread > 0 ? ", \(run.unread) of which cannot be read" : ""
    let valid = lxml?.runs.first.flatMap { run in run.valid.map { ", EDM.xsd takes \($0)" } } ?? ""
    return "\(set) of \(run.bytes / run.records) bytes\(unread)\(valid)"
  }

  private var programs: TextTable {
    var table = TextTable([
      "one thread", "records/CPU s", "lowest", "highest", "records/s", "CPU s", "peak MB", "times lxml",
    ])
    let floor = lxml?.rate?.median
    for program in winnow {
      let elapsed = Spread(program.runs.map { Double($0.records) / $0.seconds })
      let ratio = program.rate.flatMap { rate in floor.map { String(format: "%.2f", rate.median / $0) } }
      table.append(
        [program.name] + Self.cells(program.rate) + [
          Self.whole(elapsed?.median), Self.processorSeconds(program.expenses),
          Self.whole(Double(program.peakMemory) / 1e6), ratio ?? "",
        ])
    }
    if let lxml {
      table.append(
        [validates ? "lxml parse+XSD+serialise" : "lxml parse+serialise"] + Self.cells(lxml.rate) + [
          "", Self.processorSeconds(lxml.expenses), Self.whole(Double(lxml.peakMemory) / 1e6), "1",
        ])
    }
    return table
  }

  private static func steps(_ program: Program) -> TextTable {
    let sum = DescribingStep.allCases.map(program.microseconds).reduce(0, +)
    var table = TextTable(["step", "µs a record", "share"])
    for step in DescribingStep.allCases {
      let share = String(format: "%.0f %%", 100 * program.microseconds(step) / sum)
      table.append([step.rawValue, String(format: "%.1f", program.microseconds(step)), share])
    }
    let whole = program.rate.map { String(format: "%.1f", 1e6 / $0.median) } ?? ""
    table.append(["all steps apart", String(format: "%.1f", sum), "100 %"])
    table.append(["in one go", whole, ""])
    return table
  }

  private static func cells(_ rate: Spread?) -> [String] {
    [whole(rate?.median), whole(rate?.lowest), whole(rate?.highest)]
  }

  private static func processorSeconds(_ expenses: [Expense]) -> String {
    String(format: "%.1f", expenses.map(\.processorSeconds).reduce(0, +))
  }

  private static func whole(_ number: Double?) -> String { number.map { String(format: "%.0f", $0) } ?? "" }
}
