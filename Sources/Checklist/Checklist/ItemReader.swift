/// Reads the items of a checklist and their sources.
extension ChecklistReader {
    mutating func items(_ members: Members) -> [Item] {
        guard let nodes = members.elements("items", &problems), !nodes.isEmpty else {
            problems.add(
                "the checklist has no items",
                help: "a checklist without items would pass everything",
                at: (members.node("items") ?? members.node).span.prefix,
                in: document
            )
            return []
        }
        var items: [Item] = []
        for node in nodes {
            guard let item = item(node) else { continue }
            if items.contains(where: { sameScalars($0.id, item.id) }) {
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
        let known = ["id", "title", "about", "source", "rules"]
        guard let members = Members(node, in: document, "an item", known: known, &problems),
            let id = members.text("id", of: "the item", &problems)
        else { return nil }
        let what = "the item `\(id.inert)`"
        let title = members.text("title", of: what, &problems)
        let about = members.text("about", &problems)
        if members.node("source") == nil { members.missing("source", of: what, &problems) }
        let sources = sources(members)
        guard let nodes = members.elements("rules", &problems), !nodes.isEmpty else {
            problems.add(
                "\(what) has no rules",
                at: (members.node("rules") ?? node).span.prefix,
                in: document
            )
            return nil
        }
        var rules: [Rule] = []
        for node in nodes {
            if let rule = rule(node, sources: sources) { rules.append(rule) }
        }
        guard let title else { return nil }
        return Item(id: id, title: title, about: about, sources: sources, rules: rules)
    }

    mutating func sources(_ members: Members) -> [Source] {
        guard let node = members.node("source") else { return [] }
        guard case .array(let nodes) = node.content else { return source(node).map { [$0] } ?? [] }
        if nodes.isEmpty { problems.add("`source` is empty", at: node.span, in: document) }
        return nodes.compactMap { source($0) }
    }

    private enum Certainty: String, CaseIterable { case verified, background, judgement }

    private mutating func source(_ node: Node) -> Source? {
        let known = ["document", "section", "number", "rows", "certainty", "provenance"]
        guard let members = Members(node, in: document, "a source", known: known, &problems),
            let name = members.text("document", of: "the source", &problems)
        else { return nil }
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
            title: cited.text("title", &problems) ?? name,
            publisher: cited.text("publisher", &problems),
            date: cited.text("date", &problems),
            url: cited.text("url", &problems),
            section: members.text("section", &problems),
            number: members.text("number", &problems),
            rows: members.texts("rows", &problems).map { $0.text },
            certainty: members.word("certainty", Certainty.self, &problems)?.rawValue,
            provenance: members.text("provenance", &problems)
        )
    }
}
