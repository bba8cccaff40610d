internal import Foundation
internal import OAIPMH
internal import WinnowConfiguration

/// What a list of an endpoint needs beside its token to be taken up again: kept with the checkpoint.
struct ListPlace: Codable, Equatable {
  /// A way of cutting a span into windows.
  struct Level: Codable, Equatable {
    var window: HarvestWindow
    /// Where the next wider level takes over again; `nil` for the end of the list.
    var end: Timestamp?
  }

  /// A part of a list that could not be followed in one piece.
  struct Trouble: Codable, Equatable {
    var start: Timestamp?
    var end: Timestamp?
    /// How many levels of windows there were without it.
    var depth: Int
    /// True once one of its windows was followed to its end.
    var windowsHelp = false
  }

  /// The span of the whole list; `nil` for an open end.
  var from: Timestamp?
  var until: Timestamp?
  /// The form in which dates are sent, and those that were refused.
  var dates: DateForm
  var refusedDates: [DateForm] = []
  /// The windows that were asked for; `nil` for a list in one piece.
  var window: HarvestWindow?

  /// The windows the list is cut into, the widest first; empty for a list asked for in one piece.
  var levels: [Level] = []
  /// True where the list is, or was, cut into windows.
  var wasCut = false
  /// The part that could not be followed, and is cut into windows for that reason; `nil` where none is.
  var trouble: Trouble?
  /// The first and the last second of the part under way; `nil` for an open end.
  var start: Timestamp?
  var end: Timestamp?

  /// The highest datestamp of the part, and whether datestamps rose all the time.
  var highest: Timestamp?
  var isOrdered = true
  /// True where datestamps rose at least once: equal ones say nothing about the order.
  var hasRisen = false
  /// The highest datestamp when the part was taken up again last.
  var restartedFrom: Timestamp?
  /// True where the list was taken up again from a datestamp: its order was trusted.
  var trustedOrder = false
  /// True where the endpoint lists whatever datestamps.
  var ignoresDates = false
  /// True where a part of the list ended without a record and without a word that nothing matches.
  var endedSilently = false
  /// True where a part of the list was found by its headers.
  var wasSearched = false
  /// True where the part was already searched by headers.
  var isSearched = false
  /// True where the list is being listed a second time, since it came out too short.
  var isRelisted = false

  /// Records of the part, and its size as stated.
  var partListed = 0
  var partSize: Int?
  /// The sum of the sizes of the parts behind us.
  var sizeOfParts = 0
}

/// The spans into which a list is cut.
struct WindowCalendar {
  /// The last second of the window that a moment lies in.
  static func end(of window: HarvestWindow, containing stamp: Timestamp) -> Timestamp {
    switch window {
    case .hour: Timestamp(seconds: floor(stamp.seconds, 3600) + 3599)
    case .day: Timestamp(seconds: floor(stamp.seconds, 86_400) + 86_399)
    case .month:
      // The 1st of the month 32 days after this month's 1st lies in the next one.
      Timestamp(seconds: firstOfMonth(firstOfMonth(stamp).advanced(by: 32 * 86_400)).seconds - 1)
    }
  }

  private static func firstOfMonth(_ stamp: Timestamp) -> Timestamp {
    Timestamp(stamp.day.prefix(8) + "01") ?? stamp
  }

  private static func floor(_ seconds: Int64, _ unit: Int64) -> Int64 {
    seconds - ((seconds % unit) + unit) % unit
  }
}
