internal import CLibCurl
internal import Foundation

/// An absolute http or https address, read as libcurl reads it, so that what is checked is what is asked for.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address in normal form: percent-encoded, numeric hosts as dotted quads, without fragment and credentials.
  public let text: String
  /// `http` or `https`.
  public let scheme: String
  /// Lower case; an IPv6 address stands without brackets.
  public let host: String
  /// The port, also where the address leaves it out.
  public let port: Int
  /// Path and query as sent in the request line.
  public let target: String
  /// User and password of the address.
  let userInformation: String?

  /// Reads an address.
  /// - Parameter text: white space around it is ignored; characters that no URI holds are percent-encoded, and
  ///   international host names become their ASCII form.
  /// - Throws: `WebAddressError` that names the address and what is wrong.
  public init(_ text: String) throws(WebAddressError) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard trimmed.count <= 8192, let handle = curl_url() else {
      throw WebAddressError(address: String(trimmed.prefix(200)) + "…", reason: "is too long")
    }
    defer { curl_url_cleanup(handle) }
    let encoded = Self.encode(trimmed)
    guard curl_url_set(handle, CURLUPART_URL, encoded, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
      throw WebAddressError(address: trimmed, reason: "is no absolute address")
    }
    func part(_ which: CURLUPart, _ flags: Int32 = 0) -> String? {
      var pointer: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, which, &pointer, UInt32(flags)) == CURLUE_OK, let pointer else { return nil }
      defer { curl_free(pointer) }
      return String(cString: pointer)
    }
    scheme = (part(CURLUPART_SCHEME) ?? "").lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw WebAddressError(address: trimmed, reason: "is not http or https")
    }
    guard part(CURLUPART_ZONEID) == nil else {
      throw WebAddressError(address: trimmed, reason: "names a network interface")
    }
    // `http:///x` would be taken for the host x.
    guard encoded.dropFirst(scheme.count).hasPrefix("://"),
      !encoded.dropFirst(scheme.count).hasPrefix(":///"),
      let host = part(CURLUPART_HOST)?.lowercased(), !host.isEmpty,
      let port = part(CURLUPART_PORT, Int32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
    else { throw WebAddressError(address: trimmed, reason: "names no host") }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    self.port = port
    let path = part(CURLUPART_PATH) ?? "/"
    target = path + (part(CURLUPART_QUERY).map { "?" + $0 } ?? "")
    userInformation = part(CURLUPART_USER).map { $0 + ":" + (part(CURLUPART_PASSWORD) ?? "") }
    let isDefaultPort = port == (scheme == "https" ? 443 : 80)
    self.text = "\(scheme)://\(host)\(isDefaultPort ? "" : ":\(port)")\(target)"
  }

  /// The normal form, without credentials.
  public var description: String { text }

  /// Scheme, host and port: what robots.txt, credentials and reservations belong to.
  public var origin: String {
    "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// What politeness counts by: the host, with its port where that is not the usual one.
  public var politenessKey: String { port == 80 || port == 443 ? host : "\(host):\(port)" }

  /// Percent-encodes what no URI holds (RFC 3986) and makes an international host name ASCII.
  private static func encode(_ text: String) -> String {
    guard let scheme = text.range(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    var authority = String(rest[..<end])
    if !authority.utf8.allSatisfy({ $0 < 0x80 }) {
      authority =
        URL(string: "http://" + authority)?.absoluteString.replacing("http://", with: "") ?? authority
    }
    var encoded = Array(text[..<scheme.upperBound].utf8) + Array(authority.utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in rest[end...].utf8 {
      switch byte {
      case 0x80..., 0x20, 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d:
        encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: encoded.append(byte)
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

/// A text that cannot be asked for.
public struct WebAddressError: Error, Equatable, CustomStringConvertible {
  /// The text as given, without user and password.
  public var address: String
  /// What is wrong, such as `names no host`.
  public var reason: String

  init(address: String, reason: String) {
    // What stands before an @ in the authority may be a password.
    let authority = address.firstRange(of: "//").map { $0.upperBound } ?? address.startIndex
    let end = address[authority...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? address.endIndex
    if let at = address[authority..<end].lastIndex(of: "@") {
      self.address = String(address[..<authority] + address[address.index(after: at)...])
    } else {
      self.address = address
    }
    self.reason = reason
  }

  /// One line with the remedy.
  public var description: String {
    "'\(address)' \(reason): give an address like https://example.org/image.jpg"
  }
}
