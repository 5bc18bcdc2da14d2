import Checklist

@testable import StreamGuard

/// The routes that ship, beside the two sample schools.
enum ShippedRoutes {
    static let routes = Result {
        try Routes(Shipped.document("incidents.routes.json"), Shipped.rulebook())
    }

    struct SampleSchool {
        let name: String
        let people: People
        let routes: SchoolRoutes
    }

    static func schools() throws -> [SampleSchool] {
        try Shipped.schools().map { document in
            SampleSchool(
                name: document.shortName,
                people: People(document),
                routes: SchoolRoutes(document)
            )
        }
    }

    static func school(_ name: String) throws -> SampleSchool {
        guard let school = try schools().first(where: { $0.name == name }) else {
            throw NoSuchSchool(name: name)
        }
        return school
    }

    private struct NoSuchSchool: Error {
        let name: String
    }
}

extension People {
    /// People as "id roles" or "id/login roles", with the roles divided by spaces.
    init(_ lines: String...) throws {
        let entries = lines.map { line -> (id: String, login: String, roles: [String]) in
            let words = line.split(separator: " ").map(String.init)
            let name = words[0].split(separator: "/").map(String.init)
            return (name[0], name.count > 1 ? name[1] : "", Array(words.dropFirst()))
        }
        try self.init(entries: entries)
    }

    init(entries: [(id: String, login: String, roles: [String])]) throws {
        let people = entries.map { entry in
            JSON.object([
                ("id", .string(entry.id)), ("login", .string(entry.login)),
                ("roles", .array(entry.roles.map { .string($0) })),
            ])
        }
        let school = JSON.object([("people", .array(people))]).canonical()
        self.init(try Document(parsing: SourceText(name: "school.json", text: school)))
    }
}

extension Handing {
    /// Who is told, as one line: "deputy (dsl concerned; then chair) + head".
    var line: String {
        let told = tellings.map { telling in
            var notes = ([telling.role] + telling.also).map(\.id).joined(separator: "+")
            if let (role, because) = telling.insteadOf {
                notes += " for \(role.id), \(because.rawValue)"
            }
            if !telling.thenTry.isEmpty {
                notes +=
                    "; then "
                    + telling.thenTry.map { $0.people.joined(separator: "/") }
                    .joined(separator: ", ")
            }
            notes += "; \(telling.urgency.rawValue) \(telling.how.rawValue)"
            return "\(telling.people.joined(separator: "/")) (\(notes))"
        }
        let left = unfilled.map {
            "nobody (\($0.role.id), \($0.because.rawValue)) but \($0.outside?.id ?? "nobody")"
        }
        return (told + left).joined(separator: " + ")
    }

    /// Who outside may be told, and who decides it: "mash by dsl".
    var outsideLine: String {
        outside.map { "\($0.body.id) by \($0.decides?.people.joined(separator: "/") ?? "nobody")" }
            .joined(separator: ", ")
    }
}
