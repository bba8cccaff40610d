public import EDM

/// The quality of providers' records as tables: one file a topic, each with a first column `provider`, so that rows of
/// all providers stand in one file and each file has the columns of its topic alone.
public struct QualityTables: Sendable {
  /// The files.
  public let files: [CSVText]

  /// Tables of some providers.
  public init(_ providers: [ProviderQuality]) {
    files = [
      Self.summary, Self.fields, Self.values, Self.languages, Self.normalisations, Self.dates, Self.rights,
      Self.validation, Self.patterns, Self.tiers, Self.gains, Self.changes, Self.withheld, Self.outliers,
      Self.readiness,
    ].map { table in
      var file = CSVText(table.name + ".csv", ["provider"] + table.columns)
      for provider in providers {
        for row in table.rows(provider) { file.append([provider.provider] + row) }
      }
      return file
    }
  }

  private struct Table: Sendable {
    var name: String
    var columns: [String]
    var rows: @Sendable (ProviderQuality) -> [[String]]
  }

  private static let summary = Table(name: "summary", columns: ["figure", "value", "unit"]) { quality in
    QualitySummary(quality).figures.map { [$0.key, $0.value, $0.unit] }
  }

  private static let fields = Table(
    name: "fields",
    columns: [
      "class", "property", "records", "share_of_records", "statements", "distinct_values",
      "distinct_is_exact", "characters_least", "characters_median", "characters_greatest",
      "share_with_language", "share_of_links",
    ]
  ) { quality in
    quality.fields.map { field in
      [
        field.class, field.property, "\(field.records)", "\(field.share)", "\(field.statements)",
        "\(field.distinctValues)", "\(field.distinctIsExact)", "\(field.charactersLeast)",
        "\(field.charactersMedian)", "\(field.charactersGreatest)", "\(field.shareWithLanguage)",
        "\(field.shareOfLinks)",
      ]
    }
  }

  private static let values = Table(
    name: "values", columns: ["class", "property", "value", "count", "count_error", "example_record"]
  ) { quality in
    quality.fields.flatMap { field in
      field.values.map {
        [field.class, field.property, $0.value, "\($0.count)", "\(field.valueCountError)", $0.example]
      }
    }
  }

  private static let languages = Table(
    name: "languages", columns: ["source", "sent", "normalised", "statements", "example_record"]
  ) { quality in
    let sources = [("dc:language", quality.languages.stated), ("xml:lang", quality.languages.tags)]
    return sources.flatMap { source, languages in
      languages.map { [source, $0.sent, $0.normalised ?? "", "\($0.count)", $0.example] }
    }
  }

  private static let normalisations = Table(
    name: "normalisations",
    columns: ["kind", "changes", "records", "example_record", "path", "before", "after"]
  ) { quality in
    quality.normalisations.flatMap { kind in
      kind.examples.map {
        [kind.kind, "\(kind.changes)", "\(kind.records)", $0.record, $0.path, $0.before, $0.after]
      }
    }
  }

  private static let dates = Table(
    name: "dates", columns: ["outcome", "form_or_text", "statements", "example_record"]
  ) { quality in
    quality.dates.forms.map { ["understood", $0.form, "\($0.count)", ""] }
      + quality.dates.notUnderstood.map { ["not understood", $0.value, "\($0.count)", $0.example] }
  }

  private static let rights = Table(
    name: "rights",
    columns: ["statement", "category", "as_sent", "records", "example_record"]
  ) { quality in
    let rights = quality.rights
    let accepted = rights.statements.flatMap { statement in
      let asIs = statement.records - statement.defaulted - statement.mended
      return [
        [statement.statement, statement.category, statement.statement, "\(asIs)", ""],
        [statement.statement, statement.category, "(supplied by default)", "\(statement.defaulted)", ""],
      ].filter { $0[3] != "0" }
        + statement.variants.map {
          [statement.statement, statement.category, $0.value, "\($0.count)", $0.example]
        }
    }
    return accepted + rights.unknownValues.map { ["", "unknown", $0.value, "\($0.count)", $0.example] }
      + (rights.missing > 0
        ? [["", "missing", "", "\(rights.missing)", rights.missingExamples.first ?? ""]] : [])
  }

