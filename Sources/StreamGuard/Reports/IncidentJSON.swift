import Checklist

/// To whom an incident is handed, as JSON.
enum IncidentJSON {
    /// Everything about one incident.
    ///
    /// - Parameters:
    ///   - handing: to whom the incident has to be handed.
    ///   - told: the ids of those who have been told already.
    /// - Returns: one object.
    static func json(_ handing: Handing, told: [String] = []) -> JSON {
        .object([
            ("category", .string(handing.category.id)),
            ("means", .string(handing.category.means)),
            ("aboutStaff", .bool(handing.isAboutStaff)),
            ("leavesOpenWho", .bool(handing.leavesOpenWho)),
            ("tell", .array(handing.tellings.map(telling))),
            ("nobodyLeft", .array(handing.unfilled.map(unfilled))),
            ("sentences", strings(handing.category.sentences)),
            ("outside", .array(handing.outside.map(outside))),
            (
                "notHandedOver",
                .array(handing.open(told: told).map { strings($0.people) })
            ),
            ("sources", .array(handing.category.sources.map(source))),
        ])
    }

    /// The kinds of incident.
    static func json(_ routes: Routes) -> JSON {
        .object([
            ("id", .string(routes.id)), ("version", text(routes.version)),
            (
                "categories",
                .array(
                    routes.categories.map {
                        .object([("id", .string($0.id)), ("means", .string($0.means))])
                    }
                )
            ),
        ])
    }

    private static func telling(_ telling: Handing.Telling) -> JSON {
        var members: [(String, JSON)] = [
            ("people", strings(telling.people)),
            ("role", .string(telling.role.id)),
            ("words", .string(telling.role.words)),
            ("alsoRoles", strings(telling.also.map(\.id))),
            ("how", .string(telling.how.rawValue)),
            ("urgency", .string(telling.urgency.rawValue)),
            ("thenTry", .array(telling.thenTry.map(alternative))),
        ]
        if let (role, because) = telling.insteadOf {
            members.append(("insteadOf", .string(role.id)))
            members.append(("because", .string(because.rawValue)))
        }
        return .object(members)
    }

    private static func alternative(_ alternative: Handing.Alternative) -> JSON {
        .object([
            ("role", .string(alternative.role.id)), ("people", strings(alternative.people)),
        ])
    }

    private static func unfilled(_ unfilled: Handing.Unfilled) -> JSON {
        .object([
            ("role", .string(unfilled.role.id)), ("because", .string(unfilled.because.rawValue)),
            ("outside", text(unfilled.outside?.id)),
        ])
    }

    private static func outside(_ outside: Handing.Outside) -> JSON {
        .object([
            ("body", .string(outside.body.id)), ("words", .string(outside.body.words)),
            ("decides", outside.decides.map(alternative) ?? .null),
            ("note", text(outside.note)),
        ])
    }

    private static func source(_ source: Routes.Source) -> JSON {
        .object([
            ("document", .string(source.document)), ("section", text(source.section)),
            ("rows", strings(source.rows)), ("certainty", text(source.certainty)),
            ("provenance", text(source.provenance)),
        ])
    }

    private static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
