import Testing

@testable import EDM

@Suite("Dates with words")
struct WordedDateTests {
  private func read(_ text: String, of property: Property = .dcDate) -> NormalisedDate? {
    DateNormaliser().normalise(text, of: property)
  }

  @Test(
    "Months by name in many languages",
    arguments: [
      "9 April 1873", "9. April 1873", "9.April.1873", "9th April 1873", "April 9, 1873", "Apr. 9, 1873",
      "9 of April 1873", "9 avril 1873", "9 de abril de 1873", "9 aprile 1873", "9 d'abril de 1873",
      "9 aprilie 1873", "9. dubna 1873", "9 kwietnia 1873", "9 kwietnia 1873 r.", "9. apríla 1873",
      "9. aprila 1873", "9. travnja 1873.", "1873. április 9.", "9. huhtikuuta 1873", "9. aprill 1873",
      "1873 m. balandžio 9 d.", "9. aprīlis 1873", "9 Απριλίου 1873", "9 апреля 1873 г.", "9 април 1873",
      "9 квітня 1873", "9 априла 1873", "9. apríl 1873", "9 Aibreán 1873", "9 ta' April 1873", "9 nisan 1873",
      "9 Ebrill 1873", "1873 April 9", "9 APRIL 1873", "9,April,1873",
    ])
  func months(text: String) {
    #expect(read(text)?.edtf.description == "1873-04-09", "\(text)")
    #expect(read(text)?.extractor == .monthName)
  }

  @Test(
    "Every month in each official language of the EU",
    arguments: [
      "януари февруари март април май юни юли август септември октомври ноември декември",
      "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopad, studenoga prosinca",
      "ledna února března dubna května června července srpna září října listopadu prosince",
      "januar februar marts april maj juni juli august september oktober november december",
      "januari februari maart april mei juni juli augustus september oktober november december",
      "January February March April May June July August September October November December",
      "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
      """
      tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
      marraskuuta joulukuuta
      """,
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      """
      Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου \
      Δεκεμβρίου
      """,
      "január február március április május június július augusztus szeptember október november december",
      "Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa Meán_Fómhair Deireadh_Fómhair Samhain Nollaig",
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
      """
      sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio
      """,
      "Jannar Frar Marzu April Mejju Ġunju Lulju Awwissu Settembru Ottubru Novembru Diċembru",
      """
      stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada, grudnia
      """,
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
      "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
      "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "januari februari mars april maj juni juli augusti september oktober november december",
    ])
  func everyMonth(names: String) {
    let months = names.split(separator: " ")
    #expect(months.count == 12)
    for (index, name) in months.enumerated() {
      // A comma marks the names that two languages use for different months.
      let expected = name.hasSuffix(",") ? nil : "1873-" + CalendarDate.padded(index + 1, to: 2) + "-05"
      let word = String(name.map { $0 == "_" ? " " : $0 }).split(separator: ",")[0]
      #expect(read("5 \(word) 1873")?.edtf.description == expected, "\(word)")
      #expect(read("\(word) 1873")?.edtf.description == expected.map { String($0.dropLast(3)) }, "\(word)")
    }
  }

