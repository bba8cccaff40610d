import OAIPMH
import Store
import Testing

extension StoreContract {
  static let queueDemands = [
    StoreDemand("a claimed job is nobody else's until its lease runs out") { test in
      try await test.ingest([incoming("oai:m:1")])
      let first = try await test.claimOne(.describe)
      #expect(try await test.claim(.describe).isEmpty)
      test.clock.advance(by: 59)
      #expect(try await test.claim(.describe).isEmpty)
      try await test.store.renew([first], leaseSeconds: 60)
      test.clock.advance(by: 59)
      #expect(try await test.claim(.describe).isEmpty)
      test.clock.advance(by: 1)
      let second = try await test.claimOne(.describe)
      #expect(second.key == first.key)
      #expect(second.attempt == 2)
    },

    StoreDemand("the leases of a worker that is known to be gone end at once, those of others do not") {
      test in
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")])
      let jobs = try await test.store.claim(
        .describe, providers: nil, limit: 1, leaseSeconds: 60, worker: "gone:1")
      _ = try await test.store.claim(.describe, providers: nil, limit: 1, leaseSeconds: 60, worker: "here:2")
      #expect(try await test.store.leaseHolders() == ["gone:1", "here:2"])
      try await test.store.releaseLeases(of: "gone:1")
      #expect(try await test.claim(.describe).map(\.key) == jobs.map(\.key))
    },

    StoreDemand("an address that failed is asked again after a day, then more rarely; a good one is not") {
      test in
      try await test.described(
        "oai:m:1", [reference("http://img.example/a"), reference("http://img.example/b")])
      try await test.fetchAll(["http://img.example/b": medium("b")])
      #expect(try await test.store.queueDueFetches(providers: nil) == 0)
      test.clock.advance(by: 86_400)
      #expect(try await test.store.queueDueFetches(providers: [ProviderID("elsewhere")]) == 0)
      #expect(try await test.store.queueDueFetches(providers: [museum]) == 1)
      try await test.fetchAll([:])
      test.clock.advance(by: 86_400)
      #expect(try await test.store.queueDueFetches(providers: nil) == 0)
      test.clock.advance(by: 2 * 86_400)
      #expect(try await test.store.queueDueFetches(providers: nil) == 1)
    },

    StoreDemand("the result of a worker that lost its lease is dropped") { test in
      try await test.ingest([incoming("oai:m:1")])
      let zombie = try await test.claimOne(.describe)
      test.clock.advance(by: 61)
      let current = try await test.claimOne(.describe)
      try await test.store.complete([.described(zombie, description(title: "from the zombie"))])
      #expect(try await test.dossier("oai:m:1").description == nil)
      try await test.store.fail([JobFailure(job: zombie, reason: "late", retryAt: nil)])
      try await test.store.complete([.described(current, description(title: "from the holder"))])
      #expect(try await test.dossier("oai:m:1").description?.title == "from the holder")
      try await test.store.complete([.described(current, description(title: "twice"))])
      #expect(try await test.dossier("oai:m:1").description?.title == "from the holder")
    },

    StoreDemand("a key of a finished job never means another job") { test in
      try await test.ingest([incoming("oai:m:1")])
      let old = try await test.claimOne(.describe)
      try await test.store.complete([.described(old, description())])
      try await test.ingest([incoming("oai:m:1", "second")])
      let new = try await test.claimOne(.describe)
      #expect(new.key != old.key)
    },

    StoreDemand("a job asked for while it runs is ready again after it is done") { test in
      try await test.ingest([incoming("oai:m:1")])
      let running = try await test.claimOne(.describe)
      try await test.ingest([incoming("oai:m:1", "second")])
      #expect(try await test.claim(.describe).isEmpty)
      try await test.store.complete([.described(running, description(title: "of the first version"))])
      let again = try await test.claimOne(.describe)
      #expect(again.generation > running.generation)
      #expect(again.attempt == 1)
      try await test.store.complete([.described(again, description(title: "of the second version"))])
      #expect(try await test.dossier("oai:m:1").description?.title == "of the second version")
      #expect(try await test.ready(.describe) == 0)
    },

    StoreDemand("a failed job waits for its retry, and is dead after five attempts") { test in
      try await test.ingest([incoming("oai:m:1")])
      for attempt in 1...5 {
        let job = try await test.claimOne(.describe)
        #expect(job.attempt == attempt)
        let retry = test.clock.now.advanced(by: 10)
        try await test.store.fail([JobFailure(job: job, reason: "no answer \(attempt)", retryAt: retry)])
        if attempt < 5 {
          #expect(try await test.claim(.describe).isEmpty)
          #expect(try await test.store.nextRetry(providers: [museum]) == retry)
          #expect(try await test.store.nextRetry(providers: [library]) == nil)
        }
        test.clock.advance(by: 10)
      }
      #expect(try await test.claim(.describe).isEmpty)
      #expect(try await test.store.nextRetry(providers: nil) == nil)
      #expect(try await test.store.queue(providers: nil)[.describe] == QueueDepth(dead: 1))
      let dead = DeadJob(stage: .describe, subject: "oai:m:1", attempts: 5, reason: "no answer 5")
      #expect(try await test.store.deadJobs(limit: 10) == [dead])
    },

    StoreDemand("a job whose worker died five times is dead, and asking again revives it") { test in
      try await test.ingest([incoming("oai:m:1")])
      for _ in 1...5 {
        #expect(try await test.claim(.describe, worker: "host:1").count == 1)
        test.clock.advance(by: 61)
      }
      #expect(try await test.claim(.describe).isEmpty)
      #expect(try await test.store.deadJobs(limit: 1).first?.reason.contains("host:1") == true)
      try await test.ingest([incoming("oai:m:1", "second")])
      #expect(try await test.claimOne(.describe).attempt == 1)
    },

    StoreDemand("a given-up job can be given one more attempt, unless its worker died over it") { test in
      try await test.ingest([incoming("oai:m:1")])
      try await test.store.fail([
        JobFailure(job: try await test.claimOne(.describe), reason: "no room", retryAt: nil)
      ])
      try await test.store.retryDeadJobs([.fetch, .look], providers: nil)
      try await test.store.retryDeadJobs([.describe], providers: [library])
      #expect(try await test.claim(.describe).isEmpty)
      try await test.store.retryDeadJobs([.describe], providers: [museum])
      for attempt in 2...5 {
        let job = try await test.claimOne(.describe)
        #expect(job.attempt == attempt)
        try await test.store.fail([JobFailure(job: job, reason: "no room", retryAt: test.clock.now)])
      }
      #expect(try await test.claim(.describe).isEmpty)
      try await test.store.retryDeadJobs([.describe], providers: nil)
      #expect(try await test.claim(.describe, worker: "host:1").map(\.attempt) == [5])
      test.clock.advance(by: 61)
      #expect(try await test.claim(.describe).isEmpty)
      try await test.store.retryDeadJobs([.describe], providers: nil)
      #expect(try await test.claim(.describe).isEmpty)
    },

    StoreDemand("a job given up at once is dead") { test in
      try await test.ingest([incoming("oai:m:1")])
      try await test.store.fail([
        JobFailure(job: try await test.claimOne(.describe), reason: "hopeless", retryAt: nil)
      ])
      #expect(try await test.store.queue(providers: [museum])[.describe] == QueueDepth(dead: 1))
      #expect(try await test.store.queue(providers: [library])[.describe] == QueueDepth())
    },

    StoreDemand("jobs are claimed by provider, and a large provider leaves the others their share") { test in
      try await test.ingest((0..<20).map { incoming("oai:m:\($0)") })
      try await test.ingest((0..<3).map { incoming("oai:l:\($0)") }, provider: library)
      let some = try await test.store.claim(
        .describe, providers: nil, limit: 10, leaseSeconds: 60, worker: "one")
      #expect(some.count == 10)
      #expect(try await test.store.queue(providers: [library])[.describe]?.running == 3)
      #expect(try await test.store.queue(providers: [museum])[.describe] == QueueDepth(ready: 13, running: 7))
      let only = try await test.store.claim(
        .describe, providers: [library], limit: 10, leaseSeconds: 60, worker: "one")
      #expect(only.isEmpty)
    },

    StoreDemand("two workers at once never hold the same job") { test in
      try await test.ingest((0..<200).map { incoming("oai:m:\($0)") })
      let claimed = try await withThrowingTaskGroup(of: [Job].self) { group in
        for worker in 0..<8 {
          group.addTask {
            var mine: [Job] = []
            while true {
              let jobs = try await test.store.claim(
                .describe, providers: nil, limit: 7, leaseSeconds: 60, worker: "worker \(worker)")
              if jobs.isEmpty { return mine }
              mine += jobs
            }
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(claimed.count == 200)
      #expect(Set(claimed.map(\.key)).count == 200)
    },
  ]
}
