/// Metrics in the text exposition format of Prometheus, version 0.0.4.
public struct MetricsText: Sendable {
  /// What kind of number a metric is.
  public enum Kind: String, Sendable { case counter, gauge }

  /// The media type of the text.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// The text so far.
  public private(set) var text = ""

  /// A text without a metric.
  public init() {}

  /// A value with its labels, in the order they are written.
  public struct Sample: Sendable, Equatable {
    /// Names and values of the labels.
    public var labels: [(name: String, value: String)]
    /// The number.
    public var value: Double

    /// A value with its labels.
    public init(_ value: Double, _ labels: [(name: String, value: String)] = []) {
      self.labels = labels
      self.value = value
    }

    /// True where labels and value are the same.
    public static func == (left: Sample, right: Sample) -> Bool {
      left.value == right.value && left.labels.elementsEqual(right.labels) { $0 == $1 }
    }
  }

  /// Adds a metric with all its values; one without values is left out.
  /// - Parameters:
  ///   - name: letters, digits and `_`; seconds and bytes are named so, a counter ends in `_total`.
  ///   - help: what it is, in one sentence.
  public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
      text +=
        name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
        + " \(Self.number(sample.value))\n"
    }
  }

  /// A metric of one value without labels.
  public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    add(name, kind, help, [Sample(value)])
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    let plain = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    return quotes ? plain.replacing("\"", with: "\\\"") : plain
  }
}
