import Checklist

/// Keeps the record off disks that other computers write to as well: locks and `fsync` promise
/// less there (fault test 18).
enum SharedDisk {
    /// File systems on a network, or made by a program of somebody's own.
    private static let kinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "afpfs", "webdav", "9p",
        "ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "vboxsf", "fuse", "fuseblk",
    ]

    /// `mounts` is the text of `/proc/self/mountinfo`; without it nothing is known.
    static func refuse(_ path: String, _ mounts: [UInt8]?) throws(JournalError) {
        guard let mounts, let kind = kind(of: Paths.resolved(path) ?? path, mounts) else { return }
        guard kinds.contains(kind) || kind.hasPrefix("fuse.") else { return }
        throw JournalError(
            .sharedDisk,
            "\(path.quotedPath) is on a disk of the kind \(kind.quoted), to which other computers "
                + "may write as well",
            hint: "keep the record on a disk of this computer, or accept the risk with "
                + "`--shared-disk-i-accept`"
        )
    }

    /// The kind of the file system that a path is on: of the longest mount point above it, and
    /// of the last mounted if there are several.
    static func kind(of path: String, _ mounts: [UInt8]) -> String? {
        var best: (length: Int, kind: String)?
        for line in mounts.split(separator: 0x0A) {
            let words = line.split(separator: 0x20)
            guard words.count > 6,
                let dash = words.firstIndex(where: { $0.elementsEqual("-".utf8) }),
                dash + 1 < words.count
            else { continue }
            let point = unescaped(words[4])
            let isAbove =
                point == [0x2F] || path.utf8.elementsEqual(point)
                || path.utf8.starts(with: point + [0x2F])
            guard isAbove, point.count >= best?.length ?? 0 else { continue }
            best = (point.count, String(decoding: words[dash + 1], as: UTF8.self))
        }
        return best?.kind
    }

    /// The kernel writes a space in a name as `\040`.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
