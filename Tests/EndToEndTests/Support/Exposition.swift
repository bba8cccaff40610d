import Testing

/// A text in Prometheus' exposition format 0.0.4, read strictly: each metric once, with its help and type before its
/// samples, no sample twice, and every number one.
struct Exposition {
  private let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  func check() throws {
    var current = ""
    var kinds: [String: String] = [:]
    var samples: Set<String> = []
    #expect(lines.last == "", "the last line has to end")
    for line in lines.dropLast() {
      if let match = line.wholeMatch(of: /# HELP ([a-z_:][a-z0-9_:]*) (.+)/) {
        current = String(match.1)
        #expect(kinds[current] == nil, "\(current) stands twice")
      } else if let match = line.wholeMatch(of: /# TYPE ([a-z_:][a-z0-9_:]*) (counter|gauge)/) {
        #expect(String(match.1) == current, "\(line) without its help")
        kinds[current] = String(match.2)
      } else {
        let pattern =
          /([a-z_:][a-z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"(?:,(?!\})|(?=\})))+\})? (\S+)/
        guard let match = line.wholeMatch(of: pattern) else {
          Issue.record("no sample: \(line)")
          continue
        }
        #expect(String(match.1) == current && kinds[current] != nil, "\(line) without its type")
        #expect(Double(match.3) != nil, "\(line) has no number")
        #expect(samples.insert(String(match.1) + String(match.2 ?? "")).inserted, "\(line) stands twice")
        if kinds[current] == "counter" { #expect(current.hasSuffix("_total")) }
      }
    }
    #expect(!samples.isEmpty)
  }
}
