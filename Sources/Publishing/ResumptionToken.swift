internal import Crypto
internal import Foundation
internal import OAIPMH
internal import Store

/// Where a list stands, as it travels in a resumption token: the server keeps nothing.
struct ListProgress: Codable, Equatable {
  var verb: RepositoryRequest.Verb
  /// Empty for `ListSets`.
  var prefix: String
  var from: Timestamp?
  /// The upper bound of the list, inclusive.
  var until: Timestamp
  /// The moment up to which the list is complete: the responseDate of its first part.
  var responseDate: Timestamp
  var set: String?
  /// The last entry given; `nil` for `ListSets`.
  var after: PublishedQuery.Position?
  /// The last set given, for `ListSets`.
  var afterSet: String?
  /// As counted for the first part.
  var completeListSize: Int
  /// Entries given so far.
  var cursor: Int
  /// When the token was made.
  var issued: Timestamp

  private enum CodingKeys: String, CodingKey {
    case verb = "v"
    case prefix = "p"
    case from = "f"
    case until = "u"
    case responseDate = "r"
    case set = "s"
    case after = "a"
    case afterSet = "l"
    case completeListSize = "n"
    case cursor = "c"
    case issued = "i"
  }
}

/// Makes resumption tokens and reads them back.
///
/// A token is the list's progress in JSON and an HMAC-SHA-256 (RFC 2104), each in base64url (RFC 4648,
/// section 5), joined by a full stop: whoever holds the key can go on with any list, and nobody else can make
/// one up.
struct TokenMint: Sendable {
  /// Tokens of ours stay far below.
  static let longestToken = 4096

  /// Tokens are made with the first key and read with any.
  let keys: [[UInt8]]
  /// Seconds.
  let lifetime: Int64

  /// The token of a list's progress.
  func token(_ progress: ListProgress) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let payload = Array(try encoder.encode(progress))
    let code = HMAC<SHA256>.authenticationCode(for: payload, using: SymmetricKey(data: keys.first ?? []))
    return Base64URL.text(payload) + "." + Base64URL.text(Array(code))
  }

  /// The progress in a token.
  /// - Throws: `badResumptionToken` for anything but an untouched token of ours for this verb that has not
  ///   expired.
  func progress(in token: String, verb: RepositoryRequest.Verb, now: Timestamp) throws(RepositoryFaults)
    -> ListProgress
  {
    let progress = try authentic(token)
    guard progress.verb == verb else {
      throw Self.refusal("This resumptionToken belongs to \(progress.verb.rawValue).")
    }
    guard now.seconds - progress.issued.seconds <= lifetime else {
      throw Self.refusal("This resumptionToken has expired; begin the list again.")
    }
    return progress
  }

  private func authentic(_ token: String) throws(RepositoryFaults) -> ListProgress {
    let parts =
      token.utf8.count <= Self.longestToken
      ? token.split(separator: ".", omittingEmptySubsequences: false) : []
    guard parts.count == 2, let payload = Base64URL.bytes(parts[0]), let code = Base64URL.bytes(parts[1]),
      keys.contains(where: {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: payload, using: SymmetricKey(data: $0))
      })
    else {
      throw Self.refusal("This is no resumptionToken of this repository; begin the list again.")
    }
    do {
      return try JSONDecoder().decode(ListProgress.self, from: Data(payload))
    } catch {
      throw Self.refusal(
        "This resumptionToken is of another version of this repository; begin the list again.")
    }
  }

  private static func refusal(_ message: String) -> RepositoryFaults {
    RepositoryFaults([.init(.badResumptionToken, message)])
  }
}

/// base64url without padding (RFC 4648, section 5).
enum Base64URL {
  static func text(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static func bytes(_ text: Substring) -> [UInt8]? {
    guard
      text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
    else { return nil }
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: standard + padding) else { return nil }
    // Several spellings decode to the same bytes; one token has one spelling.
    return Self.text(Array(data)) == text ? Array(data) : nil
  }
}
