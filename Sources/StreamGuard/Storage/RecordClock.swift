import Checklist
import Platform

/// What the record asks of its surroundings besides the disk: both clocks, and chance.
struct Surroundings {
    var disk: Disk
    /// The time of day; nothing if the computer's clock is out of all range.
    var now: () -> Timestamp?
    /// Milliseconds since the computer was started, sleep included, and which start that was.
    ///
    /// Nanoseconds would pass 2⁵³ after 104 days.
    var uptime: () -> (milliseconds: Int, boot: String)
    /// So many bytes that nobody can guess.
    var random: (Int) -> [UInt8]

    /// The computer's disk; clocks and chance are the console's, so that a test can make them up.
    static func system(_ console: Console) -> Surroundings {
        Surroundings(
            disk: .system(),
            now: console.now,
            uptime: console.uptime,
            random: console.random
        )
    }

    /// The computer's own chance.
    static func chance(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes += $0 }
        }
        return Array(bytes.prefix(count))
    }

    /// The computer's own uptime.
    static func uptime() -> (milliseconds: Int, boot: String) {
        var time = timespec()
        #if canImport(Darwin)
        clock_gettime(CLOCK_MONOTONIC_RAW, &time)
        #else
        clock_gettime(CLOCK_BOOTTIME, &time)
        #endif
        return (Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000, bootID)
    }

    /// Hashed, since systemd's documentation asks programs not to pass the id itself on.
    private static let bootID: String = {
        #if canImport(Darwin)
        var size = 64
        var text = [UInt8](repeating: 0, count: size)
        _ = sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0)
        #else
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        var text = [UInt8](repeating: 0, count: 64)
        let count = read(file, &text, text.count)
        text.removeLast(text.count - max(count, 0))
        close(file)
        #endif
        return String(Digest(Array("slog/1/boot\0".utf8) + text).hex.prefix(32))
    }()
}

/// One reading of both clocks, as it stands in a record.
struct ClockReading: Equatable, Sendable {
    let at: Timestamp
    let uptime: Int
    let boot: String

    /// How far the time of day may run away from the uptime before somebody has set it.
    private static let tolerance = 5000

    /// Whether the time of day was set between this reading and a later one.
    ///
    /// Such an entry is marked, never refused and never put in another order (fault test 19).
    func stepped(to later: ClockReading) -> Bool {
        let passed = later.at.milliseconds - at.milliseconds
        if passed < 0 { return true }
        return boot == later.boot
            && abs(passed - (later.uptime - uptime)) > ClockReading.tolerance
    }
}

extension Timestamp {
    /// Milliseconds since 1970, rounded down.
    var milliseconds: Int { Int(seconds) * 1000 + Int(nanos / 1_000_000) }

    /// The instant as records have it: always three digits after the point, so that one instant
    /// is written in one way.
    var inRecord: String {
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        let time = CivilTime(self, offset: 0)
        return "\(time.dateText)T\(digits(time.hour, 2)):\(digits(time.minute, 2)):"
            + "\(digits(time.second, 2)).\(digits(Int(nanos) / 1_000_000, 3))Z"
    }

    /// Only what `inRecord` writes.
    init?(inRecord text: String) {
        guard let time = Timestamp(rfc3339: text), time.inRecord == text else { return nil }
        self = time
    }
}
