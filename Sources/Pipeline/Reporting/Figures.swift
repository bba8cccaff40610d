/// Figures as people read them.
enum Figures {
  /// `1,234,567`
  static func count(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// `1 record`, `1,234 records`
  static func records(_ number: Int) -> String { count(number) + (number == 1 ? " record" : " records") }

  /// A share from 0 to 1 as `12 %`; below ten and above ninety per cent with one decimal, and never rounded to all or
  /// nothing: `<0.1 %`, `>99.9 %`.
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    if percent <= 0 { return "0 %" }
    if percent >= 100 { return "100 %" }
    if percent < 0.1 { return "<0.1 %" }
    if percent > 99.9 { return ">99.9 %" }
    let tenths = Int((percent * 10).rounded())
    if percent >= 10, percent <= 90 || tenths % 10 == 0 { return "\(Int(percent.rounded())) %" }
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
