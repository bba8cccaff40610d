/// Horizontal bars as an SVG image of its own, without scripts and without anything from elsewhere.
struct BarChart {
  /// One bar.
  struct Bar {
    /// The name on the left; a long one is shortened and stands whole in the bar's title.
    var label: String
    /// 0 to 1 of the width for bars.
    var share: Double
    /// What stands behind the bar.
    var figure: String
    /// What a pointer over the bar shows, beside label and figure.
    var note = ""
    var colour = Palette.main
  }

  /// What the image shows, for those who cannot see it.
  var title: String
  var bars: [Bar]
  /// The width of the image, in units of which a letter has about seven.
  var width = 720
  /// The part of ``width`` for labels.
  var labelWidth = 210

  private static let (rowHeight, barHeight, figureWidth) = (24, 14, 130)

  /// The image; nothing where there are no bars.
  var svg: String {
    guard !bars.isEmpty else { return "" }
    let height = bars.count * Self.rowHeight + 4
    let span = width - labelWidth - Self.figureWidth
    var svg = SVG.opening(width: width, height: height, title: title, description: description)
    svg += SVG.rectangle(labelWidth, 0, 1, height, Palette.line)
    for (index, bar) in bars.enumerated() {
      let top = index * Self.rowHeight + 4
      let share = min(max(bar.share, 0), 1)
      let length = share > 0 ? max(2, Int((share * Double(span)).rounded())) : 0
      let note = bar.note.isEmpty ? "" : ", \(bar.note)"
      svg += "<g><title>\(HTMLText.escaped("\(bar.label): \(bar.figure)\(note)"))</title>"
      svg += SVG.rectangle(labelWidth, top + 2, span, Self.barHeight, Palette.ground)
      svg += SVG.rectangle(labelWidth, top + 2, length, Self.barHeight, bar.colour)
      svg += SVG.text(
        labelWidth - 8, top + 13, SVG.shortened(bar.label, width: labelWidth - 8), anchor: "end",
        Palette.ink)
      svg += SVG.text(labelWidth + span + 8, top + 13, bar.figure, anchor: "start", Palette.ink)
      svg += "</g>\n"
    }
    return svg + "</svg>\n"
  }

  private var description: String {
    bars.prefix(30).map { "\($0.label): \($0.figure)" }.joined(separator: "; ")
  }
}

/// Bars of parts that make a whole, one below another, with a key to their colours.
struct StackedBars {
  /// One bar.
  struct Bar {
    var label: String
    /// The number of each part, in the order of ``StackedBars/parts``.
    var counts: [Int]
  }

  /// What the image shows, for those who cannot see it.
  var title: String
  /// The names of the parts, from the lowest to the highest.
  var parts: [String]
  var bars: [Bar]

  private static let (width, labelWidth, rowHeight, barHeight) = (720, 170, 40, 28)

  /// The image.
  var svg: String {
    let height = bars.count * Self.rowHeight + 30
    var svg = SVG.opening(width: Self.width, height: height, title: title, description: description)
    var x = Self.labelWidth
    for (index, part) in parts.enumerated() {
      svg += SVG.rectangle(x, 2, 12, 12, colour(index))
      svg += SVG.text(x + 18, 12, part, anchor: "start", Palette.ink)
      x += 36 + part.count * 8
    }
    for (index, bar) in bars.enumerated() { svg += row(bar, top: 26 + index * Self.rowHeight) }
    return svg + "</svg>\n"
  }

  private func row(_ bar: Bar, top: Int) -> String {
    let span = Double(Self.width - Self.labelWidth)
    let total = bar.counts.reduce(0, +)
    var svg = SVG.text(Self.labelWidth - 8, top + 18, bar.label, anchor: "end", Palette.ink)
    var before = 0
    for (index, count) in bar.counts.enumerated() where count > 0 {
      let left = Int((Double(before) / Double(total) * span).rounded())
      before += count
      let right = Int((Double(before) / Double(total) * span).rounded())
      let share = Figures.percent(Double(count) / Double(total))
      svg += "<g><title>"
      svg += HTMLText.escaped("\(bar.label), \(parts[index]): \(Figures.count(count)) records, \(share)")
      svg += "</title>"
      // A hair of white between parts.
      svg += SVG.rectangle(
        Self.labelWidth + left, top, max(1, right - left - 1), Self.barHeight, colour(index))
      if right - left > 40 {
        svg += SVG.text(
          Self.labelWidth + (left + right) / 2, top + 18, share, anchor: "middle",
          index * 2 >= parts.count ? "#fff" : Palette.ink)
      }
      svg += "</g>\n"
    }
    return svg
  }

  private func colour(_ part: Int) -> String {
    let steps = Palette.steps
    return parts.count == steps.count ? steps[part] : steps[min(part == 0 ? 0 : part + 1, steps.count - 1)]
  }

  private var description: String {
    bars.map { bar in
      bar.label + ": " + zip(parts, bar.counts).map { "\($0) \($1)" }.joined(separator: ", ")
    }.joined(separator: "; ")
  }
}

/// The colours of charts: dark on light, told apart in grey as well.
enum Palette {
  static let (ink, line, ground, main) = ("#1f2933", "#9aa5b1", "#f0f3f6", "#2f6f9f")
  static let (open, restricted, closed, warning) = ("#2f7d5b", "#b7791f", "#9b4a4a", "#a65b3a")
  /// From the lowest tier to the highest.
  static let steps = ["#d5dae0", "#b3cde0", "#7fb0d3", "#3a7cab", "#124b73"]
}

/// The few elements of SVG that charts need.
enum SVG {
  static func opening(width: Int, height: Int, title: String, description: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" class=\"chart\">"
      + "<title>\(HTMLText.escaped(title))</title><desc>\(HTMLText.escaped(description))</desc>\n"
  }

  static func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ colour: String) -> String {
    width > 0
      ? "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(colour)\"/>" : ""
  }

  static func text(_ x: Int, _ y: Int, _ text: String, anchor: String, _ colour: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" fill=\"\(colour)\">\(HTMLText.escaped(text))</text>"
  }

  /// The text, or as much of its beginning as a width holds.
  static func shortened(_ text: String, width: Int) -> String {
    let limit = max(4, width * 10 / 62)
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }
}
