import Checklist

/// For whom a review is shown.
enum ReviewView: String, CaseIterable {
    /// The safeguarding lead, the head and whoever leads with them: all sessions.
    case dsl
    /// Somebody who runs sessions: their own, without what is about staff.
    case host
    /// Figures only, of which no small one can be told.
    case governors
}

/// What governors get: figures of which none tells of fewer than five, and nothing else.
///
/// INVARIANT: no id, no name and no text of a plan or a log can be in it, for there is no place.
struct GovernorPack {
    let scope: ReviewScope
    /// How many schools it is about.
    let schools: Int
    let isTrial: Bool
    /// Whether every record could be read and is whole.
    let isSound: Bool
    let tables: [PublishedTable]
    /// What else may be said, each a whole sentence without small numbers.
    let sentences: [String]
}

/// A table of a governors' pack: a whole and the parts that it is divided into.
struct PublishedTable: Equatable {
    /// One word, for programs.
    let id: String
    let title: String
    /// What the figures tell and what they do not.
    let about: String
    /// Whether the rows are weeks in their order.
    let isByWeek: Bool
    let total: PublishedCount
    let rows: [Row]

    struct Row: Equatable {
        let label: String
        let count: PublishedCount
    }
}

/// A figure that governors may see, or not.
enum PublishedCount: Equatable {
    case shown(Int)
    /// Fewer than five, or one from which such a figure could be computed.
    case hidden
}
