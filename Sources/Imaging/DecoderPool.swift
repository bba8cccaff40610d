internal import Dispatch
internal import Foundation
internal import Synchronization

/// Decoder processes, each with a thread of this process that speaks to it.
///
/// A hostile image can crash or hang its decoder; it is then an error of that image, and a new decoder takes
/// the place. The calling task waits without holding a thread of the cooperative pool.
public final class DecoderPool: Sendable {
  private let jobs = JobQueue()
  private let running: RunningDecoders

  /// Makes a pool; decoders start with the first images.
  ///
  /// - Parameters:
  ///   - executable: path of a program that calls ``DecoderProcess/run()``.
  ///   - arguments: what makes it do so.
  ///   - workers: decoders at work at a time, at least 1.
  ///   - limits: what one image may cost.
  public init(
    executable: String, arguments: [String] = ["decoder"], workers: Int, limits: DecodeLimits = .default
  ) {
    let count = max(1, workers)
    running = RunningDecoders(count: count)
    for slot in 0..<count {
      let thread = Thread { [jobs, running] in
        Self.work(
          on: jobs, slot: slot, running: running,
          start: { () throws(DecodeError) in
            try DecoderChild(executable: executable, arguments: arguments, limits: limits)
          })
      }
      thread.name = "decoder \(slot)"
      thread.start()
    }
  }

  deinit { jobs.close() }

  /// Looks at the image in a file, in a decoder process.
  public func look(
    file: String, options: LookOptions = LookOptions()
  ) async throws(DecodeError) -> DecodedLook {
    let result = await withCheckedContinuation { continuation in
      jobs.add(Job(file: file, options: options, continuation: continuation))
    }
    return try result.get()
  }

  /// Ends the decoders as soon as the images at hand are done; what still waits fails. May be called again.
  public func shutdown() { jobs.close() }

  /// The process identifiers of the decoders that run at present.
  public var processIDs: [Int] { running.all }

  private static func work(
    on jobs: JobQueue, slot: Int, running: RunningDecoders,
    start: () throws(DecodeError) -> DecoderChild
  ) {
    var child: DecoderChild?
    while let job = jobs.next() {
      if let idle = child, idle.isGone {
        idle.end()
        child = nil
      }
      do throws(DecodeError) {
        let decoder: DecoderChild
        if let child {
          decoder = child
        } else {
          decoder = try start()
          child = decoder
          running.set(Int(decoder.processID), slot: slot)
        }
        let look = try decoder.look(file: job.file, options: job.options)
        job.continuation.resume(returning: .success(look))
      } catch {
        switch error {
        case .crashed, .timedOut, .decoderUnavailable:
          child = nil
          running.set(nil, slot: slot)
        default:
          break
        }
        job.continuation.resume(returning: .failure(error))
      }
    }
    child?.end()
    running.set(nil, slot: slot)
  }
}

/// One image that waits for a decoder.
private struct Job: Sendable {
  var file: String
  var options: LookOptions
  var continuation: CheckedContinuation<Result<DecodedLook, DecodeError>, Never>
}

/// Jobs in order of arrival, handed to threads that wait for them.
private final class JobQueue: Sendable {
  private struct State {
    var waiting: [Job] = []
    var first = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  func add(_ job: Job) {
    let isClosed = state.withLock { state in
      if !state.isClosed { state.waiting.append(job) }
      return state.isClosed
    }
    if isClosed {
      job.continuation.resume(returning: .failure(Self.closed))
    } else {
      arrivals.signal()
    }
  }

  /// The next job; waits for one. `nil` once the queue is closed.
  func next() -> Job? {
    while true {
      arrivals.wait()
      let (job, isClosed): (Job?, Bool) = state.withLock { state in
        guard !state.isClosed else { return (nil, true) }
        guard state.first < state.waiting.count else { return (nil, false) }
        let job = state.waiting[state.first]
        state.first += 1
        if state.first > 1024 || state.first == state.waiting.count {
          state.waiting.removeFirst(state.first)
          state.first = 0
        }
        return (job, false)
      }
      if isClosed {
        // Pass it on: every thread that waits must see it.
        arrivals.signal()
        return nil
      }
      if let job { return job }
    }
  }

  func close() {
    let waiting = state.withLock { state in
      defer { state = State(isClosed: true) }
      return state.waiting[state.first...]
    }
    arrivals.signal()
    for job in waiting { job.continuation.resume(returning: .failure(Self.closed)) }
  }

  private static let closed = DecodeError.decoderUnavailable(reason: "the decoders were shut down")
}

/// Which decoder runs in which slot.
private final class RunningDecoders: Sendable {
  private let slots: Mutex<[Int?]>

  init(count: Int) { slots = Mutex([Int?](repeating: nil, count: count)) }

  func set(_ processID: Int?, slot: Int) { slots.withLock { $0[slot] = processID } }
  var all: [Int] { slots.withLock { $0.compactMap(\.self) } }
}
