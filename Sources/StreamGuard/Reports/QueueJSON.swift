import Checklist

/// The queue as JSON, for a program; the writer sorts the keys.
enum QueueJSON {
    static func json(_ queue: Queue, all: Bool) -> JSON {
        var members: [(String, JSON)] = [
            ("at", .string(queue.now.rfc3339)),
            ("damaged", .bool(!queue.isSound)),
            (
                "notJudged",
                .array(
                    queue.notJudged.map {
                        .object([("message", .string($0.why)), ("plan", .string($0.plan))])
                    }
                )
            ),
            ("trial", .bool(queue.isTrial)),
            (
                "unconfirmedRoles",
                .array(
                    queue.unconfirmed.map {
                        .object([("id", .string($0.id)), ("role", .string($0.role))])
                    }
                )
            ),
            ("waiting", .array(queue.waiting.map { request($0, queue) })),
            ("you", queue.person.map(JSON.string) ?? .null),
        ]
        if all { members.append(("settled", .array(queue.settled.map { request($0, queue) }))) }
        return .object(members)
    }

    private static func request(_ request: ApprovalRequest, _ queue: Queue) -> JSON {
        let (finding, need) = (request.finding, request.need)
        var members: [(String, JSON)] = [
            ("asks", .string(need.asks)),
            ("by", .array(need.by.map { .string($0.name) })),
            ("code", .string(request.code)),
            ("decision", .string(request.report.verdict.decision.rawValue)),
            ("facts", .object(need.facts.map { ($0.path, $0.value) })),
            ("hindrances", .array(request.hindrances.map { .string($0.code) })),
            ("item", .string(finding.item)),
            ("mayDecide", .array(request.deciders.map(JSON.string))),
            ("plan", plan(request, queue)),
            ("rule", .string(request.rule)),
            ("standing", StandingJSON.json(request.standing, finding, queue.clock)),
        ]
        if let lasts = need.lasts { members.append(("lasts", .string(lasts.text))) }
        if let why = finding.why { members.append(("why", .string(why))) }
        return .object(members)
    }

    private static func plan(_ request: ApprovalRequest, _ queue: Queue) -> JSON {
        let plan = request.report.plan
        var members: [(String, JSON)] = [("version", .int(Int64(request.versions.count)))]
        if let id = plan.id { members.append(("id", .string(id))) }
        if let title = plan.title { members.append(("title", .string(title))) }
        if let start = plan.start { members.append(("start", .string(queue.clock.rfc3339(start)))) }
        if let end = plan.end { members.append(("end", .string(queue.clock.rfc3339(end)))) }
        if let last = request.versions.last {
            members.append(("digest", .string(last.digest)))
            members.append(("handedInAt", .string(last.at.rfc3339)))
            members.append(("handedInBy", .string(last.author.by)))
        }
        return .object(members)
    }
}
