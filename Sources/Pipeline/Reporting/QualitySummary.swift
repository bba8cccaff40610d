internal import EDM

/// The figures that say most of a provider's records, and what to do first, for the head of a report.
struct QualitySummary {
  /// A figure with its unit.
  struct Figure {
    var key: String
    var value: String
    var unit: String
  }

  /// A step on the way to an image that can be analysed.
  struct Step {
    var key: String
    var label: String
    var records: Int
    /// Of all records, 0 to 1.
    var share: Double
  }

  /// The steps of the files of one kind of rights.
  struct Funnel {
    var key: String
    var label: String
    var steps: [Step]
  }

  private let quality: ProviderQuality

  init(_ quality: ProviderQuality) { self.quality = quality }

  /// One line that tells what was counted.
  var coverage: String {
    let coverage = quality.coverage
    var line = "\(Figures.records(coverage.recordsCounted))"
    if coverage.isSample {
      line += ", a sample spread evenly over about \(Figures.count(coverage.recordsTotal))"
    } else if coverage.isComplete {
      line += ", every one of the provider's"
    }
    if !coverage.isComplete {
      line +=
        "; counting was stopped before its end, at about \(Figures.records(coverage.recordsTotal))"
    }
    if quality.unreadable > 0 {
      line += "; \(Figures.count(quality.unreadable)) of them could not be read"
    }
    return line
  }

  /// The figures for programs.
  var figures: [Figure] {
    let (validation, tiers) = (quality.validation, quality.tiers)
    func records(_ key: String, _ count: Int) -> Figure {
      Figure(key: key, value: "\(count)", unit: "records")
    }
    return [
      records("records_counted", quality.coverage.recordsCounted),
      records("records_total", quality.coverage.recordsTotal),
      Figure(key: "is_sample", value: "\(quality.coverage.isSample)", unit: ""),
      Figure(key: "is_complete", value: "\(quality.coverage.isComplete)", unit: ""),
      records("unreadable", quality.unreadable),
      records("conforming_to_schema", validation.conformingToSchema),
      records("conforming_to_rules", validation.conformingToRules),
      records("conforming_to_both", validation.conformingToBoth),
      records("withheld", quality.withheld.records),
      records("rights_missing", quality.rights.missing), records("rights_unknown", quality.rights.unknown),
      records("rights_defaulted", quality.rights.defaulted), records("rights_mended", quality.rights.mended),
      Figure(
        key: "texts_without_language", value: "\(quality.languages.textsWithoutLanguage)", unit: "texts"),
      Figure(key: "texts", value: "\(quality.languages.texts)", unit: "texts"),
      Figure(key: "dates", value: "\(quality.dates.statements)", unit: "texts"),
      Figure(key: "dates_understood", value: "\(quality.dates.understood)", unit: "texts"),
      records("technical_gain", tiers.technicalGain.records), records("uplift", tiers.uplift.records),
      records("ready_for_image_analysis", quality.readiness.all.largeEnough),
      records("ready_for_image_analysis_open", quality.readiness.open.largeEnough),
      records("ready_for_image_analysis_restricted", quality.readiness.restricted.largeEnough),
    ]
  }

  /// The figures for people: a value, what it counts, and what it is measured by.
  var headline: [(value: String, label: String, detail: String)] {
    let (validation, tiers, readiness) = (quality.validation, quality.tiers, quality.readiness)
    return [
      (
        Figures.percent(validation.shareConformingToBoth), "valid as received",
        "schema and rules of Europeana take them as they came"
      ),
      (
        Figures.count(quality.withheld.records), "withheld",
        quality.withheld.records == 0
          ? "all can be published" : "\(Figures.percent(quality.withheld.share)) lack what nobody may invent"
      ),
      (
        tiers.records == 0 ? "–" : Figures.percent(Self.atLeast(2, tiers.technical.content, tiers.records)),
        "content tier 2 or more", "with the technical metadata that Europeana adds"
      ),
      (
        tiers.records == 0 ? "–" : Figures.percent(Self.atLeast(2, tiers.enriched.metadata, tiers.records)),
        "metadata tier B or more", "with our statements"
      ),
      (
        Figures.percent(tiers.uplift.share), "rise by our statements",
        "\(Figures.records(tiers.uplift.records)) gain a tier"
      ),
      (
        Figures.percent(readiness.all.shareReady), "ready for image analysis",
        "\(Figures.percent(readiness.open.shareReady)) openly licensed; "
          + "image of \(Figures.count(readiness.sufficientPixels)) pixels or more"
      ),
    ]
  }

  /// What a person should know or do first, a sentence each.
  var advice: [String] {
    var advice: [String] = []
    if let change = quality.changes.first(where: { $0.kind != TierChange.Kind.openLicence.rawValue }) {
      let remedy = change.remedies.first.map { ", above all: \($0.value)" } ?? ""
      advice.append(
        "The change that lifts most records: \(change.meaning) (\(Figures.records(change.records)), "
          + "\(Figures.percent(change.share)))\(remedy).")
    }
    if let rule = quality.validation.received.first {
      advice.append(
        "The rule broken most: \(rule.rule) in \(Figures.records(rule.records)), such as: "
          + "\(rule.exampleMessage)")
    }
    if let reason = quality.withheld.reasons.first {
      advice.append("Withheld most often (\(Figures.records(reason.count))): \(reason.value)")
    }
    if quality.rights.missing + quality.rights.unknown > 0 {
      advice.append(
        "\(Figures.records(quality.rights.missing)) have no rights statement and "
          + "\(Figures.count(quality.rights.unknown)) one that is not accepted: their images stay closed to everybody."
      )
    }
    let languages = quality.languages
    if languages.shareWithoutLanguage >= 0.25 {
      advice.append(
        "\(Figures.percent(languages.shareWithoutLanguage)) of the texts do not name their language (xml:lang)."
      )
    }
    let all = quality.readiness.all
    if all.fetchable > all.tried {
      advice.append(
        "\(Figures.records(all.fetchable - all.tried)) have files that may be fetched and were not yet: "
          + "content tiers and readiness will rise.")
    }
    return advice
  }

  /// The way to an image that can be analysed, for all files and by rights.
  static func funnels(_ readiness: ProviderQuality.Readiness) -> [Funnel] {
    let groups = [
      ("all", "All files", readiness.all), ("open", "Open licences", readiness.open),
      ("restricted", "Licences with conditions", readiness.restricted),
      ("other", "Permission needed, rights unknown or missing", readiness.other),
    ]
    return groups.map { key, label, funnel in
      let steps = [
        ("with_address", "have a file address", funnel.withAddress),
        ("fetchable", "may be fetched", funnel.fetchable), ("tried", "were tried", funnel.tried),
        ("fetched", "gave an image", funnel.fetched),
        ("large_enough", "are large enough", funnel.largeEnough),
      ]
      return Funnel(
        key: key, label: label,
        steps: steps.map { step in
          Step(
            key: step.0, label: step.1, records: step.2,
            share: readiness.records > 0 ? Double(step.2) / Double(readiness.records) : 0)
        })
    }
  }

  /// The share of records with at least the tier at a place.
  private static func atLeast(_ place: Int, _ counts: [ProviderQuality.TierCount], _ records: Int) -> Double {
    Double(counts.dropFirst(place).reduce(0) { $0 + $1.records }) / Double(max(records, 1))
  }
}
