/// Reads the items of a checklist and their sources.
extension ChecklistReader {
    mutating func items(_ members: Members) -> [Item] {
        var items: [Item] = []
        var seen = Seen()
        for node in members.elements("items") {
            guard let item = item(node) else { continue }
            if !seen.isNew(item.id) {
                problems.add(
                    "the item `\(item.id.inert)` is there twice",
                    at: node.span.prefix,
                    in: document
                )
            }
            items.append(item)
        }
        return items
    }

    private mutating func item(_ node: Node) -> Item? {
        guard let members = Members(node, in: document, .item, &problems) else { return nil }
        let id = members.text("id")
        members.requireAll(of: id.map { "the item `\($0.inert)`" } ?? "the item", &problems)
        let title = members.text("title")
        let sources = sources(members)
        var rules: [Rule] = []
        for node in members.elements("rules") {
            if let rule = rule(node, of: (id ?? "", title ?? ""), sources: sources) {
                rules.append(rule)
            }
        }
        guard let id, let title else { return nil }
        return Item(
            id: id,
            title: title,
            about: members.text("about"),
            sources: sources,
            rules: rules
        )
    }

    mutating func sources(_ members: Members) -> [Source] {
        guard let node = members.node("source") else { return [] }
        guard case .array(let nodes) = node.content else { return source(node).map { [$0] } ?? [] }
        return nodes.compactMap { source($0) }
    }

    private mutating func source(_ node: Node) -> Source? {
        guard let members = Members(node, in: document, .source, &problems) else { return nil }
        members.requireAll(of: "the source", &problems)
        guard let name = members.text("document") else { return nil }
        guard let cited = documents[name] else {
            problems.add(
                "there is no document `\(name.inert)`",
                help: nearest(to: name, among: documents.keys.sorted()).map {
                    "did you mean `\($0)`?"
                } ?? "declare it in `documents`",
                at: (members.node("document") ?? node).span,
                in: document
            )
            return nil
        }
        return Source(
            title: cited.text("title") ?? name,
            publisher: cited.text("publisher"),
            date: cited.text("date"),
            url: cited.text("url"),
            section: members.text("section"),
            number: members.text("number"),
            rows: members.texts("rows").map { $0.text },
            certainty: members.word("certainty", Certainty.self)?.rawValue,
            provenance: members.text("provenance")
        )
    }
}
