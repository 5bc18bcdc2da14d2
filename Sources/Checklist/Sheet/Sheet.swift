/// Answers as one flat row of cells, to be written again and again.
///
/// Where a field lies follows from its form alone: each group has a cell for itself and then its
/// fields, one after the other, with the fields of groups within it in their place. Only lists lie
/// elsewhere. Texts stay in a copy of the document, so that reading one plan after the other takes
/// no memory that it has to give back.
public final class Sheet {
    /// The cells, of which ``count`` are in use.
    private(set) var cells: UnsafeMutablePointer<SheetCell>
    private var capacity: Int
    private(set) var count = 0
    /// The bytes of texts: those that stay, then the document, then what its escapes stand for.
    private(set) var texts: UnsafeMutablePointer<UInt8>
    private var textCapacity: Int
    private(set) var textCount = 0
    /// Where the answers to each form begin, and at the end the time that rules are asked at.
    let roots: UnsafeMutablePointer<Int>
    let rootCount: Int
    /// The zones that the host knows.
    let zones: Zones
    private var fetched: Int64 = 0
    /// What stays when the next document is read.
    private var kept = (cells: 0, texts: 0)
    /// For so many cells there is room from the start.
    static let firstRoom = 512
    /// More cells than that are left to the longer way.
    static let cellLimit = 1 << 20

    init(roots: Int, zones: Zones, cells room: Int = firstRoom, texts textRoom: Int = 4096) {
        self.zones = zones
        capacity = room
        cells = .allocate(capacity: capacity)
        textCapacity = textRoom
        texts = .allocate(capacity: textCapacity)
        texts.initialize(repeating: 0, count: textCapacity)
        rootCount = roots
        self.roots = .allocate(capacity: roots)
        self.roots.initialize(repeating: 0, count: roots)
    }

    deinit {
        cells.deallocate()
        texts.deallocate()
        roots.deallocate()
    }

    /// The same answers, apart from this sheet.
    public func copy() -> Sheet {
        let copy = Sheet(
            roots: rootCount,
            zones: zones,
            cells: count,
            texts: textCount + SheetWord.padding
        )
        copy.cells.update(from: cells, count: count)
        copy.texts.update(from: texts, count: textCount)
        copy.roots.update(from: roots, count: rootCount)
        (copy.count, copy.textCount, copy.kept) = (count, textCount, kept)
        return copy
    }

    /// Sets the time that rules are asked at.
    func set(_ now: Timestamp) { cells[roots[rootCount - 1]] = .instant(now) }

    /// Goes over all cells once.
    ///
    /// A sheet that was filled long ago, as when kept sheets are judged again, then comes from
    /// memory in one sweep and not cell by cell as rules ask for it: that takes an eighth less.
    @inline(never)
    func fetch() {
        var (sum, index) = (Int64(0), 0)
        while index < count {
            sum &+= cells[index].payload
            index &+= 64 / MemoryLayout<SheetCell>.stride
        }
        // Whoever only reads might be left out.
        fetched = sum
    }

    // MARK: Room

    /// Keeps what is there from now on.
    func keep() { kept = (count, textCount) }

    /// Forgets what is not kept, and takes a document.
    ///
    /// - Returns: where the document begins; after it stands a NUL, and then there is room for as
    ///   many bytes as it has.
    func take(_ document: UnsafeBufferPointer<UInt8>) -> Int {
        count = kept.cells
        textCount = kept.texts
        makeRoom(texts: 2 * document.count + SheetWord.padding)
        let start = textCount
        if let base = document.baseAddress {
            (texts + start).update(from: base, count: document.count)
        }
        textCount += document.count + SheetWord.padding
        // INVARIANT: at least `padding` bytes of NUL follow the document.
        (texts + start + document.count).update(repeating: 0, count: SheetWord.padding)
        return start
    }

    /// Room for some cells that do not apply yet; nothing if there are too many.
    @inline(__always)
    func take(_ number: Int) -> Int? {
        let start = count
        if number > capacity - count {
            guard count + number <= Sheet.cellLimit else { return nil }
            makeRoom(cells: number)
        }
        (cells + start).update(repeating: SheetCell(), count: number)
        count += number
        return start
    }

    /// Adds a byte to the texts.
    ///
    /// INVARIANT: ``take(_:)`` has made room for it.
    func add(_ byte: UInt8) {
        texts[textCount] = byte
        textCount += 1
    }

    /// Adds a text to the texts that stay.
    func add(_ text: String) -> SheetCell {
        let start = textCount
        makeRoom(texts: text.utf8.count)
        for byte in text.utf8 { add(byte) }
        return .text(start, textCount - start)
    }

    private func makeRoom(cells number: Int) {
        guard number > capacity - count else { return }
        capacity = max(2 * capacity, count + number)
        let larger = UnsafeMutablePointer<SheetCell>.allocate(capacity: capacity)
        larger.initialize(from: cells, count: count)
        cells.deallocate()
        cells = larger
    }

