/// How a request shows that it may ask. Never printed: every description hides the secret.
public enum Credentials: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// HTTP Basic (RFC 7617).
  case basic(user: String, password: String)
  /// A bearer token (RFC 6750).
  case bearer(token: String)
  /// A header field of the provider's own.
  case header(name: String, value: String)

  /// The kind and what is no secret.
  public var description: String {
    switch self {
    case .basic(let user, _): "basic credentials of '\(user)' (password hidden)"
    case .bearer: "bearer token (hidden)"
    case .header(let name, _): "header '\(name)' (value hidden)"
    }
  }

  /// The same as the description.
  public var debugDescription: String { description }

  /// A mirror that shows the description only, so that `dump` prints no secret.
  public var customMirror: Mirror { Mirror(self, children: [("credentials", description)]) }
}
