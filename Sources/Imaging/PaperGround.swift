/// What stands on a page, apart from the page: the ground is estimated tile by tile, and only what differs
/// from it by more than paper does is counted.
///
/// Thresholds on brightness or variance take textured, stained or yellowed paper for content; a local ground
/// does not. Print shining through from the other side and foxing differ from the ground by some tens of
/// levels, ink and paint by more.
struct PaperGround {
  /// Share of the inner samples that are ink, 0 to 1.
  private(set) var ink = 0.0
  /// 5th to 95th percentile of the tiles' medians, in levels.
  private(set) var relief = 0.0

  /// Margins that are left out at each side: book edges, gutters and shadows lie there.
  static func margin(_ length: Int) -> Int { Int(Double(length) * 0.06) }
  /// Tiles along the longer side of the inner area.
  private static let tilesAlong = 16
  /// Levels by which ink differs from its ground.
  private static let inkDepth = 40

  init(_ luma: Plane) {
    let left = Self.margin(luma.width)
    let top = Self.margin(luma.height)
    let width = luma.width - 2 * left
    let height = luma.height - 2 * top
    guard width >= 1, height >= 1 else { return }
    let side = max(8, (max(width, height) + Self.tilesAlong - 1) / Self.tilesAlong)
    let columns = (width + side - 1) / side
    let rows = (height + side - 1) / side

    var medians = [Int](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let x = left + column * side
        let y = top + row * side
        let tileWidth = min(side, left + width - x)
        var histogram = Histogram()
        for line in y..<min(y + side, top + height) {
          histogram.add(UnsafePointer(luma.row(line) + x), count: tileWidth)
        }
        medians[row * columns + column] = histogram.percentile(0.5)
      }
    }
    let ordered = medians.sorted()
    relief = Double(ordered[(ordered.count - 1) * 95 / 100] - ordered[(ordered.count - 1) * 5 / 100])

    let ground = Self.smoothed(medians, columns: columns, rows: rows)
    var inked = 0
    for row in 0..<rows {
      for column in 0..<columns {
        let level = ground[row * columns + column]
        let low = UInt8(clamping: level - Self.inkDepth)
        let high = UInt8(clamping: level + Self.inkDepth)
        let x = left + column * side
        let y = top + row * side
        let tileWidth = min(side, left + width - x)
        for line in y..<min(y + side, top + height) {
          let samples = luma.row(line) + x
          var count: UInt16 = 0
          for index in 0..<tileWidth {
            let sample = samples[index]
            count &+= sample < low || sample > high ? 1 : 0
          }
          inked += Int(count)
        }
      }
    }
    ink = Double(inked) / Double(width * height)
  }

  /// The median of each tile and its neighbours, so that a tile full of ink does not become ground.
  private static func smoothed(_ medians: [Int], columns: Int, rows: Int) -> [Int] {
    var smoothed = medians
    var neighbours: [Int] = []
    for row in 0..<rows {
      for column in 0..<columns {
        neighbours.removeAll(keepingCapacity: true)
        for y in max(0, row - 1)...min(rows - 1, row + 1) {
          for x in max(0, column - 1)...min(columns - 1, column + 1) {
            neighbours.append(medians[y * columns + x])
          }
        }
        neighbours.sort()
        smoothed[row * columns + column] = neighbours[neighbours.count / 2]
      }
    }
    return smoothed
  }
}
