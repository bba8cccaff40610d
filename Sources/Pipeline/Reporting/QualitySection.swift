public import EDM

/// The quality of a provider's records as a part of an HTML page: figures, charts and tables, without scripts and
/// without anything from elsewhere.
///
/// The part has headings of the third level and below, to stand under a heading with the provider's name. It is
/// well-formed XML as well. ``css`` belongs into the head of the page, once.
public struct QualitySection: Sendable {
  /// The part, one `section` element.
  public let html: String

  /// Writes the part of a provider.
  public init(_ quality: ProviderQuality) {
    let page = QualitySection.Parts(quality)
    html = """
      <section class="quality">
      \(page.head)\(page.advice)\(page.tiers)\(page.changes)\(page.readiness)\(page.rights)\(page.fields)\
      \(page.languages)\(page.dates)\(page.normalisations)\(page.validation)\(page.patterns)\(page.withheld)\
      \(page.outliers)</section>

      """
  }

  /// The rules for the look of the part.
  public static let css = """
    .quality h3 { margin: 2.2rem 0 .4rem; padding-top: .4rem; border-top: 1px solid #dde2e8; font-size: 1.15rem }
    .quality h4 { margin: 1.1rem 0 .2rem; font-size: 1rem; font-weight: 600 }
    .quality { margin-top: 2.2rem } .quality p { margin: .3rem 0 .6rem; max-width: 46rem } .quality .note { color: #52606d; font-size: .88rem }
    .quality .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.2rem, 1fr)); gap: .75rem;
      margin: 1rem 0; padding: 0; list-style: none }
    .quality .figures li { border: 1px solid #dde2e8; border-radius: 6px; padding: .6rem .75rem; background: #fafbfc }
    .quality .figures b { display: block; font-size: 1.55rem; line-height: 1.2; color: #124b73; font-weight: 650 }
    .quality .figures span { display: block; font-weight: 600; font-size: .88rem; line-height: 1.3 }
    .quality .figures small { display: block; color: #52606d; font-size: .76rem; line-height: 1.35; margin-top: .2rem }
    .quality .advice { background: #f4f8fb; border-left: 4px solid #2f6f9f; padding: .6rem 1rem .6rem 1.6rem;
      margin: 1rem 0 } .quality .advice li { margin: .25rem 0; overflow-wrap: anywhere }
    .quality svg.chart { display: block; width: 100%; height: auto; max-width: 58rem; margin: .3rem 0 .6rem }
    .quality svg.chart text { font: 12px system-ui, sans-serif }
    .quality .wide { overflow-x: auto } .quality table { border-collapse: collapse; width: 100%; font-size: .88rem }
    .quality th { text-align: left; font-weight: 600; border-bottom: 2px solid #c5ced6; padding: .2rem .8rem .2rem 0 }
    .quality td { padding: .22rem .8rem .22rem 0; border-bottom: 1px solid #e9edf1; vertical-align: top;
      overflow-wrap: anywhere } .quality th.number, .quality td.number { text-align: right; white-space: nowrap;
      font-variant-numeric: tabular-nums }
    .quality details { margin: .4rem 0 .8rem } .quality summary { cursor: pointer; color: #2f6f9f }
    .quality .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 2rem }
    @media print { .quality details { display: block } .quality h3, .quality svg.chart { break-inside: avoid } }

    """

  /// The topics, one after another; a topic of which there is nothing to say is "".
  struct Parts {
    let quality: ProviderQuality
    private let summary: QualitySummary

    init(_ quality: ProviderQuality) {
      self.quality = quality
      summary = QualitySummary(quality)
    }

    /// A topic under its heading; nothing where it has no content.
    func topic(_ heading: String, _ note: String, _ content: String) -> String {
      guard !content.isEmpty else { return "" }
      let note = note.isEmpty ? "" : "<p class=\"note\">\(HTMLText.escaped(note))</p>\n"
      return "<h3>\(HTMLText.escaped(heading))</h3>\n\(note)\(content)"
    }

    var head: String {
      let figures = summary.headline.map {
        "<li><b>\(HTMLText.escaped($0.value))</b><span>\(HTMLText.escaped($0.label))</span>"
          + "<small>\(HTMLText.escaped($0.detail))</small></li>\n"
      }.joined()
      let formats = quality.formats.map { "\($0.format) \(Figures.count($0.records))" }.joined(
        separator: ", ")
      return "<p>Counted: \(HTMLText.escaped(summary.coverage)). Formats: \(HTMLText.escaped(formats)).</p>\n"
        + "<ul class=\"figures\">\n\(figures)</ul>\n"
    }

    var advice: String {
      guard !summary.advice.isEmpty else { return "" }
      let items = summary.advice.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined()
      return "<ul class=\"advice\">\n\(items)</ul>\n"
    }
  }
}
