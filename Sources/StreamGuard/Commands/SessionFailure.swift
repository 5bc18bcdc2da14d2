import Checklist

/// Why a command of the running session could not do what it was asked to.
enum SessionFailure: Error {
    /// What was typed cannot be recorded as it stands.
    case refused(Refusal)
    /// It may have happened, and it is not in the record.
    case notSaved(JournalError)
}

/// Runs work that only what was typed can make fail.
func refusing<T>(_ work: () throws(Refusal) -> T) throws(SessionFailure) -> T {
    do throws(Refusal) { return try work() } catch { throw .refused(error) }
}

/// Runs work on the record.
func saving<T>(_ work: () throws(JournalError) -> T) throws(SessionFailure) -> T {
    do throws(JournalError) { return try work() } catch { throw .notSaved(error) }
}

extension Console {
    /// Runs a command of the session; what could not be saved is said as such.
    func keeping(_ work: () throws(SessionFailure) -> ExitCode) throws(Refusal) -> ExitCode {
        do throws(SessionFailure) {
            return try work()
        } catch {
            switch error {
            case .refused(let refusal): throw refusal
            case .notSaved(let failure):
                return recording { () throws(JournalError) in throw failure }
            }
        }
    }
}
