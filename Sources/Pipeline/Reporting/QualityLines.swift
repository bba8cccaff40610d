public import EDM

/// The quality of a provider's records for people at a terminal.
public struct QualityLines: Sendable {
  /// The lines.
  public let lines: [String]

  /// So many rows of each list.
  private static let rows = 8
  /// So many properties of each class; those of classes that the schemas do not know are left to the tables.
  private static let fieldsOfClass = 15

  /// Writes the lines of a provider.
  public init(_ quality: ProviderQuality) {
    var writer = Writer()
    let summary = QualitySummary(quality)
    writer.lines.append("\(quality.name) (\(quality.provider)): what the records are like")
    writer.lines.append("  counted    \(summary.coverage)")
    for figure in summary.headline {
      writer.lines.append("  \(Writer.right(figure.value, 9))  \(figure.label): \(figure.detail)")
    }
    writer.section("What to do first", summary.advice)
    Self.fields(quality, &writer)
    Self.content(quality, &writer)
    Self.validation(quality, &writer)
    Self.tiers(quality, &writer)
    Self.rest(quality, &writer)
    lines = writer.lines
  }

  private static func fields(_ quality: ProviderQuality, _ writer: inout Writer) {
    let classes = quality.classes.map { "\($0.class) \(Figures.percent($0.share))" }
    writer.section("Classes, by share of records", [classes.joined(separator: ", ")])
    var shown: [String: Int] = [:]
    let fields = quality.fields.filter { field in
      shown[field.class, default: 0] += 1
      return shown[field.class, default: 0] <= fieldsOfClass && !field.class.hasPrefix("{")
    }
    let rows = fields.map { field in
      [
        Figures.percent(field.share), "\(field.class)/\(field.property)",
        "\(Figures.count(field.statements)) statements",
        "\(field.distinctIsExact ? "" : "about ")\(Figures.count(field.distinctValues)) values",
        "\(Figures.percent(field.shareWithLanguage)) with language",
        "\(Figures.count(field.charactersMedian)) characters",
      ]
    }
    writer.table("Fields filled, by share of records (lengths: median)", rows)
    let rest = quality.fields.count - fields.count
    if rest > 0 { writer.lines.append("    and \(Figures.count(rest)) more fields: see the tables") }
  }

  private static func content(_ quality: ProviderQuality, _ writer: inout Writer) {
    let languages = quality.languages
    for (name, list) in [("dc:language", languages.stated), ("xml:lang", languages.tags)] {
      writer.table(
        "Languages in \(name)",
        list.prefix(rows).map {
          [Figures.count($0.count), $0.sent + ($0.normalised == $0.sent ? "" : " → \($0.normalised ?? "?")")]
        })
    }
    writer.section(
      "Texts without a language",
      languages.texts == 0
        ? []
        : [
          "\(Figures.percent(languages.shareWithoutLanguage)) of \(Figures.count(languages.texts)) texts"
        ])
    writer.table(
      "Normalised",
      quality.normalisations.map { kind in
        let example =
          kind.examples.first.map {
            "\"\($0.before)\" → " + ($0.after.isEmpty ? "left out" : "\"\($0.after)\"")
          } ?? ""
        return [Figures.count(kind.changes), kind.kind, example]
      })
    let dates = quality.dates
    if dates.statements > 0 {
      writer.section(
        "Dates",
        [
          "\(Figures.percent(dates.shareUnderstood)) of \(Figures.count(dates.statements)) understood, "
            + "\(Figures.count(dates.withAssumptions)) of them by an assumption"
        ] + dates.notUnderstood.prefix(rows).map { "\($0.count)  not understood: \"\($0.value)\"" })
    }
    let rights = quality.rights
    var rightsRows: [[String]] = []
    for statement in rights.statements.prefix(rows) {
      rightsRows.append([Figures.count(statement.records), statement.statement])
      rightsRows += statement.variants.prefix(3).map {
        [Figures.count($0.count), "  sent as \"\($0.value)\""]
      }
    }
    rightsRows += rights.unknownValues.prefix(rows).map {
      [Figures.count($0.count), "not accepted: \"\($0.value)\""]
    }
    if rights.missing > 0 { rightsRows.append([Figures.count(rights.missing), "without a statement"]) }
    if rights.defaulted > 0 { rightsRows.append([Figures.count(rights.defaulted), "supplied by default"]) }
    writer.table("Rights, by records", rightsRows)
  }

