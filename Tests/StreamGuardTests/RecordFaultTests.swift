import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Disks that fail, fill up, lie and are busy: fault tests 5 to 8, 15, 17 and 18.
@Suite struct DiskFaults {
    @Test func interruptionsAndShortWritesAreNotSeen() throws {
        let (store, log) = try RecordStore.filled(2)
        var count = 0
        store.memory.fault = { _, _ in
            count += 1
            return count % 3 == 0 ? EINTR : nil
        }
        store.memory.shortest = 7
        for _ in 0..<5 { try store.note(log) }
        #expect(try store.verify().exitCode == .unvouched)
        #expect(try store.texts(log).count == 6)
    }

    /// The entry goes on in a file of its own, and all who come later follow.
    @Test(arguments: [1, 2])
    func aFailedSyncIsNeverRepeated(failing: Int) throws {
        let (store, log) = try RecordStore.filled(3)
        let name = "\(log.id.text).jsonl"
        var syncs = 0
        store.memory.fault = { call, file in
            guard call == .sync, file == name else { return nil }
            syncs += 1
            return syncs >= failing ? EIO : nil
        }
        let receipt = try store.note(log, "on a failing disk")
        #expect(syncs == failing)
        #expect(receipt.notes.contains { $0.contains("the disk did not confirm") })
        #expect(receipt.notes.contains { $0.contains(".2.jsonl") })
        try store.note(log, "after")
        #expect(syncs == failing, "nobody comes back to the file")
        #expect(try store.texts(log) == ["note 1", "note 2", "on a failing disk", "after"])
        #expect(try store.verify().exitCode == .unvouched)
        // What the kernel took for written is lost with the power.
        let cut = store.on(
            store.memory.afterPowerCut(keep: { _ in true }, bytes: { _, _, _ in [] })
        )
        #expect(try cut.verify().exitCode == .unvouched)
        #expect(try cut.texts(log) == ["note 1", "note 2", "on a failing disk", "after"])
    }

    @Test func aDiskThatSyncsNothingConfirmsNothing() throws {
        let (store, log) = try RecordStore.filled(3)
        store.memory.fault = { call, _ in call == .sync ? EIO : nil }
        let error = try #require(throws: JournalError.self) { try store.note(log, "lost") }
        #expect(error.exitCode == .notSaved)
        store.memory.fault = { _, _ in nil }
        try store.note(log, "after")
        #expect(try store.verify().exitCode == .unvouched)
        #expect(try store.texts(log).last == "after")
    }

    @Test func aLedgerGoesOnInAnotherFileToo() throws {
        let (store, log) = try RecordStore.filled(2)
        store.memory.fault = { call, file in call == .sync && file == "ledger.jsonl" ? EIO : nil }
        _ = try store.append(log, .incident)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        #expect(store.memory.find("/store/ledger.2.jsonl") != nil)
        #expect(try store.verify([checkpoint]).exitCode == .yes)
    }

    /// Whoever adds to a closed session may be killed before the ledger is told.
    @Test func aCheckpointVouchesForWhatCameAfterTheClose() throws {
        let (store, log) = try RecordStore.filled(2)
        _ = try store.append(log, .close)
        store.memory.fault = { call, file in call == .write && file == "ledger.jsonl" ? EIO : nil }
        let error = try #require(throws: JournalError.self) { try store.append(log, .late) }
        #expect(error.cause == .notAnchored)
        store.memory.fault = { _, _ in nil }
        #expect(try store.verify().exitCode == .recoverable)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        #expect(try store.verify([checkpoint]).exitCode == .yes)
    }

    @Test(arguments: [ENOSPC, EDQUOT])
    func aFullDiskUsesTheReserveOnce(code: Int32) throws {
        let (store, log) = try RecordStore.filled(3)
        let memory = store.memory
        memory.fault = { [memory] call, _ in
            call == .write && memory.find("/store/reserve") != nil ? code : nil
        }
        let receipt = try store.note(log, "just in time")
        #expect(receipt.notes.contains { $0.hasPrefix("the disk is full") })
        #expect(memory.find("/store/reserve") == nil)
        memory.fault = { call, _ in call == .write ? code : nil }
        let error = try #require(throws: JournalError.self) { try store.note(log, "too late") }
        #expect(error.cause == .noSpace && error.exitCode == .notSaved)
        memory.fault = { _, _ in nil }
        try store.note(log, "after")
        #expect(try store.texts(log).suffix(2) == ["just in time", "after"])
        #expect(try store.verify().exitCode == .unvouched)
    }

