/// How much two texts have in common.
enum TextResemblance {
  /// Texts of more code units than this are not compared: a title of that length is named by `P12` anyway.
  static let maximumLength = 4096

  /// True where the lengths differ by at most 5 plus a tenth of the shorter one, and the longest common
  /// subsequence is at least nine tenths of the shorter one.
  ///
  /// Both are taken as they are: who wants case to make no difference gives lower case.
  ///
  /// Source: problem pattern P3 of Europeana's metis-framework.
  static func isNearlySame(_ first: String, _ second: String) -> Bool {
    let lengths = (first.utf16.count, second.utf16.count)
    let shorter = min(lengths.0, lengths.1)
    let longer = max(lengths.0, lengths.1)
    // Whole numbers, so that the thresholds are met exactly.
    guard shorter > 0, longer <= maximumLength, 10 * (longer - shorter) <= 50 + shorter else { return false }
    let (left, right) = (Array(first.utf16), Array(second.utf16))
    guard 10 * commonUnits(left, right) >= 9 * shorter else { return false }
    return 10 * longestCommonSubsequence(left, right) >= 9 * shorter
  }

  /// How many code units both texts hold, in any order, of which some are counted as one: never less than the
  /// longest common subsequence.
  private static func commonUnits(_ first: [UInt16], _ second: [UInt16]) -> Int {
    var counts = InlineArray<256, UInt16>(repeating: 0)
    for unit in first { counts[Int(unit & 255)] += 1 }
    var common = 0
    for unit in second where counts[Int(unit & 255)] > 0 {
      counts[Int(unit & 255)] -= 1
      common += 1
    }
    return common
  }

  /// The length of the longest common subsequence.
  ///
  /// Source: H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): a column of the table is a bit
  /// vector, in which a zero stands for a step.
  static func longestCommonSubsequence(_ first: [UInt16], _ second: [UInt16]) -> Int {
    let words = (first.count + 63) / 64
    guard words > 0 else { return 0 }
    var masks: [UInt16: [UInt64]] = [:]
    for (index, unit) in first.enumerated() {
      masks[unit, default: [UInt64](repeating: 0, count: words)][index >> 6] |= 1 << UInt64(index & 63)
    }
    var column = [UInt64](repeating: .max, count: words)
    for unit in second {
      guard let mask = masks[unit] else { continue }
      var carry = false
      for word in 0..<words {
        let matches = column[word] & mask[word]
        let (sum, overflow) = column[word].addingReportingOverflow(matches)
        let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
        carry = overflow || second
        column[word] = total | (column[word] & ~mask[word])
      }
    }
    return (0..<first.count).count { column[$0 >> 6] >> UInt64($0 & 63) & 1 == 0 }
  }

  /// True where a text stands within another, byte for byte.
  static func holds(_ text: String, _ part: String) -> Bool {
    var (text, part) = (text, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first, part.count <= text.count else { return part.isEmpty }
        return (0...(text.count - part.count)).contains { start in
          text[start] == first && (1..<part.count).allSatisfy { text[start + $0] == part[$0] }
        }
      }
    }
  }
}
