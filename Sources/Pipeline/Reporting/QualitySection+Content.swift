internal import EDM

extension QualitySection.Parts {
  /// Which rights hold, and how they were written.
  var rights: String {
    let rights = quality.rights
    let records = max(1, quality.coverage.recordsCounted)
    let colours = ["open": Palette.open, "restricted": Palette.restricted]
    func bar(_ label: String, _ count: Int, _ colour: String, _ note: String) -> BarChart.Bar {
      let share = Double(count) / Double(records)
      return BarChart.Bar(
        label: label, share: share, figure: "\(Figures.count(count)) (\(Figures.percent(share)))", note: note,
        colour: colour)
    }
    var bars = rights.statements.map {
      bar(Self.short($0.statement), $0.records, colours[$0.category] ?? Palette.closed, $0.category)
    }
    if rights.unknown > 0 { bars.append(bar("not accepted", rights.unknown, Palette.warning, "unknown")) }
    if rights.missing > 0 { bars.append(bar("no statement", rights.missing, Palette.warning, "missing")) }
    let variants = rights.statements.flatMap { statement in
      statement.variants.map { [Figures.count($0.count), $0.value, statement.statement, $0.example] }
    }
    let notes = [
      rights.mended > 0
        ? "Put into canonical form: \(Figures.records(rights.mended))." : "",
      rights.defaulted > 0
        ? "Supplied by the configuration: \(Figures.records(rights.defaulted))."
        : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
    return topic(
      "Rights", "Green: open; amber: with conditions; red: permission needed, unknown or missing.",
      BarChart(title: "Records by rights statement", bars: bars, labelWidth: 250).svg
        + (notes.isEmpty ? "" : "<p>\(HTMLText.escaped(notes))</p>\n")
        + HTMLText.details(
          "Variants that were mended",
          HTMLText.table(["Records", "As sent", "Understood as", "Example"], numbers: [0], variants))
        + HTMLText.details(
          "Statements that are not accepted",
          HTMLText.table(
            ["Records", "As sent", "Example"], numbers: [0],
            rights.unknownValues.map { [Figures.count($0.count), $0.value, $0.example] })))
  }

  /// A rights statement without what all of them begin with.
  private static func short(_ statement: String) -> String {
    for prefix in ["http://creativecommons.org/", "http://rightsstatements.org/vocab/", "http://"]
    where statement.hasPrefix(prefix) {
      return String(statement.dropFirst(prefix.count))
    }
    return statement
  }

  /// How the properties are filled, a chart a class.
  var fields: String {
    var classes: [String] = []
    for field in quality.fields where !classes.contains(field.class) { classes.append(field.class) }
    let counts = Dictionary(
      quality.classes.map { ($0.class, $0) }, uniquingKeysWith: { first, _ in first })
    // What describes the object stands first and open, the rest opens on demand.
    let open = ["edm:ProvidedCHO", "ore:Proxy", "ore:Aggregation"]
    classes = open.filter(classes.contains) + classes.filter { !open.contains($0) }
    let charts = classes.prefix(15).map { name in
      let fields = quality.fields.filter { $0.class == name }
      let bars = fields.prefix(30).map { field in
        BarChart.Bar(
          label: field.property, share: field.share,
          figure: "\(Figures.count(field.records)) (\(Figures.percent(field.share)))",
          note: "\(Figures.count(field.statements)) statements")
      }
      let content =
        BarChart(title: "Share of records with each property of \(name)", bars: bars).svg + table(fields)
      let share = counts[name].map { "\(name): in \(Figures.percent($0.share)) of the records" } ?? name
      return open.contains(name)
        ? "<h4>\(HTMLText.escaped(share))</h4>\n\(content)" : HTMLText.details(share, content)
    }
    return topic(
      "Fields filled", "As received, before anything was mended or supplied. Shares are of all records.",
      charts.joined())
  }

  private func table(_ fields: [ProviderQuality.Field]) -> String {
    HTMLText.details(
      "Figures and most frequent values",
      HTMLText.table(
        ["Property", "Statements", "Values", "With language", "Links", "Characters", "Most frequent values"],
        numbers: [1, 2, 3, 4, 5],
        fields.map { field in
          [
            field.property, Figures.count(field.statements),
            (field.distinctIsExact ? "" : "about ") + Figures.count(field.distinctValues),
            Figures.percent(field.shareWithLanguage), Figures.percent(field.shareOfLinks),
            "\(Figures.count(field.charactersLeast)) – \(Figures.count(field.charactersMedian)) – "
              + Figures.count(field.charactersGreatest),
            field.values.prefix(4).map {
              "\(SVG.shortened($0.value, width: 300)) (\(Figures.count($0.count)))"
            }
            .joined(separator: "; "),
          ]
        }))
  }

  /// Which languages the records name.
  var languages: String {
    let languages = quality.languages
    func chart(_ name: String, _ list: [ProviderQuality.Language]) -> String {
      guard let greatest = list.first?.count, greatest > 0 else { return "" }
      let bars = list.prefix(15).map { language in
        let isChanged = language.normalised != nil && language.normalised != language.sent
        let normalised =
          language.normalised.map { isChanged ? " → \($0)" : "" } ?? " (no language beyond doubt)"
        return BarChart.Bar(
          label: language.sent + normalised, share: Double(language.count) / Double(greatest),
          figure: Figures.count(language.count),
          colour: language.normalised == nil ? Palette.warning : Palette.main)
      }
      return "<div><h4>\(name), as sent → as normalised</h4>\n"
        + BarChart(title: "Statements by \(name)", bars: bars, width: 470, labelWidth: 200).svg
        + "</div>\n"
    }
    let untagged =
      languages.texts > 0
      ? "<p>\(Figures.percent(languages.shareWithoutLanguage)) of the \(Figures.count(languages.texts)) texts that "
        + "should name their language do not.</p>\n" : ""
    let charts = chart("dc:language", languages.stated) + chart("xml:lang", languages.tags)
    return topic(
      "Languages", "", untagged + (charts.isEmpty ? "" : "<div class=\"pair\">\n\(charts)</div>\n"))
  }

  /// What the dates say.
  var dates: String {
    let dates = quality.dates
    guard dates.statements > 0 else { return "" }
    let bars = dates.forms.map { form in
      let share = Double(form.count) / Double(dates.statements)
      return BarChart.Bar(
        label: form.form, share: share, figure: "\(Figures.count(form.count)) (\(Figures.percent(share)))")
    }
    return topic(
      "Dates",
      "\(Figures.percent(dates.shareUnderstood)) of \(Figures.count(dates.statements)) dates are understood, "
        + "\(Figures.count(dates.withAssumptions)) of them by an assumption.",
      BarChart(title: "Dates by form", bars: bars).svg
        + HTMLText.details(
          "Dates that were not understood",
          HTMLText.table(
            ["Count", "As sent", "Example"], numbers: [0],
            dates.notUnderstood.map { [Figures.count($0.count), $0.value, $0.example] }))
        + HTMLText.details(
          "Examples of dates that were", Self.examples(dates.examples)))
  }

  /// What was normalised.
  var normalisations: String {
    let greatest = Double(max(1, quality.normalisations.map(\.changes).max() ?? 1))
    let bars = quality.normalisations.map {
      BarChart.Bar(
        label: $0.kind, share: Double($0.changes) / greatest,
        figure: "\(Figures.count($0.changes)) in \(Figures.records($0.records))")
    }
    let examples = quality.normalisations.map {
      HTMLText.details("Examples: \($0.kind)", Self.examples($0.examples))
    }.joined()
    return topic(
      "Normalised", "Changes in our normalised view; the provider's texts stay as they are.",
      BarChart(title: "Changes by kind", bars: bars).svg + examples)
  }

  private static func examples(_ examples: [ProviderQuality.Example]) -> String {
    HTMLText.table(
      ["Property", "Before", "After", "Record"],
      examples.map { [$0.path, $0.before, $0.after.isEmpty ? "(left out)" : $0.after, $0.record] })
  }
}
