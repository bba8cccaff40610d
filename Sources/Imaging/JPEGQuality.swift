/// The quality setting with which a JPEG was written, read off its quantisation table.
enum JPEGQuality {
  /// The luminance table of ITU-T T.81, annex K.1, row by row.
  private static let standard: [Double] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ]

  /// An estimate on the scale of the Independent JPEG Group, 1 to 100: the mean ratio to the standard table,
  /// turned back by the group's formula. Exact for its own encoder, a fair guess for others.
  static func estimate(luminanceTable: [UInt16]) -> Double? {
    guard luminanceTable.count == 64, luminanceTable.contains(where: { $0 > 0 }) else { return nil }
    if luminanceTable.allSatisfy({ $0 == 1 }) { return 100 }
    var ratio = 0.0
    for (value, reference) in zip(luminanceTable, standard) { ratio += Double(value) / reference }
    let percent = ratio / 64 * 100
    let quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent
    return min(100, max(1, quality))
  }
}
