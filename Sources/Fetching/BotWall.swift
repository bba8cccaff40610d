/// Recognises answers of the walls that sites put up against crawlers: they look like an answer of the site and come
/// from somebody before it.
enum BotWall {
  /// Whose wall an answer comes from, in words; `nil` where it looks like none.
  /// - Parameters:
  ///   - status: a wall answers 403, 429 or 503, and some answer 200 or 202 with a page that asks to prove oneself.
  ///   - headers: by lower-case name.
  ///   - body: its beginning.
  static func owner(status: Int, headers: [String: [String]], body: some Collection<UInt8>) -> String? {
    func header(_ name: String) -> String { headers[name]?.joined(separator: ",").lowercased() ?? "" }
    if header("cf-mitigated").contains("challenge") { return "Cloudflare" }
    if header("x-amzn-waf-action") != "" { return "AWS WAF" }
    guard [200, 202, 403, 405, 429, 503].contains(status) else { return nil }
    let isError = status >= 400
    if isError, header("x-datadome") != "" { return "DataDome" }
    // Nearly every answer is a page of records: its beginning shows that, at a thousandth of the cost of the whole text.
    let start = String(decoding: body.drop { $0 <= 0x20 }.prefix(200), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{feff}" }
    guard start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || isError else { return nil }
    let text = String(decoding: body.prefix(16 << 10), as: UTF8.self).lowercased()
    if text.contains("within.website") || text.contains("making sure you&#39;re not a bot")
      || text.contains("making sure you're not a bot")
    {
      return "Anubis"
    }
    if text.contains("_incapsula_resource") || text.contains("incapsula incident") { return "Imperva" }
    if text.contains("cf-challenge") || text.contains("challenge-platform")
      || text.contains("attention required! | cloudflare") || text.contains("<title>just a moment...</title>")
    {
      return "Cloudflare"
    }
    if isError, header("server").contains("akamaighost") { return "Akamai" }
    if isError, text.contains("the requested url was rejected. please consult with your administrator") {
      return "F5"
    }
    if text.contains("captcha") && (isError || text.contains("not a robot")) { return "a captcha" }
    return nil
  }
}

extension FetchOutcome {
  /// Whose wall against crawlers gave this answer, in words such as `Cloudflare`; `nil` where it looks like none.
  public var botWall: String? { BotWall.owner(status: status, headers: headers, body: body) }
}
