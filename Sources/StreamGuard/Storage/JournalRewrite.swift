import Checklist
import Platform

extension OpenJournal {
    /// Puts files without the erased texts in the place of those that hold them.
    ///
    /// The lock of the new file is held before it takes its place and until its name is on the
    /// disk: nobody can add to it in between.
    func rewrite(_ history: History) throws(JournalError) {
        for index in history.files.indices {
            let bytes = try history.rewritten(index)
            let name = journal.name(index + 1)
            let draft = name + ".new"
            let path = journal.path(index + 1)
            let isUnchanged = bytes == history.files[index].bytes
            do throws(SystemError) {
                // What an interrupted erasure has left.
                if try folders.last.existing(draft) != nil { try folders.last.remove(draft) }
                if isUnchanged { continue }
                let file = try folders.last.file(draft, O_RDWR | O_APPEND | O_CREAT | O_EXCL)
                handles.insert(file, at: 0)
                guard try file.lock(.exclusive, limit: Journal.lockLimit) else {
                    throw SystemError(code: EWOULDBLOCK)
                }
                do throws(SystemError) {
                    try file.write(bytes)
                    guard try file.read(0..<bytes.count + 1) == bytes else {
                        throw SystemError(code: EIO)
                    }
                    try file.sync()
                } catch {
                    try? folders.last.remove(draft)
                    throw error
                }
                try folders.last.rename(draft, to: name)
                try folders.last.sync()
            } catch {
                throw .system(error, doing: "written without the erased text", path)
            }
        }
    }
}

extension History {
    /// A file's bytes without what is erased.
    fileprivate func rewritten(_ index: Int) throws(JournalError) -> [UInt8] {
        let file = files[index]
        var erased: [Range<Int>: [String]] = [:]
        for (record, place) in zip(records, places) where place.file == index {
            let names = record.texts.map(\.name).filter {
                if case .resurrected? = state(of: $0, in: record) { true } else { false }
            }
            if !names.isEmpty { erased[place.line] = names }
        }
        var dropped: [Range<Int>] = []
        let scan = JournalScan(file.bytes, chain: chain, after: nil)
        for case .closed(let range, let seq) in scan.oddities
        where erasures[Erasable(seq: seq, name: Erasable.torn)] != nil {
            // With the end of the line that closed it.
            dropped.append(range.lowerBound..<range.upperBound + 1)
        }
        if index < files.count - 1, let last = places.last(where: { $0.file == index })?.line {
            // What the disk did not confirm stands in the next file as well.
            dropped.append(min(last.upperBound + 1, file.bytes.count)..<file.bytes.count)
        }
        var bytes: [UInt8] = []
        var offset = 0
        let cuts = dropped.map { ($0, nil) } + erased.map { ($0.key, $0.value as [String]?) }
        for (range, names) in cuts.sorted(by: { $0.0.lowerBound < $1.0.lowerBound })
        where range.lowerBound >= offset {
            bytes += file.bytes[offset..<range.lowerBound]
            if let names { bytes += try line(file.bytes[range], without: names, file.path) }
            offset = range.upperBound
        }
        bytes += file.bytes[offset...]
        try check(bytes, against: scan, file.path)
        return bytes
    }

    private func line(
        _ bytes: ArraySlice<UInt8>,
        without names: [String],
        _ path: String
    ) throws(JournalError) -> [UInt8] {
        do throws(Diagnostics) {
            let document = try Document(parsing: SourceText(name: path, bytes: Array(bytes)))
            if let body = document.root.member("body"),
                let hash = document.root.member("hash")?.string,
                let open = document.root.member("open"), case .object(let members) = open.content
            {
                let kept = members.filter { member in !names.contains { $0 == member.name } }
                let line = RecordLine.line(
                    body: document.source.bytes[body.span],
                    hash: hash,
                    open: kept.map { ($0.name, JSON($0.value)) }
                )
                return line.dropLast()
            }
        } catch {}
        throw .notRewritten(path)
    }

    /// The same entries have to stand in the new file.
    private func check(
        _ bytes: [UInt8],
        against old: JournalScan,
        _ path: String
    ) throws(JournalError) {
        let new = JournalScan(bytes, chain: chain, after: nil)
        let kept = Set(new.records.map(\.record.hash))
        let needed = records.map(\.hash).filter { hash in
            old.records.contains { $0.record.hash == hash }
        }
        guard needed.allSatisfy(kept.contains) else { throw .notRewritten(path) }
    }
}

extension JournalError {
    fileprivate static func notRewritten(_ path: String) -> JournalError {
        JournalError(.damaged, "\(path.quotedPath) could not be copied without the erased text")
    }
}
