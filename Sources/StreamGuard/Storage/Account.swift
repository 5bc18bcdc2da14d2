import Platform

/// An account of the operating system, and the computer it is on.
///
/// It is all that the program believes about who somebody is.
struct Account: Sendable {
    /// The login name, which a school's profile gives to a person; nothing if the account has none.
    var login: String?
    var uid: Int
    var host: String

    /// That of this process.
    static var current: Account { Account(uid: getuid()) }
}

extension Account {
    /// The account of that number on this computer.
    init(uid: uid_t) {
        let entry = getpwuid(uid)
        login = entry.flatMap { $0.pointee.pw_name }.flatMap { String(validatingCString: $0) }
        self.uid = Int(uid)
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        self.host = host.isWord ? host : "unknown"
    }
}

extension Author {
    /// The person behind an account, under the id that the school knows them by.
    init(by id: String, _ account: Account) {
        self.init(by: id, uid: account.uid, host: account.host)
    }

    /// Somebody whom no profile names: under the login name.
    init(_ account: Account) {
        let login = account.login.flatMap { $0.isWord ? $0 : nil } ?? "\(account.uid)"
        self.init(by: "account:\(login)", account)
    }
}
