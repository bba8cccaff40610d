internal import Synchronization

/// A model repository on loopback, with scripted faults on single answers and a log of all requests.
package final class FaultProvider: Sendable {
  private struct State {
    var repository: ModelRepository
    var faults: [(fault: Fault, met: Int)]
    var log: [ModelRequest] = []
    var delay: Duration = .zero
  }

  /// Shared with the threads that serve, so that they do not keep the provider alive.
  private final class Box: Sendable {
    let state: Mutex<State>
    init(_ state: sending State) { self.state = Mutex(state) }

    func answer(_ request: ModelRequest) -> ModelAnswer {
      state.withLock { state in
        state.log.append(request)
        var answer = ModelAnswer(body: Array(state.repository.answer(request).utf8), delay: state.delay)
        for index in state.faults.indices where state.faults[index].fault.matches(request) {
          state.faults[index].met += 1
          if state.faults[index].fault.times.contains(state.faults[index].met) {
            state.faults[index].fault.spoil(&answer, request, state.repository)
          }
        }
        return answer
      }
    }
  }

  private let server: ScriptedServer
  private let box: Box

  /// Serves a repository with faults on a free port.
  package init(_ repository: ModelRepository, _ faults: [Fault] = []) throws {
    let box = Box(State(repository: repository, faults: faults.map { ($0, 0) }))
    self.box = box
    server = try ScriptedServer { request in
      let answer = box.answer(ModelRequest(request.arguments))
      var head = "HTTP/1.1 \(answer.status) Scripted\r\n"
      head += "Content-Length: \(answer.statedLength ?? answer.body.count)\r\nConnection: close\r\n"
      for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
      return .raw(.pause(answer.delay), .bytes(Array((head + "\r\n").utf8) + answer.body))
    }
  }

  /// The base URL.
  package var endpoint: String { server.base + "/oai" }
  /// The repository behind the faults.
  package var repository: ModelRepository { box.state.withLock { $0.repository } }
  /// Every request so far.
  package var log: [ModelRequest] { box.state.withLock { $0.log } }

  /// Changes the repository.
  package func change(_ change: @Sendable (inout ModelRepository) -> Void) {
    box.state.withLock { change(&$0.repository) }
  }

  /// Puts other faults in the place of those there are.
  package func script(_ faults: Fault...) { script(faults) }

  /// Puts other faults in the place of those there are.
  package func script(_ faults: [Fault]) {
    box.state.withLock { $0.faults = faults.map { ($0, 0) } }
  }

  /// Lets every answer take its time.
  package func delay(_ delay: Duration) { box.state.withLock { $0.delay = delay } }

  /// Begins a new log.
  /// - Returns: the former one.
  @discardableResult
  package func takeLog() -> [ModelRequest] {
    box.state.withLock { state in
      defer { state.log = [] }
      return state.log
    }
  }
}
