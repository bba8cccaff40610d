/// How much two texts have in common.
enum TextResemblance {
  /// Texts of more code units than this are not compared: a title of that length is named by `P12` anyway.
  static let maximumLength = 4096

  /// False where two texts can be neither the same nor nearly the same once they are in lower case.
  static func isComparable(_ first: String, _ second: String) -> Bool {
    // A code unit in lower case comes from one to three bytes.
    let (short, long) = (min(first.utf8.count, second.utf8.count), max(first.utf8.count, second.utf8.count))
    if 10 * (long / 3 - short) > 50 + short { return false }
    let (left, right) = (first.lengthsInLowerCase, second.lengthsInLowerCase)
    // How far apart the lengths are at least.
    let distance = max(0, left.lowerBound - right.upperBound, right.lowerBound - left.upperBound)
    return 10 * distance <= 50 + min(left.upperBound, right.upperBound)
  }

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

  /// An identifier of more bytes than this is not looked for in titles.
  static let maximumIdentifierLength = 256

  /// True where a text stands within another, byte for byte; texts that are too long for it are not looked through.
  static func holds(_ text: String, _ part: String) -> Bool {
    guard part.utf8.count <= maximumIdentifierLength, text.utf8.count <= 4 * maximumLength else {
      return false
    }
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

extension String {
  /// The number of UTF-16 code units.
  ///
  /// Counting `utf16` lays down an index for later look-ups, which costs more than the counting.
  var utf16Length: Int {
    var count = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    return count
  }

  /// The bounds of the number of UTF-16 code units in lower case: of all characters only `İ` gets longer there.
  fileprivate var lengthsInLowerCase: ClosedRange<Int> {
    var count = 0
    var longer = 0
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
      if previous == 0xC4, byte == 0xB0 { longer += 1 }
      previous = byte
    }
    return count...count + longer
  }
}
