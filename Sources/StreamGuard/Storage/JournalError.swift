import Checklist
import Platform

/// Why something was not written to the record, or not read from it.
struct JournalError: Error {
    enum Cause {
        case noStore, usage, notFound, damaged, newer
        case busy, noSpace, notPermitted, sharedDisk, unsafeFile, io
        /// It stands in the session's file, but the ledger could not be told.
        case notAnchored
        /// The disk did not confirm that it was written.
        case notSynced
    }

    let cause: Cause
    /// Lower case, one sentence, no full stop, names in backticks.
    let message: String
    var hint: String?
    /// The system's number for it, where there is one.
    var code: Int32?

    init(_ cause: Cause, _ message: String, hint: String? = nil, code: Int32? = nil) {
        self.cause = cause
        self.message = message
        self.hint = hint
        self.code = code
    }

    /// For a command that only reads.
    var refusal: Refusal { Refusal(message, hint: hint) }

    /// For a command that writes.
    var exitCode: ExitCode {
        switch cause {
        case .noStore, .usage, .notFound, .damaged, .newer: .noAnswer
        case .notPermitted: .notPermitted
        case .busy, .noSpace, .sharedDisk, .unsafeFile, .io, .notAnchored, .notSynced: .notSaved
        }
    }
}

extension JournalError {
    /// A system call on `name` failed.
    static func system(_ error: SystemError, doing what: String, _ name: String) -> JournalError {
        let message = "\(name.quotedPath) could not be \(what): \(error.text)"
        switch error.code {
        case ENOSPC, EDQUOT, EFBIG: return JournalError(.noSpace, message, code: error.code)
        case EACCES, EPERM, EROFS: return JournalError(.notPermitted, message, code: error.code)
        case ELOOP: return unsafeFile(name, "is a link")
        // What `open` says of a pipe without a reader, a device without a driver, a socket.
        case ENXIO, EINVAL, ENODEV: return unsafeFile(name, "is not a regular file")
        case ENOTDIR: return unsafeFile(name, "is not a folder")
        default: return JournalError(.io, message, code: error.code)
        }
    }

    /// Something stands in the place of a log that can be no log (fault test 21).
    static func unsafeFile(_ name: String, _ what: String) -> JournalError {
        JournalError(
            .unsafeFile,
            "\(name.quotedPath) \(what), so nothing is written to it",
            hint: "somebody has put it there by hand: find out who and why, before it is removed"
        )
    }

    static func notLockable(_ error: SystemError, _ name: String) -> JournalError {
        JournalError(
            .io,
            "\(name.quotedPath) cannot be locked: \(error.text)",
            hint: "the record is never written without a lock; keep it on a disk of this computer",
            code: error.code
        )
    }

    static func busy(_ name: String, holder: Int?) -> JournalError {
        let who = holder.map { "process \($0)" } ?? "another process"
        return JournalError(
            .busy,
            "\(who) has kept \(name.quotedPath) locked for \(Journal.lockLimit / 1000) seconds",
            hint: "if that process hangs, end it and try again"
        )
    }

    static func newer(_ name: String) -> JournalError {
        JournalError(
            .newer,
            "\(name.quotedPath) holds entries of a newer version of \(Program.name), which this "
                + "version neither adds to nor judges",
            hint: "use the newer version"
        )
    }
}

extension Console {
    /// Runs work that writes to the record; if it fails, says that nothing was saved.
    func recording(_ work: () throws(JournalError) -> ExitCode) -> ExitCode {
        do throws(JournalError) {
            return try work()
        } catch {
            let message =
                switch error.cause {
                case .notAnchored: error.message
                default: "NOT SAVED – write it on paper: \(error.message)"
                }
            complain(Refusal(message, hint: error.hint))
            return error.exitCode
        }
    }
}
