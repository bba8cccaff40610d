/// What needs to be known of an ICC profile before the colour engine is started.
enum ICCProfile {
  /// Whether the profile describes sRGB, so that nothing is to be converted: its description says so, as
  /// those of all common vendors do (ICC.1:2022, sections 7.3 and 9.2.41).
  static func isSRGB(_ profile: [UInt8]) -> Bool {
    guard let description = tag("desc", of: profile) else { return false }
    // In Latin or, in version 4, in UTF-16 with a zero between the letters.
    let letters = description.filter { $0 != 0 }
    return letters.contains(Array("sRGB".utf8)) || letters.contains(Array("IEC61966-2.1".utf8))
  }

  private static func tag(_ name: String, of profile: [UInt8]) -> [UInt8]? {
    func number(at offset: Int) -> Int? {
      guard offset >= 0, offset + 4 <= profile.count else { return nil }
      return profile[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let count = number(at: 128) else { return nil }
    let wanted = Array(name.utf8)
    for entry in 0..<min(count, 100) {
      let start = 132 + 12 * entry
      guard start + 12 <= profile.count else { return nil }
      guard profile[start..<(start + 4)].elementsEqual(wanted) else { continue }
      guard let offset = number(at: start + 4), let size = number(at: start + 8), size <= 4096,
        offset + size <= profile.count
      else { return nil }
      return Array(profile[offset..<(offset + size)])
    }
    return nil
  }
}