    /// INVARIANT: `padding` bytes may be read after any text.
    private func makeRoom(texts number: Int) {
        let needed = textCount + number + 2 * SheetWord.padding
        guard needed > textCapacity else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(2 * textCapacity, needed))
        textCapacity = max(2 * textCapacity, needed)
        larger.initialize(repeating: 0, count: textCapacity)
        larger.update(from: texts, count: textCount)
        texts.deallocate()
        texts = larger
    }
}

// MARK: Answers that have been read

extension Sheet {
    /// Adds what a root of an evaluation is.
    func add(root index: Int, _ value: Value) {
        guard case .record(let record) = value else {
            if let place = take(1) {
                cells[place] = cell(value, nil)
                roots[index] = place
            }
            return
        }
        if let row = take(record.group.width) {
            fill(record, at: row)
            roots[index] = row
        }
    }

    /// Adds the values of fields that nobody answers.
    ///
    /// - Returns: where the first is.
    func add(fallbacks: [Value]) -> Int {
        guard let first = take(fallbacks.count) else { return 0 }
        for (index, value) in fallbacks.enumerated() {
            // A list takes room of its own, for which the cells may have to move.
            var cell = cell(value, nil)
            cell.isDefault = true
            cells[first + index] = cell
        }
        return first
    }

    private func fill(_ record: Record, at row: Int) {
        let group = record.group
        cells[row] = SheetCell(payload: record.isGiven ? 1 : 0, kind: .group)
        for slot in group.fields.indices {
            let place = row + group.offsets[slot]
            if case .record(let inner) = record[slot] {
                fill(inner, at: place)
            } else {
                var cell = cell(record[slot], group.fields[slot].type)
                cell.isDefault = record.isDefault(slot)
                cells[place] = cell
            }
        }
    }

    /// A value that is no record.
    func cell(_ value: Value, _ type: FieldType?) -> SheetCell {
        switch value {
        case .bool(let truth): return .truth(truth)
        case .int(let number): return .whole(number)
        case .double(let number):
            return SheetCell(payload: Int64(bitPattern: number.bitPattern), kind: .double)
        case .string(let text):
            var cell = add(text)
            if case .choice(let choices)? = type {
                let place = choices.firstIndex { sameScalars($0.value, text) }
                cell.choice = UInt16(truncatingIfNeeded: place.map { $0 + 1 } ?? 0)
            }
            return cell
        case .timestamp(let time): return .instant(time)
        case .duration(let length): return .duration(length)
        case .list(let elements): return list(elements, type)
        case .absent: return SheetCell()
        case .unknown(let unknown) where unknown.failure == nil:
            return SheetCell(payload: unknown.isOwn ? 0 : 1, kind: .open)
        default: return .fault
        }
    }

    private func list(_ elements: [Value], _ type: FieldType?) -> SheetCell {
        guard let first = elements.first else { return SheetCell(kind: .list) }
        guard case .record(let record) = first else {
            guard let start = take(elements.count) else { return .fault }
            var inner: FieldType?
            if case .list(let element, _)? = type { inner = element }
            for (index, element) in elements.enumerated() {
                cells[start + index] = cell(element, inner)
            }
            return SheetCell(
                payload: Int64(start),
                extra: UInt32(truncatingIfNeeded: elements.count),
                kind: .list
            )
        }
        var rows = SheetCell(extra: UInt32(truncatingIfNeeded: elements.count), kind: .rows)
        var previous: Int?
        for element in elements {
            guard case .record(let inner) = element, inner.group === record.group,
                let row = take(record.group.width)
            else { return .fault }
            fill(inner, at: row)
            if let previous {
                cells[previous].extra = UInt32(truncatingIfNeeded: row)
            } else {
                rows.payload = Int64(row)
            }
            previous = row
        }
        return rows
    }
}

// MARK: What others ask

extension Sheet {
    /// The text of a field at the top of a form, in UTF-8, until the next document is read;
    /// nothing if it has none.
    public func text(at place: Place) -> UnsafeBufferPointer<UInt8>? {
        let cell = cells[roots[place.form] + place.offset]
        guard cell.kind == .text else { return nil }
        return UnsafeBufferPointer(start: texts + cell.start, count: cell.length)
    }

    /// The instant in a field at the top of a form; nothing if it has none.
    public func time(at place: Place) -> Timestamp? {
        let cell = cells[roots[place.form] + place.offset]
        return cell.kind == .instant ? cell.timestamp : nil
    }

    /// Where a field at the top of a form lies on every sheet.
    public struct Place: Sendable {
        let form: Int
        let offset: Int

        /// Nothing if there is no such form, or no such field at its top.
        public init?(_ field: String, of form: String, in rulebook: Rulebook) {
            guard let index = rulebook.forms.firstIndex(where: { sameScalars($0.name, form) }),
                let slot = rulebook.forms[index].fields.slot(of: field)
            else { return nil }
            (self.form, offset) = (index, rulebook.forms[index].fields.offsets[slot])
        }
    }
}
