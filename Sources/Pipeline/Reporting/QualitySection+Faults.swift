internal import EDM

extension QualitySection.Parts {
  /// What the rules say.
  var validation: String {
    let validation = quality.validation
    guard validation.recordsRead > 0 else { return "" }
    let bars = [
      ("the schema takes", validation.conformingToSchema, validation.shareConformingToSchema),
      ("the rules take", validation.conformingToRules, validation.shareConformingToRules),
      ("both take", validation.conformingToBoth, validation.shareConformingToBoth),
    ].map { label, count, share in
      BarChart.Bar(label: label, share: share, figure: "\(Figures.count(count)) (\(Figures.percent(share)))")
    }
    return topic(
      "Validation",
      "The records as received by EDM.xsd and the Schematron rules of their profile, before anything was mended.",
      BarChart(title: "Records as received that conform", bars: bars).svg + Self.rules(validation.received)
        + HTMLText.details(
          "What was noticed, supplied and mended while describing", Self.rules(validation.remarks)))
  }

  private static func rules(_ rules: [ProviderQuality.Rule]) -> String {
    HTMLText.table(
      ["Rule", "Severity", "Records", "Findings", "Example"], numbers: [2, 3],
      rules.map {
        [
          $0.rule, $0.severity, Figures.count($0.records), Figures.count($0.findings),
          "\($0.exampleMessage) (\($0.exampleRecord))",
        ]
      })
  }

  /// The problem patterns.
  var patterns: String {
    let bars = quality.patterns.map {
      BarChart.Bar(
        label: "\($0.pattern) \($0.meaning)", share: $0.share,
        figure: "\(Figures.count($0.records)) (\(Figures.percent($0.share)))", colour: Palette.warning)
    }
    let examples = quality.patterns.flatMap { pattern in
      pattern.examples.map { [pattern.pattern, $0.message, $0.record] }
    }
    return topic(
      "Problem patterns", "What no schema forbids and every user meets.",
      BarChart(title: "Records by problem pattern", bars: bars, labelWidth: 330).svg
        + HTMLText.details("Examples", HTMLText.table(["Pattern", "What", "Record"], examples)))
  }

  /// The records that cannot be published.
  var withheld: String {
    let withheld = quality.withheld
    guard withheld.records > 0 else { return "" }
    return topic(
      "Withheld records",
      "\(Figures.records(withheld.records)) (\(Figures.percent(withheld.share))) could be made valid only by inventing "
        + "content.",
      HTMLText.table(
        ["Records", "What they lack"], numbers: [0],
        withheld.reasons.map { [Figures.count($0.count), $0.value] })
        + HTMLText.details(
          "Records (\(Figures.count(withheld.listed.count)) of \(Figures.count(withheld.records)))",
          HTMLText.table(
            ["Record", "Title", "Lacks"],
            withheld.listed.map { [$0.record, $0.title, $0.lacks.joined(separator: "; ")] })))
  }

  /// The odd ones.
  var outliers: String {
    topic(
      "The odd ones",
      "Records that stand out among the provider's own: worth a look, not always wrong.",
      HTMLText.table(
        ["What", "Property", "Value", "Why", "Record"],
        quality.outliers.map { outlier in
          [
            outlier.kind.rawValue.replacing("-", with: " "), outlier.property, outlier.value, outlier.reason,
            outlier.record,
          ]
        }))
  }
}
