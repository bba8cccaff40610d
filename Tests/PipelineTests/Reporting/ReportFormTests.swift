import EDM
import Testing
import XMLCodec

@testable import Pipeline

@Suite("Forms of the report on quality")
struct ReportFormTests {
  @Test(
    "cells with commas, quotation marks, line ends or blanks at their ends are quoted",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("a\nb", "\"a\nb\""),
      ("a\r\nb", "\"a\r\nb\""), (" a", "\" a\""), ("a;b", "a;b"), ("Ä — 日", "Ä — 日"),
    ])
  func quoting(_ cell: String, _ written: String) {
    var table = CSVText("t.csv", ["one", "two"])
    table.append([cell, "x"])
    #expect(table.text == "one,two\r\n\(written),x\r\n")
  }

  @Test("a row has as many cells as there are columns")
  func rowLength() {
    var table = CSVText("t.csv", ["a", "b", "c"])
    table.append(["1"])
    table.append(["1", "2", "3", "4"])
    #expect(table.text == "a,b,c\r\n1,,\r\n1,2,3\r\n")
  }

  @Test("figures are grouped, shares never rounded to all or nothing")
  func figures() {
    #expect(
      [0, 7, 999, 1000, 1_234_567, -1234].map(Figures.count) == [
        "0", "7", "999", "1,000", "1,234,567", "-1,234",
      ])
    let shares = [0, 0.0004, 0.012, 0.05, 0.125, 0.5, 0.904, 0.9994, 0.9999, 1]
    #expect(
      shares.map(Figures.percent) == [
        "0 %", "<0.1 %", "1.2 %", "5 %", "13 %", "50 %", "90.4 %", ">99.9 %", ">99.9 %", "100 %",
      ])
  }

  @Test("every table names its provider and fills its columns, and providers stand below each other")
  func tables() throws {
    let quality = ReportedQuality.make()
    var other = quality
    other.provider = "library"
    let files = QualityTables([quality, other]).files
    #expect(
      files.map(\.name) == [
        "summary.csv", "fields.csv", "values.csv", "languages.csv", "normalisations.csv", "dates.csv",
        "rights.csv",
        "validation.csv", "patterns.csv", "tiers.csv", "gains.csv", "changes.csv", "withheld.csv",
        "outliers.csv",
        "readiness.csv",
      ])
    for file in files {
      #expect(file.columns.first == "provider")
      #expect(!file.rows.isEmpty, "\(file.name)")
      #expect(file.rows.allSatisfy { $0.count == file.columns.count })
      #expect(file.rows.count { $0[0] == "museum" } == file.rows.count { $0[0] == "library" })
    }
    let fields = try #require(files.first { $0.name == "fields.csv" })
    let title = try #require(fields.rows.first { $0[2] == "dc:title" })
    #expect(title[1...5] == ["edm:ProvidedCHO", "dc:title", "30", "1.0", "30"])
    let rights = try #require(files.first { $0.name == "rights.csv" })
    #expect(
      rights.rows[0][1...4] == [
        "http://creativecommons.org/licenses/by/4.0/", "open", "https://creativecommons.org/licenses/by/4.0",
        "22",
      ])
  }

  @Test("the part of the page is well-formed, holds nothing of the values' mark-up and fetches nothing")
  func html() {
    let html = QualitySection(ReportedQuality.make()).html
    #expect(WellFormedness.problem(in: Array(html.utf8)) == nil)
    #expect(!html.contains("<b>\"A\"") && html.contains("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;"))
    for word in ["<script", "<link", "<img", "src=", "href=", "url(", "@import"] {
      #expect(!html.contains(word), "\(word)")
      #expect(!QualitySection.css.contains(word), "\(word)")
    }
    for heading in [
      "Tiers of the Europeana", "What would lift most", "Ready for image analysis", "Rights", "Fields filled",
      "Languages", "Dates", "Normalised", "Validation", "Problem patterns", "Withheld records",
      "The odd ones",
    ] {
      #expect(html.contains("<h3>\(heading)"), "\(heading)")
    }
  }

  @Test("every chart has a title and a description for those who cannot see it")
  func accessibleCharts() {
    let html = QualitySection(ReportedQuality.make()).html
    let charts = html.split(separator: "<svg ").dropFirst()
    #expect(charts.count >= 10)
    #expect(
      charts.allSatisfy { $0.contains("role=\"img\"") && $0.contains("><title>") && $0.contains("<desc>") })
  }

  @Test("a provider without records gives a part without charts that is well-formed")
  func emptyPart() {
    let quality = RecordCensus().quality(of: "museum", name: "Museum")
    let html = QualitySection(quality).html
    #expect(WellFormedness.problem(in: Array(html.utf8)) == nil)
    #expect(!html.contains("NaN") && !html.contains("inf"))
    #expect(QualityLines(quality).lines.first == "Museum (museum): what the records are like")
  }

  @Test("bars are as long as their share, and a share above all stays within the image")
  func bars() {
    let chart = BarChart(
      title: "T & t",
      bars: [
        BarChart.Bar(label: "half", share: 0.5, figure: "1"),
        BarChart.Bar(label: "none", share: 0, figure: "0"),
        BarChart.Bar(label: "too much", share: 7, figure: "7"),
      ]
    ).svg
    #expect(chart.contains("<title>T &amp; t</title><desc>half: 1; none: 0; too much: 7</desc>"))
    // 720 less 210 for labels and 130 for figures.
    #expect(chart.contains("width=\"190\" height=\"14\" fill=\"\(Palette.main)\""))
    #expect(chart.contains("width=\"380\" height=\"14\" fill=\"\(Palette.main)\""))
    #expect(chart.split(separator: "fill=\"\(Palette.main)\"").count == 3)
  }

  @Test("parts of a stacked bar stand side by side and say what they are")
  func stackedBars() {
    let chart = StackedBars(
      title: "Tiers", parts: ["tier 0", "tier A", "tier B", "tier C"],
      bars: [
        StackedBars.Bar(label: "received", counts: [1, 0, 3, 0]),
        StackedBars.Bar(label: "none", counts: [0, 0, 0, 0]),
      ]
    ).svg
    #expect(chart.contains("<title>received, tier 0: 1 records, 25 %</title>"))
    #expect(chart.contains("<title>received, tier B: 3 records, 75 %</title>"))
    #expect(chart.contains("<desc>received: tier 0 1, tier A 0, tier B 3, tier C 0; none: tier 0 0"))
    #expect(WellFormedness.problem(in: Array(chart.utf8)) == nil)
  }

  @Test("lines hold no character that moves the cursor, and tell the figures")
  func lines() {
    let lines = QualityLines(ReportedQuality.make()).lines
    #expect(lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 32 } })
    #expect(lines[1] == "  counted    30 records, every one of the provider's")
    #expect(lines.contains { $0.contains("100 %  rise by our statements: 30 records gain a tier") })
    #expect(lines.contains { $0.contains("ger → de") })
    #expect(lines.contains("  Fields filled, by share of records (lengths: median)"))
  }

  @Test("a sample and an interrupted count say so")
  func coverage() {
    var quality = ReportedQuality.make()
    quality.coverage = ProviderQuality.Coverage(recordsCounted: 30, recordsTotal: 1200, isSample: true)
    #expect(QualitySummary(quality).coverage == "30 records, a sample spread evenly over about 1,200")
    quality.coverage = ProviderQuality.Coverage(recordsCounted: 30, recordsTotal: 1200, isComplete: false)
    #expect(
      QualitySummary(quality).coverage
        == "30 records; counting was stopped before its end, at about 1,200 records")
  }
}