  private static let validation = Table(
    name: "validation",
    columns: ["stage", "rule", "severity", "records", "findings", "example_record", "example_message"]
  ) { quality in
    let stages = [
      ("as received", quality.validation.received), ("describing", quality.validation.remarks),
    ]
    return stages.flatMap { stage, rules in
      rules.map {
        [
          stage, $0.rule, $0.severity, "\($0.records)", "\($0.findings)", $0.exampleRecord,
          $0.exampleMessage,
        ]
      }
    }
  }

  private static let patterns = Table(
    name: "patterns",
    columns: ["pattern", "meaning", "records", "share_of_records", "example_record", "message"]
  ) { quality in
    quality.patterns.flatMap { pattern in
      let figures = [pattern.pattern, pattern.meaning, "\(pattern.records)", "\(pattern.share)"]
      return pattern.examples.isEmpty
        ? [figures + ["", ""]] : pattern.examples.map { figures + [$0.record, $0.message] }
    }
  }

  private static let tiers = Table(name: "tiers", columns: ["view", "dimension", "tier", "records"]) {
    quality in
    let tiers = quality.tiers
    let views = [("received", tiers.received), ("technical", tiers.technical), ("enriched", tiers.enriched)]
    return views.flatMap { name, view in
      let dimensions = [
        ("content", view.content), ("metadata", view.metadata), ("language", view.language),
        ("enabling", view.enabling), ("contextual", view.contextual),
      ]
      return dimensions.flatMap { dimension, counts in
        counts.map { [name, dimension, $0.tier, "\($0.records)"] }
      }
    }
  }

  private static let gains = Table(
    name: "gains", columns: ["gain", "record", "before", "after", "records"]
  ) { quality in
    let (technical, uplift) = (quality.tiers.technicalGain, quality.tiers.uplift)
    return [
      ["technical", "", "", "", "\(technical.records)"], ["uplift", "", "", "", "\(uplift.records)"],
    ] + quality.tiers.rising.map { ["uplift", $0.record, $0.before, $0.after, "1"] }
  }

  private static let changes = Table(
    name: "changes",
    columns: ["change", "remedy", "tier", "before", "after", "records", "example_record"]
  ) { quality in
    quality.changes.flatMap { change -> [[String]] in
      let whole = [change.kind, "", "", "", "", "\(change.records)", change.examples.first ?? ""]
      let steps = [("content", change.content), ("metadata", change.metadata)].flatMap { tier, transitions in
        transitions.map { [change.kind, "", tier, $0.before, $0.after, "\($0.records)", ""] }
      }
      let remedies = change.remedies.map {
        [change.kind, $0.value, "", "", "", "\($0.count)", $0.example]
      }
      return [whole] + steps + remedies
    }
  }

  private static let withheld = Table(
    name: "withheld", columns: ["record", "title", "lacks", "records"]
  ) { quality in
    quality.withheld.reasons.map { ["", "", $0.value, "\($0.count)"] }
      + quality.withheld.listed.flatMap { record in
        record.lacks.map { [record.record, record.title, $0, "1"] }
      }
  }

  private static let outliers = Table(
    name: "outliers", columns: ["kind", "record", "property", "value", "reason"]
  ) { quality in
    quality.outliers.map { [$0.kind.rawValue, $0.record, $0.property, $0.value, $0.reason] }
  }

  private static let readiness = Table(
    name: "readiness", columns: ["rights", "step", "records", "share_of_records"]
  ) { quality in
    QualitySummary.funnels(quality.readiness).flatMap { funnel in
      funnel.steps.map { [funnel.key, $0.key, "\($0.records)", "\($0.share)"] }
    }
  }
}
