internal import EDM

extension QualitySection.Parts {
  /// The tiers in the three views.
  var tiers: String {
    let tiers = quality.tiers
    guard tiers.records > 0 else { return "" }
    let views = [
      ("as received", tiers.received), ("with technical data", tiers.technical),
      ("with our statements", tiers.enriched),
    ]
    func chart(_ title: String, _ part: KeyPath<ProviderQuality.TierView, [ProviderQuality.TierCount]>)
      -> String
    {
      StackedBars(
        title: title, parts: tiers.enriched[keyPath: part].map { "tier \($0.tier)" },
        bars: views.map { name, view in
          StackedBars.Bar(label: name, counts: view[keyPath: part].map(\.records))
        }
      ).svg
    }
    let dimensions =
      "<h4>Language of texts</h4>\n" + chart("Records by tier of the language dimension", \.language)
      + "<h4>Enabling elements</h4>\n" + chart("Records by tier of the enabling elements", \.enabling)
      + "<h4>Contextual classes</h4>\n" + chart("Records by tier of the contextual classes", \.contextual)
    let (technical, uplift) = (tiers.technicalGain, tiers.uplift)
    let gains = HTMLText.table(
      ["Gain", "Records that rise", "Share", "Content tiers", "Metadata tiers"], numbers: [1, 2],
      [("technical data, which Europeana adds by itself", technical), ("our statements (uplift)", uplift)].map
      {
        name, gain in
        [
          name, Figures.count(gain.records), Figures.percent(gain.share), Self.steps(gain.contentBySteps),
          Self.steps(gain.metadataBySteps),
        ]
      })
    let rising = HTMLText.details(
      "Records that rise by our statements (\(Figures.count(tiers.rising.count)) of \(Figures.count(uplift.records)))",
      HTMLText.table(
        ["Record", "Before", "After"], tiers.rising.map { [$0.record, $0.before, $0.after] }))
    let licence =
      tiers.contentLoweredByLicence > 0
      ? "<p>\(Figures.records(tiers.contentLoweredByLicence)) would reach a higher content tier "
        + "under an open licence.</p>\n" : ""
    return topic(
      "Tiers of the Europeana Publishing Framework",
      "Content tiers 0 to 4 tell how usable the files are, metadata tiers 0, A, B, C how well the object is described. "
        + "\(Figures.records(tiers.records)).",
      "<h4>Content</h4>\n" + chart("Records by content tier, in three views", \.content) + licence
        + "<h4>Metadata</h4>\n" + chart("Records by metadata tier, in three views", \.metadata) + gains
        + rising
        + HTMLText.details("The three dimensions of the metadata tier", dimensions))
  }

  private static func steps(_ counts: [ProviderQuality.TierCount]) -> String {
    let steps = counts.filter { $0.records > 0 }.map { "\($0.tier): \(Figures.count($0.records))" }
    return steps.isEmpty ? "–" : steps.joined(separator: ", ")
  }

  /// What alone would lift most records.
  var changes: String {
    let bars = quality.changes.map { change in
      BarChart.Bar(
        label: change.meaning, share: change.share,
        figure: "\(Figures.count(change.records)) (\(Figures.percent(change.share)))")
    }
    let rows = quality.changes.map { change in
      let steps = (change.content + change.metadata).prefix(3).map {
        "\($0.before) → \($0.after): \(Figures.count($0.records))"
      }
      let remedies = change.remedies.prefix(3).map { "\($0.value) (\(Figures.count($0.count)))" }
      return [
        change.meaning, Figures.count(change.recordsForWhichBest), steps.joined(separator: ", "),
        remedies.joined(separator: "; "),
      ]
    }
    return topic(
      "What would lift most records",
      "Records of which a single change would raise a tier, beyond what our statements reach. A record may be among "
        + "several changes.",
      BarChart(title: "Records lifted by a single change", bars: bars, labelWidth: 330).svg
        + HTMLText.table(
          ["Change", "The best for", "Tiers", "What to do"], numbers: [1], rows))
  }

  /// The way to images that can be analysed.
  var readiness: String {
    let readiness = quality.readiness
    guard readiness.all.withAddress > 0 else { return "" }
    let colours = [
      "all": Palette.main, "open": Palette.open, "restricted": Palette.restricted, "other": Palette.closed,
    ]
    let charts = QualitySummary.funnels(readiness).filter { ($0.steps.first?.records ?? 0) > 0 }.map {
      funnel in
      let bars = funnel.steps.map { step in
        BarChart.Bar(
          label: step.label, share: step.share,
          figure: "\(Figures.count(step.records)) (\(Figures.percent(step.share)))",
          colour: colours[funnel.key] ?? Palette.main)
      }
      return "<div><h4>\(HTMLText.escaped(funnel.label))</h4>\n"
        + BarChart(
          title: "From an address to an image that can be analysed: \(funnel.label)", bars: bars, width: 470,
          labelWidth: 165
        ).svg + "</div>\n"
    }.joined()
    let sizes =
      readiness.pixelsGreatest > 0
      ? "<p>The images fetched have \(Figures.count(readiness.pixelsLeast)) to "
        + "\(Figures.count(readiness.pixelsGreatest)) pixels, half of them more than "
        + "\(Figures.count(readiness.pixelsMedian)).</p>\n" : ""
    return topic(
      "Ready for image analysis",
      "A record is ready when a file of it may be fetched, gave an image, and the image has at least "
        + "\(Figures.count(readiness.sufficientPixels)) pixels (width times height). Shares of all records.",
      "<div class=\"pair\">\n\(charts)</div>\n" + sizes)
  }
}
