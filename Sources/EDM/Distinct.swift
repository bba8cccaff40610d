extension Array where Element: Hashable {
  /// The elements without repetitions and without some others, in their order.
  func distinct(besides others: [Element] = []) -> [Element] {
    var met = Set(others)
    return filter { met.insert($0).inserted }
  }
}
