/// A width and a height.
struct PixelExtent: Equatable {
  var width: Int
  var height: Int
}

/// An image at the size at which it was looked at, and at its own.
struct ImageFrame: Equatable {
  var looked: PixelExtent
  var full: PixelExtent
}

/// A rectangle within an image: `x,y,w,h` of IIIF and of media fragments.
struct PixelBox: Equatable, CustomStringConvertible {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  /// Four whole numbers, the extent greater than 0; `nil` for any other text.
  init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
      let height = numbers[3], x >= 0, y >= 0, width > 0, height > 0
    else { return nil }
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  private init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// `x,y,w,h`
  var description: String { "\(x),\(y),\(width),\(height)" }

  /// The same part of the image at another size: its edges to the nearest unit, at least one unit wide and high,
  /// never beyond the image.
  func scaled(from old: PixelExtent, to new: PixelExtent) -> PixelBox {
    let (x, width) = Self.scaled(start: x, length: width, from: old.width, to: new.width)
    let (y, height) = Self.scaled(start: y, length: height, from: old.height, to: new.height)
    return PixelBox(x: x, y: y, width: width, height: height)
  }

  private static func scaled(start: Int, length: Int, from old: Int, to new: Int) -> (Int, Int) {
    guard old > 0, new > 0, old != new else { return (start, length) }
    func edge(_ place: Int) -> Int {
      min(new, Int((Double(place) * Double(new) / Double(old)).rounded()))
    }
    let first = min(edge(start), new - 1)
    return (first, max(1, edge(start + length) - first))
  }
}
