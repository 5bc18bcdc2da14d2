import Foundation

/// The account of the operating system that a process runs under, and its computer.
///
/// It is all that the program believes about who somebody is.
struct Account: Sendable {
    /// The login name, which a school's profile gives to a person; nothing if the account has none.
    var login: String?
    var uid: Int
    var host: String

    /// That of this process.
    static var current: Account {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        let entry = getpwuid(getuid())
        let login = entry.flatMap { $0.pointee.pw_name }.flatMap { String(validatingCString: $0) }
        return Account(login: login, uid: Int(getuid()), host: host.isWord ? host : "unknown")
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
