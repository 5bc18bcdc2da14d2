import Checklist

/// Who is believed to hold which of the roles that may approve, as the ledger came to know it.
///
/// A school's profile is a file, and whoever keeps it could give themselves a role. So the first
/// list of a record is believed, and from then on a role that is new counts once somebody else
/// has confirmed it whose own roles are believed: a change of roles needs two people.
struct RoleRegister {
    /// The list that was entered last; nothing before the first.
    private(set) var entered: RoleHolders?
    /// What is believed of it.
    private(set) var believed = RoleHolders([])

    /// Takes note of an entry; one that is no list of roles changes nothing.
    mutating func take(_ entry: Entry, _ people: People) {
        guard let list = RoleHolders(entry) else { return }
        defer { entered = list }
        guard entered != nil else {
            believed = list
            return
        }
        let mayConfirm = RoleRegister.mayConfirm(entry.author.by, list, believed)
        // Who is no longer on the list is believed no longer, whoever says so.
        believed = RoleHolders(
            list.holdings.filter { holding in
                believed.holdings.contains(holding)
                    || mayConfirm && !people.isSame(holding.id, entry.author.by)
            }
        )
    }

    /// Whether somebody may confirm the roles of others: whose own are believed and still there;
    /// and where nobody is left of those, whoever has one, so that a school can go on.
    func mayConfirm(_ id: String, _ list: RoleHolders) -> Bool {
        RoleRegister.mayConfirm(id, list, believed)
    }

    private static func mayConfirm(
        _ id: String,
        _ list: RoleHolders,
        _ believed: RoleHolders
    ) -> Bool {
        let left = believed.holdings.filter { list.holdings.contains($0) }
        return left.isEmpty ? list.includes(id) : left.contains { $0.id == id }
    }

    /// The roles of the profile that are not believed yet.
    func unconfirmed(_ list: RoleHolders) -> [RoleHolders.Holding] {
        list.holdings.filter { !believed.holdings.contains($0) }
    }
}
