import SQLiteStore
import Store
import StoreContract
import Testing

@Suite("The store contract, kept by SQLite")
struct ContractTests {
  @Test("demand", arguments: StoreContract.demands)
  func demand(_ demand: StoreDemand) async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = try SQLiteStore(path: folder.file("store.sqlite")) { clock.now }
    try await demand.check(StoreUnderTest(store: store, clock: clock))
    try store.close()
  }
}
