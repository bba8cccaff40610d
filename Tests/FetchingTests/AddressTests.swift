@testable import Fetching
import Testing

@Suite("Addresses: blocks, guard and web addresses")
struct AddressTests {
  @Test(
    "a block holds its own addresses and no neighbours",
    arguments: [
      ("127.0.0.0/8", "127.255.255.255", true), ("127.0.0.0/8", "128.0.0.0", false),
      ("10.0.0.0/9", "10.127.255.255", true), ("10.0.0.0/9", "10.128.0.0", false),
      ("192.168.1.10", "192.168.1.10", true), ("192.168.1.10", "192.168.1.11", false),
      ("0.0.0.0/0", "8.8.8.8", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe80::1", false),
      ("::/0", "127.0.0.1", false),
    ])
  func blockContains(block: String, address: String, isInside: Bool) throws {
    let inner = try #require(IPAddress(address))
    #expect(try CIDRBlock(block).contains(inner) == isInside)
  }

  @Test(
    "what is no block is refused with the remedy",
    arguments: ["", "127.0.0.0/33", "host/8", "10.0.0.0/-1", "1.2.3/8"])
  func blockRefuses(text: String) {
    let error = #expect(throws: CIDRBlockError.self) { try CIDRBlock(text) }
    #expect(error?.description.contains("127.0.0.0/8") == true)
  }

  @Test(
    "special addresses are refused, public ones are not",
    arguments: [
      ("127.0.0.1", false), ("10.1.2.3", false), ("172.31.0.1", false), ("172.32.0.1", true),
      ("192.168.0.1", false),
      ("169.254.169.254", false), ("100.64.0.1", false), ("100.128.0.1", true), ("0.0.0.0", false),
      ("224.0.0.1", false), ("255.255.255.255", false), ("8.8.8.8", true), ("::", false), ("::1", false),
      ("fe80::1", false), ("fc00::1", false), ("ff02::1", false), ("2001:db8::1", false), ("2001::1", false),
      ("2606:4700::1111", true), ("::ffff:10.0.0.1", false), ("::ffff:8.8.8.8", true), ("::127.0.0.1", false),
      ("64:ff9b::7f00:1", false), ("64:ff9b::808:808", true), ("2002:7f00:1::1", false), ("fec0::1", false),
    ])
  func guardJudges(address: String, isPermitted: Bool) throws {
    let judged = try #require(IPAddress(address))
    #expect(AddressGuard().permits(judged) == isPermitted)
  }

  @Test("an allowed block also opens its embedded forms, and nothing else")
  func guardAllows() throws {
    let guarding = AddressGuard(allowing: [try CIDRBlock("127.0.0.1")])
    let judge = { (text: String) in guarding.permits(try #require(IPAddress(text))) }
    #expect(try ["127.0.0.1", "::ffff:127.0.0.1"].map(judge) == [true, true])
    #expect(try ["127.0.0.2", "::1", "10.0.0.1"].map(judge) == [false, false, false])
  }

  @Test(
    "numeric tricks become the address they mean",
    arguments: [
      ("http://2130706433/", "127.0.0.1"), ("http://0x7f.1/", "127.0.0.1"),
      ("http://0177.0.0.1/", "127.0.0.1"),
      ("http://[::FFFF:127.0.0.1]/", "::ffff:127.0.0.1"), ("http://１２７.0.0.1/", "127.0.0.1"),
    ])
  func numericHosts(text: String, host: String) throws { #expect(try WebAddress(text).host == host) }

  @Test(
    "addresses of real records become valid ones",
    arguments: [
      (" http://Example.ORG/a b/ü.jpg?q=é#f ", "http://example.org/a%20b/%C3%BC.jpg?q=%C3%A9"),
      ("https://müller.example:8443/x", "https://xn--mller-kva.example:8443/x"),
      ("HTTP://example.org", "http://example.org/"),
      ("http://example.org:80/%41|", "http://example.org/%41%7C"),
      ("http://user:secret@example.org/x", "http://example.org/x"),
    ])
  func normalForm(text: String, expected: String) throws { #expect(try WebAddress(text).text == expected) }

  @Test(
    "what is no web address is refused",
    arguments: [
      "", "example.org/x", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http:///x",
      "http://",
      "http://a b/", "http://[fe80::1%25eth0]/", "gopher://127.0.0.1/", "http:/example.org/x",
      "http://x:99999/",
    ])
  func refused(text: String) { #expect(throws: WebAddressError.self) { try WebAddress(text) } }

  @Test("neither errors nor credentials print a password")
  func hidesSecrets() {
    let error = #expect(throws: WebAddressError.self) { try WebAddress("http://user:secret@ bad/") }
    #expect(error?.description.contains("secret") == false)
    for credentials in [
      Credentials.basic(user: "u", password: "secret"), .bearer(token: "secret"),
      .header(name: "X", value: "secret"),
    ] {
      var dumped = ""
      dump(credentials, to: &dumped)
      #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("secret"))
    }
  }

  @Test("proxies follow the environment, with exceptions by name and block")
  func proxies() throws {
    let settings = ProxySettings(variables: [
      "http_proxy": "http://proxy:3128", "HTTP_PROXY": "http://evil", "all_proxy": "socks5://other",
      "no_proxy": "example.org, .local.test,10.0.0.0/8",
    ])
    func proxy(_ text: String) throws -> String? { settings.proxy(for: try WebAddress(text)) }
    #expect(try proxy("http://a.test/") == "http://proxy:3128")
    #expect(try proxy("https://a.test/") == "socks5://other")
    #expect(try proxy("http://img.example.org/") == nil)
    #expect(try proxy("http://notexample.org/") == "http://proxy:3128")
    #expect(try proxy("http://x.local.test/") == nil)
    #expect(try proxy("http://10.1.1.1/") == nil)
    #expect(AddressGuard().refusalBehindProxy(host: "localhost") != nil)
    #expect(AddressGuard().refusalBehindProxy(host: "images.example.org") == nil)
  }
}
