/// How many records have an image that can be analysed, and where the others fall short.
struct ReadinessCensus: Sendable {
  /// How far the images of a group of records come; a record counts as far as its best file.
  private struct Funnel: Sendable {
    var withAddress = 0
    var fetchable = 0
    var tried = 0
    var fetched = 0
    var large = 0

    mutating func add(_ media: [CensusMedium], _ sufficientPixels: Int) {
      guard !media.isEmpty else { return }
      withAddress += 1
      let allowed = media.filter(\.isFetchable)
      if !allowed.isEmpty { fetchable += 1 }
      if allowed.contains(where: \.isTried) { tried += 1 }
      let images = allowed.filter(\.isFetched)
      if !images.isEmpty { fetched += 1 }
      if images.contains(where: { $0.pixels >= sufficientPixels }) { large += 1 }
    }

    mutating func merge(_ other: Funnel) {
      withAddress += other.withAddress
      fetchable += other.fetchable
      tried += other.tried
      fetched += other.fetched
      large += other.large
    }

    func quality(of records: Int) -> ProviderQuality.Funnel {
      ProviderQuality.Funnel(
        withAddress: withAddress, fetchable: fetchable, tried: tried, fetched: fetched, largeEnough: large,
        shareReady: .share(large, of: records))
    }
  }

  private let sufficientPixels: Int
  private var all = Funnel()
  private var open = Funnel()
  private var restricted = Funnel()
  private var other = Funnel()
  private var files = 0
  private var pixels = SizeDistribution()
  private var tooSmall = RecordSample<Int>(limit: 10)

  init(sufficientPixels: Int) { self.sufficientPixels = sufficientPixels }

  mutating func add(_ media: [CensusMedium], _ record: RecordMark) {
    files += media.count
    all.add(media, sufficientPixels)
    open.add(media.filter { $0.category == .open }, sufficientPixels)
    restricted.add(media.filter { $0.category == .restricted }, sufficientPixels)
    other.add(media.filter { $0.category != .open && $0.category != .restricted }, sufficientPixels)
    var largest = 0
    for medium in media where medium.isFetched && medium.pixels > 0 {
      pixels.add(medium.pixels)
      largest = max(largest, medium.pixels)
    }
    if largest > 0, largest < sufficientPixels { tooSmall.offer(record, largest) }
  }

  mutating func merge(_ other: ReadinessCensus) {
    all.merge(other.all)
    open.merge(other.open)
    restricted.merge(other.restricted)
    self.other.merge(other.other)
    files += other.files
    pixels.merge(other.pixels)
    tooSmall.merge(other.tooSmall)
  }

  func quality(_ records: Int, _ limit: Int) -> ProviderQuality.Readiness {
    ProviderQuality.Readiness(
      sufficientPixels: sufficientPixels, records: records, files: files, all: all.quality(of: records),
      open: open.quality(of: records), restricted: restricted.quality(of: records),
      other: other.quality(of: records), pixelsLeast: pixels.least, pixelsMedian: pixels.quantile(0.5),
      pixelsGreatest: pixels.greatest,
      tooSmallExamples: tooSmall.sorted.prefix(limit).map(\.record.identifier))
  }
}
