/// The samples that one cell of a coarser or finer grid covers, with their shares of it.
struct AreaSpan {
  let first: Int
  let last: Int
  private let start: Double
  private let end: Double

  /// - Parameters:
  ///   - cell: which cell, 0 to `cells - 1`
  ///   - length: samples along the axis
  init(cell: Int, of cells: Int, over length: Int) {
    start = Double(cell * length) / Double(cells)
    end = Double((cell + 1) * length) / Double(cells)
    first = cell * length / cells
    last = max(first, ((cell + 1) * length + cells - 1) / cells - 1)
  }

  /// The share of the cell that a sample fills: the shares of a cell add up to 1.
  func weight(of sample: Int) -> Double {
    (min(end, Double(sample + 1)) - max(start, Double(sample))) / (end - start)
  }
}

/// The samples and weights of every cell along one axis.
struct AreaWeights {
  private let firsts: [Int32]
  private let starts: [Int32]
  private let weights: [UInt16]

  init(cells: Int, length: Int) {
    var firsts: [Int32] = []
    var starts: [Int32] = [0]
    var weights: [UInt16] = []
    firsts.reserveCapacity(cells)
    starts.reserveCapacity(cells + 1)
    for cell in 0..<cells {
      let span = AreaSpan(cell: cell, of: cells, over: length)
      // Rounded so that the running sum is right: the weights of a cell add up to 256 whatever their number.
      var (exact, given) = (0.0, 0)
      for sample in span.first...span.last {
        exact += span.weight(of: sample) * 256
        let weight = Int(exact.rounded()) - given
        given += weight
        weights.append(UInt16(clamping: weight))
      }
      firsts.append(Int32(span.first))
      starts.append(Int32(weights.count))
    }
    self.firsts = firsts
    self.starts = starts
    self.weights = weights
  }

  subscript(cell: Int) -> (first: Int, weights: ArraySlice<UInt16>) {
    (Int(firsts[cell]), weights[Int(starts[cell])..<Int(starts[cell + 1])])
  }
}