  private static func validation(_ quality: ProviderQuality, _ writer: inout Writer) {
    let validation = quality.validation
    writer.section(
      "Valid as received",
      [
        "\(Figures.percent(validation.shareConformingToSchema)) by the schema, "
          + "\(Figures.percent(validation.shareConformingToRules)) by the rules, "
          + "\(Figures.percent(validation.shareConformingToBoth)) by both"
      ])
    writer.table(
      "Rules broken, by records",
      validation.received.prefix(rows).map { [Figures.count($0.records), $0.rule, $0.exampleMessage] })
    writer.table(
      "Problem patterns, by records",
      quality.patterns.filter { $0.records > 0 }.map { pattern in
        [
          Figures.count(pattern.records), "\(pattern.pattern) \(pattern.meaning)",
          pattern.examples.first?.message ?? "",
        ]
      })
    writer.table(
      "Withheld, by what is lacking",
      quality.withheld.reasons.prefix(rows).map { [Figures.count($0.count), $0.value] })
  }

  private static func tiers(_ quality: ProviderQuality, _ writer: inout Writer) {
    let tiers = quality.tiers
    guard tiers.records > 0 else { return }
    let views = [("received", tiers.received), ("technical", tiers.technical), ("enriched", tiers.enriched)]
    writer.table(
      "Tiers, by records",
      views.map { name, view in
        [
          name,
          "content "
            + view.content.map { "\($0.tier): \(Figures.count($0.records))" }.joined(separator: "  "),
          "metadata "
            + view.metadata.map { "\($0.tier): \(Figures.count($0.records))" }.joined(separator: "  "),
        ]
      })
    writer.section(
      "Uplift",
      [
        "\(Figures.records(tiers.uplift.records)) (\(Figures.percent(tiers.uplift.share))) rise by our statements; "
          + "\(Figures.count(tiers.technicalGain.records)) by the technical metadata that Europeana adds"
      ])
    writer.table(
      "Single changes that would lift most",
      quality.changes.map { change in
        [
          Figures.count(change.records), change.meaning,
          change.remedies.first.map { "\($0.value) (\(Figures.count($0.count)))" } ?? "",
        ]
      })
  }

  private static func rest(_ quality: ProviderQuality, _ writer: inout Writer) {
    writer.table(
      "Ready for image analysis: \(Figures.count(quality.readiness.sufficientPixels)) pixels or more",
      QualitySummary.funnels(quality.readiness).filter { ($0.steps.first?.records ?? 0) > 0 }.map { funnel in
        [funnel.label] + funnel.steps.map { "\(Figures.count($0.records)) \($0.label)" }
      })
    writer.table(
      "The odd ones",
      quality.outliers.prefix(2 * rows).map { [$0.kind.rawValue, $0.record, $0.property, $0.reason] })
  }

  /// Lines with headings and columns.
  private struct Writer {
    var lines: [String] = []

    mutating func section(_ heading: String, _ content: [String]) {
      guard content.contains(where: { !$0.isEmpty }) else { return }
      lines.append("  \(heading)")
      lines += content.map { "    \(Self.oneLine($0))" }
    }

    /// Columns as wide as their widest cell, figures to the right; the last one as it is.
    mutating func table(_ heading: String, _ rows: [[String]]) {
      guard let columns = rows.map(\.count).max(), !rows.isEmpty else { return }
      let rows = rows.map { $0.map(Self.oneLine) }
      let widths = (0..<columns).map { column in
        min(60, rows.compactMap { $0.count > column ? $0[column].count : nil }.max() ?? 0)
      }
      section(
        heading,
        rows.map { row in
          var line = ""
          for (column, cell) in row.enumerated() {
            if column > 0 { line += "  " }
            if column == 0, cell.first?.isNumber == true {
              line += Self.right(cell, widths[column])
            } else {
              line += column == row.count - 1 ? cell : Self.left(cell, widths[column])
            }
          }
          return line
        })
    }

    static func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Values may hold anything: a line stays one, and no character moves the cursor.
    private static func oneLine(_ text: String) -> String {
      var line = ""
      for scalar in text.unicodeScalars {
        let isControl = scalar.value < 32 || (127...159).contains(scalar.value)
        line.unicodeScalars.append(isControl ? " " : scalar)
      }
      return line.count > 300 ? line.prefix(299) + "…" : line
    }
  }
}
