/// Elements that own nothing, one after the other, in room that is used again.
///
/// For what is collected anew for each of many plans: an array would be checked for another owner
/// at each element.
struct Pile<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(room: Int = 64) {
        capacity = max(1, room)
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// INVARIANT: whoever asks has counted.
    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    /// Forgets all elements from one on, and keeps the room.
    mutating func removeAll(from index: Int = 0) { count = min(count, index) }

    /// Sorts the elements from one on; those that are equal stay as they are.
    mutating func sort(from first: Int, by comesBefore: (Element, Element) -> Bool) {
        let elements = UnsafeMutableBufferPointer(start: base + first, count: count - first)
        // Nearly always there are a few, of which most are in order.
        guard elements.count < 32 else {
            let sorted = elements.enumerated().sorted { one, other in
                comesBefore(one.element, other.element)
                    || (one.offset < other.offset && !comesBefore(other.element, one.element))
            }
            for (index, element) in sorted.enumerated() { elements[index] = element.element }
            return
        }
        for index in elements.indices.dropFirst() {
            var place = index
            while place > 0, comesBefore(elements[place], elements[place - 1]) {
                elements.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.initialize(from: base, count: count)
        base.deallocate()
        (base, capacity) = (larger, 2 * capacity)
    }
}