    /// A part of the line was taken before the disk was full.
    @Test func aPartOfALineIsClosedInPlace() throws {
        let (store, log) = try RecordStore.filled(3)
        store.memory.shortest = 100
        var writes = 0
        store.memory.fault = { call, _ in
            guard call == .write else { return nil }
            writes += 1
            return writes == 3 ? EFBIG : nil
        }
        #expect(throws: JournalError.self) { try store.note(log, "too long") }
        #expect(try store.verify().exitCode == .recoverable)
        try store.note(log, "after")
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func aLyingDiskIsFoundOut() throws {
        let (store, log) = try RecordStore.filled(3)
        store.memory.isLying = true
        let error = try #require(throws: JournalError.self) { try store.note(log) }
        #expect(error.message.contains("does not stand there"))
        store.memory.isLying = false
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test(arguments: [ENOLCK, EOPNOTSUPP])
    func withoutALockNothingIsWritten(code: Int32) throws {
        let (store, log) = try RecordStore.filled(3)
        let before = try store.bytes(log)
        store.memory.fault = { call, _ in call == .lock ? code : nil }
        let error = try #require(throws: JournalError.self) { try store.note(log) }
        #expect(error.message.contains("cannot be locked"))
        #expect(try store.bytes(log) == before)
    }

    @Test func aHungWriterIsNamed() throws {
        let (store, log) = try RecordStore.filled(3)
        let hung = try OpenJournal(log.journal)
        let error = try #require(throws: JournalError.self) { try store.note(log) }
        #expect(error.cause == .busy)
        #expect(error.message.hasPrefix("process 4711 has kept"))
        #expect(store.memory.paused >= Journal.lockLimit)
        hung.close()
        try store.note(log)
    }

    @Test(arguments: [
        ("nfs4", true), ("cifs", true), ("fuse.sshfs", true), ("9p", true), ("ext4", false),
        ("tmpfs", false),
    ])
    func sharedDisksAreRefused(kind: String, isRefused: Bool) throws {
        let mounts = """
            22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
            40 22 0:35 / /srv/staff\\040room rw,nosuid - \(kind) server:/share rw
            41 22 0:36 / /srv/staff\\040room2 rw - ext4 /dev/sdb rw

            """
        let path = "/srv/staff room/record"
        let bytes = Array(mounts.utf8)
        if isRefused {
            #expect(throws: JournalError.self) { try SharedDisk.refuse(path, bytes) }
        } else {
            try SharedDisk.refuse(path, bytes)
        }
        try SharedDisk.refuse("/srv/staff room2/record", Array(mounts.utf8))
        try SharedDisk.refuse("/home/record", Array(mounts.utf8))
    }

    /// The writer of an incident is killed before the ledger knows of it, and the next one after
    /// mending the file: the third one still tells the ledger.
    @Test func anIncidentIsAnchoredHoweverLate() throws {
        let (store, log) = try RecordStore.filled(2)
        store.memory.fault = { call, file in
            call == .write && file == "ledger.jsonl" ? EIO : nil
        }
        let error = try #require(throws: JournalError.self) { try store.append(log, .incident) }
        #expect(error.cause == .notAnchored && error.exitCode == .notSaved)
        store.memory.fault = { _, _ in nil }
        #expect(try store.verify().exitCode == .recoverable)
        store.put(try store.bytes(log) + Array("{\"bo".utf8), in: try store.node(log))
        let second = try OpenJournal(log.journal)
        try second.secure(store.author)
        second.close()
        #expect(try store.verify().exitCode == .recoverable)
        try store.note(log)
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func aSecondTryGivesTheFirstReceipt() throws {
        let (store, log) = try RecordStore.filled(3)
        let entry = NewEntry(.event, texts: ["note": "once"], id: .random())
        let first = try log.append(entry, by: store.author)
        try store.note(log)
        #expect(try log.append(entry, by: store.author).link == first.link)
        #expect(try store.texts(log).filter { $0 == "once" }.count == 1)
        let other = NewEntry(.event, texts: ["note": "twice"], id: entry.id)
        #expect(throws: JournalError.self) { try log.append(other, by: store.author) }
    }
}
