import Fetching
import Foundation
import TestSupport
import Testing

/// Certificates made on the spot by the openssl command; skipped where that is absent.
@Suite(
  "TLS over loopback",
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "needs /usr/bin/openssl"))
struct TLSFetchTests {
  @discardableResult
  private func openssl(_ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A port that was free a moment ago.
  private func freePort() throws -> Int {
    let server = try ScriptedServer { _ in .answer() }
    server.stop()
    return server.port
  }

  /// Serves with a certificate for a name, valid until a moment, and asks it by a name.
  private func fetch(certificateFor name: String, until: String, trusting: Bool) async throws -> FetchOutcome
  {
    let folder = URL(fileURLWithPath: try freshPath("x")).deletingLastPathComponent()
    let settings = """
      [ca]
      default_ca = here
      [here]
      database = index.txt
      serial = serial.txt
      new_certs_dir = .
      default_md = sha256
      policy = any
      x509_extensions = names
      [any]
      commonName = supplied
      [names]
      subjectAltName = DNS:\(name)
      basicConstraints = CA:TRUE
      [req]
      distinguished_name = subject
      [subject]
      """
    try Data(settings.utf8).write(to: folder.appendingPathComponent("ca.cnf"))
    try Data().write(to: folder.appendingPathComponent("index.txt"))
    try Data("01\n".utf8).write(to: folder.appendingPathComponent("serial.txt"))
    let request = [
      "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj",
      "/CN=\(name)", "-config", "ca.cnf",
    ]
    try #require(openssl(request, in: folder) == 0)
    let sign = [
      "ca", "-batch", "-selfsign", "-config", "ca.cnf", "-in", "request.pem", "-keyfile", "key.pem", "-out",
      "certificate.pem", "-startdate", "200101000000Z", "-enddate", until, "-notext",
    ]
    try #require(openssl(sign, in: folder) == 0)

    let port = try freePort()
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    server.arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "certificate.pem", "-key", "key.pem", "-www",
      "-quiet",
    ]
    server.currentDirectoryURL = folder
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    server.standardInput = FileHandle.nullDevice
    try server.run()
    defer { server.terminate() }
    var configuration = try quickConfiguration()
    // The server takes a moment to listen.
    configuration.endpointRetry = RetryPolicy(attempts: 8, firstWait: .milliseconds(50))
    return try await withEngine(configuration) { engine in
      var request = FetchRequest(address: "https://localhost:\(port)/", purpose: .endpoint)
      if trusting { request.certificateAuthorities = folder.appendingPathComponent("certificate.pem").path }
      return await engine.fetch(request)
    }
  }

  @Test("a private authority is trusted by its file")
  func trusted() async throws {
    let outcome = try await fetch(certificateFor: "localhost", until: "491231000000Z", trusting: true)
    #expect(outcome.failure == nil && outcome.status == 200, "\(outcome.detail ?? "")")
  }

  @Test("an unknown authority, an expired certificate and a wrong name are three different states")
  func refused() async throws {
    let unknown = try await fetch(certificateFor: "localhost", until: "491231000000Z", trusting: false)
    #expect(unknown.failure == .tlsOther, "\(unknown.detail ?? "")")
    let expired = try await fetch(certificateFor: "localhost", until: "210101000000Z", trusting: true)
    #expect(expired.failure == .tlsExpired, "\(expired.detail ?? "")")
    let name = try await fetch(certificateFor: "other.example", until: "491231000000Z", trusting: true)
    #expect(name.failure == .tlsName, "\(name.detail ?? "")")
  }
}
