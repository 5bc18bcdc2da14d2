import Checklist

/// Takes out of a report's sentences what must not hang on a noticeboard or go round in an e-mail.
///
/// Whoever is no member of staff is called by their place in the plan, such as "pupil 3": a pupil,
/// a parent, a guest. What somebody wrote into the plan in their own words is left out, but for
/// the title. It rather takes too much: a word of a sentence that is also a pupil's id goes too.
struct PublicWords {
    /// What stands for each id.
    private let people: [String: String]
    /// The plan's own words, longest first.
    private let texts: [String]

    /// Where a profile lists pupils, apart from its groups.
    private static let lists = [
        ("consents", ["noPictures", "noLiveLessons"]),
        ("agreements", ["unsigned", "unsignedParents"]),
    ]

    static let withheld = "(the plan says it)"

    init(_ report: Report) {
        let plan = report.documents["plan"]?.root
        let school = report.documents["school"]?.root
        var people: [String: String] = [:]
        func add(_ ids: [String], _ words: (Int) -> String) {
            for (index, id) in ids.enumerated() where people[id] == nil {
                people[id] = words(index + 1)
            }
        }
        let groups = school?.member("groups")?.elements ?? []
        let group = groups.first { $0.member("id")?.string == report.plan.group }
        add((plan?.member("pupils") ?? group?.member("pupils"))?.strings ?? []) { "pupil \($0)" }
        add(plan?.member("adults")?.ids ?? []) { "adult \($0)" }
        // Lists of pupils for which something special holds, and everybody else's.
        for name in ["withoutAccess", "otherAccounts"] {
            add(plan?.member(name)?.ids ?? []) { _ in "somebody" }
        }
        add(plan?.member("recording")?.member("refusals")?.ids ?? []) { _ in "somebody" }
        for (list, names) in PublicWords.lists {
            for name in names {
                add(school?.member(list)?.member(name)?.strings ?? []) { _ in "another pupil" }
            }
        }
        for group in groups { add(group.member("pupils")?.strings ?? []) { _ in "another pupil" } }
        for name in ["present", "confirmations"] {
            add(report.documents["live"]?.root.member(name)?.ids ?? []) { _ in "somebody" }
        }
        let staff = report.documents["school"].map(People.init)?.all.flatMap(\.ids) ?? []
        for id in staff { people[id] = nil }
        // A group of one is that pupil.
        if let group = report.plan.group, let pupils = report.plan.pupils, pupils < 2 {
            people[group] = people[group] ?? "this group"
        }
        self.people = people
        let form = report.forms.first { $0.name == "plan" }
        texts = (form.map { PublicWords.texts(in: plan, $0.fields) } ?? [])
            .sorted { $0.utf8.count > $1.utf8.count }
    }

    /// A sentence as anybody may read it.
    func shown(_ sentence: String) -> String {
        var sentence = sentence
        for text in texts { sentence = PublicWords.replacing(text, in: sentence) }
        guard !people.isEmpty else { return sentence }
        var shown = String.UnicodeScalarView()
        var word = String.UnicodeScalarView()
        func end() -> String.UnicodeScalarView {
            // A full stop after an id ends the sentence.
            let id = word.reversed().drop { $0 == "." }.reversed()
            let stops = word.suffix(word.count - id.count)
            guard let other = people[String(String.UnicodeScalarView(id))] else { return word }
            return String.UnicodeScalarView(Array(other.unicodeScalars) + Array(stops))
        }
        for scalar in sentence.unicodeScalars {
            if PublicWords.isOfID(scalar) {
                word.append(scalar)
            } else {
                if !word.isEmpty { shown.append(contentsOf: end()) }
                word = String.UnicodeScalarView()
                shown.append(scalar)
            }
        }
        if !word.isEmpty { shown.append(contentsOf: end()) }
        return String(shown)
    }

    /// What the session is called; the plan's id would be as telling as a file's name.
    func title(_ plan: Plan) -> String {
        guard let title = plan.title else { return "A plan without a title" }
        guard PrivateText.signs(in: title).isEmpty else {
            return "A title that is kept back, as it may name somebody"
        }
        return shown(title)
    }

    private static func isOfID(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-"
            || scalar == "_" || scalar == "."
    }

    /// Every place of `text` that stands there as words of its own.
    private static func replacing(_ text: String, in sentence: String) -> String {
        let (wanted, all) = (Array(text.unicodeScalars), Array(sentence.unicodeScalars))
        guard !wanted.isEmpty, wanted.count <= all.count else { return sentence }
        var result = String.UnicodeScalarView()
        var index = 0
        while index < all.count {
            let end = index + wanted.count
            if end <= all.count, all[index] == wanted[0], all[index..<end].elementsEqual(wanted),
                index == 0 || !isLetter(all[index - 1]) || !isLetter(wanted[0]),
                end == all.count || !isLetter(all[end]) || !isLetter(wanted[wanted.count - 1])
            {
                result.append(contentsOf: withheld.unicodeScalars)
                index = end
            } else {
                result.append(all[index])
                index += 1
            }
        }
        return String(result)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The answers that somebody gave in their own words, wherever they stand, but for the title.
    private static func texts(in node: Node?, _ group: Group, isTop: Bool = true) -> [String] {
        var texts: [String] = []
        for field in group.fields where !(isTop && field.name == "title") {
            guard let answer = node?.member(field.name) else { continue }
            texts += PublicWords.texts(in: answer, field.type)
        }
        return texts
    }

    private static func texts(in answer: Node, _ type: FieldType) -> [String] {
        switch type {
        case .string(let limits) where limits.format == nil:
            answer.string.map { [$0] } ?? []
        case .list(let element, _): answer.elements.flatMap { texts(in: $0, element) }
        case .group(let group): texts(in: answer, group, isTop: false)
        case .groups(let group, _):
            answer.elements.flatMap { texts(in: $0, group, isTop: false) }
        default: []
        }
    }
}

extension Node {
    /// The texts of a list.
    fileprivate var strings: [String] { elements.compactMap(\.string) }
    /// The ids of a list of groups.
    fileprivate var ids: [String] { elements.compactMap { $0.member("id")?.string } }
}
