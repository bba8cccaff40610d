/// What one extractor makes of a text, before the property has its say.
struct DateReading {
  var edtf: EDTF
  var notes: NormalisedDate.Notes = []
  var label: String?
  /// True where words of the text make sure that it is about time: a month, an era, a century, a period.
  var isSpeltOut = false

  init(
    _ edtf: EDTF, notes: NormalisedDate.Notes = [], label: String? = nil, isSpeltOut: Bool = false
  ) {
    self.edtf = edtf
    self.notes = notes
    self.label = label
    self.isSpeltOut = isSpeltOut
  }

  init?(_ date: EDTFDate?, notes: NormalisedDate.Notes = [], isSpeltOut: Bool = false) {
    guard let date else { return nil }
    self.init(.date(date), notes: notes, isSpeltOut: isSpeltOut)
  }

  /// The reading with the dates of an interval in order.
  var ordered: DateReading {
    guard case .interval(let first?, let last?) = edtf, first.begin > last.end else { return self }
    var reading = self
    reading.edtf = .interval(from: last, to: first)
    reading.notes.insert(.endsSwapped)
    return reading
  }
}
