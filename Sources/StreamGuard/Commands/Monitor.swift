import Platform

/// Lets one thread at a time at something, and lets threads wait until it has changed.
///
/// Foundation has locks and threads too, but they belong to the part of it that brings the calendars
/// and languages of the world: linked into the program, that is 30 MB, and 2 ms of each start.
final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        let status = (pthread_mutex_init(mutex, nil), pthread_cond_init(condition, nil))
        precondition(status == (0, 0), "there is no memory for a lock")
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func lock() { pthread_mutex_lock(mutex) }

    func unlock() { pthread_mutex_unlock(mutex) }

    /// Lets others in until one of them broadcasts; only for who has the lock, and has it again
    /// afterwards.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// Wakes all that wait.
    func broadcast() { pthread_cond_broadcast(condition) }
}

/// Runs something on a thread of its own, with so many bytes of stack; false if the system has no
/// thread left.
func startThread(stack: Int, _ work: @escaping @Sendable () -> Void) -> Bool {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    defer {
        pthread_attr_destroy(attributes)
        attributes.deallocate()
    }
    pthread_attr_setstacksize(attributes, stack)
    pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    let errand = Unmanaged.passRetained(Errand(work))
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, attributes, { Errand.run($0) }, errand.toOpaque())
    #else
    var thread = pthread_t()
    let status = pthread_create(
        &thread,
        attributes,
        { $0.flatMap(Errand.run) },
        errand.toOpaque()
    )
    #endif
    if status != 0 { errand.release() }
    return status == 0
}

/// What a new thread is to do, as an object that can be handed over as a pointer.
private final class Errand {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
    }

    static func run(_ errand: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().work()
        return nil
    }
}
