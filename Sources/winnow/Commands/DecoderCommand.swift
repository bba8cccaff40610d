import ArgumentParser
import Imaging

/// What decoder processes run; not for people.
struct DecoderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decoder", abstract: "Decode images for a parent process.", shouldDisplay: false)

  func run() throws { DecoderProcess.run() }
}