  @Test(
    "No day, doubts and ranges beside a month's name",
    arguments: [
      ("April 1873", "1873-04"), ("avril 1873", "1873-04"), ("abril de 1873", "1873-04"),
      ("apr. 1873", "1873-04"),
      ("9 April 1873?", "1873-04-09?"), ("c.9 April 1873", "1873-04-09~"), ("[9 April 1873]", "1873-04-09"),
      ("9 April 1873 - 1 May 1880", "1873-04-09/1880-05-01"), ("April 1873–May 1880", "1873-04/1880-05"),
    ])
  func monthForms(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf, "\(text)")
  }

  @Test(
    "No month: ambiguous, no such day, years of other lengths, doubled marks",
    arguments: [
      "1 listopad 1900", "31 April 1873", "April 873", "9 April 18731", "April..9..1873", "April,,1873",
      "9 Foo 1873",
      "April", "9 April", "123 April 1873",
    ])
  func noMonth(text: String) {
    #expect(read(text) == nil, "\(text)")
  }

  @Test(
    "Dates as programmes print them",
    arguments: [
      "Wed Apr 09 11:20:00 CET 1873", "Wed Apr 9 11:20:00 1873", "1873-04-09 11:20:00",
      "1873-04-09 11:20:00 UTC",
      "1873-04-09 11:20:00.25", "1873-04-09 11:20:00 GMT+02:00", "1873-04-09 11:20:00+02",
    ])
  func fullDates(text: String) {
    #expect(read(text)?.edtf.description == "1873-04-09", "\(text)")
    #expect(read(text)?.extractor == .fullDate)
  }

  @Test(
    "A time of day that is none",
    arguments: ["1873-04-09 25:00:00", "1873-04-09 11", "Wed Foo 09 11:20:00 CET 1873"])
  func noFullDate(text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "Periods of DCMI",
    arguments: [
      ("name=Gründerzeit; start=1871; end=1873", "1871/1873", "Gründerzeit"),
      ("Gründerzeit; start=1871; end=1873;", "1871/1873", "Gründerzeit"),
      ("start=1871-05-10T12:00:00+01:00; scheme=W3C-DTF", "1871-05-10/..", nil),
      ("end=-0500", "../-0500", nil), ("Start=1871; End=1873; Scheme=w3cdtf", "1871/1873", nil),
      ("name=Ice age; start=-115000; end=-11700", "Y-115000/Y-11700", "Ice age"),
      ("end=1873; start=1871 scheme=W3C-DTF", "../1873", nil),
    ])
  func periods(text: String, edtf: String, label: String?) {
    #expect(read(text)?.edtf.description == edtf, "\(text)")
    #expect(read(text)?.label == label)
    #expect(read(text)?.extractor == .dcmiPeriod)
  }

  @Test(
    "No period: empty, twice the same, another scheme",
    arguments: [
      "start=; end=;", "start=1871; start=1872", "start=1871; scheme=Geo", "name=Gründerzeit", "a=b",
    ])
  func noPeriod(text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "Years with their era: 1 BC is the year 0",
    arguments: [
      ("44 BC", "-0043"), ("44 B.C.", "-0043"), ("44 BCE", "-0043"), ("1 BC", "0000"), ("79 AD", "0079"),
      ("AD 79", "0079"), ("A.D. 1079", "1079"), ("44 v. Chr.", "-0043"), ("79 n.Chr.", "0079"),
      ("44 av. J.-C.", "-0043"), ("79 ap. J.-C.", "0079"), ("44 a.C.", "-0043"), ("79 d.C.", "0079"),
      ("44 π.Χ.", "-0043"), ("79 μ.Χ.", "0079"), ("44 p.n.e.", "-0043"), ("79 n.e.", "0079"),
      ("44 f.Kr.", "-0043"),
      ("79 e.Kr.", "0079"), ("44 eKr", "-0043"), ("44 př. n. l.", "-0043"), ("44 i. e.", "-0043"),
      ("79 i. sz.", "0079"), ("44 î.Hr.", "-0043"), ("44 пр.н.е.", "-0043"), ("44 до н. э.", "-0043"),
      ("79 н.э.", "0079"), ("44 pr. Kr.", "-0043"), ("44 p.m.ē.", "-0043"), ("ca. 44 BC", "-0043~"),
    ])
  func eras(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf, "\(text)")
    #expect(read(text)?.extractor == .era)
  }

  @Test(
    "Ranges with eras",
    arguments: [
      ("50 BC - 50 AD", "-0049/0050"), ("100-44 BC", "-0099/-0043"), ("100 BC/44 BC", "-0099/-0043"),
      ("50 av. J.-C. - 20 av. J.-C.", "-0049/-0019"), ("50 π.Χ.-1 π.Χ.", "-0049/0000"),
    ])
  func eraRanges(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf, "\(text)")
    #expect(read(text)?.extractor == .eraRange)
  }

  @Test("No era", arguments: ["0 AD", "-44 BC", "44 BC//43 BC", "44-100 BC", "12345 BC", "44 XY", "3 n"])
  func noEra(text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "Long years before our era",
    arguments: [
      ("-45000", "Y-45000"), ("-123456789", "Y-123456789"), ("-45000/-40000", "Y-45000/Y-40000"),
      ("-1234567890", nil), ("45000", nil), ("-45000--40000", nil),
    ])
  func longYears(text: String, edtf: String?) {
    #expect(read(text)?.edtf.description == edtf)
  }
}
