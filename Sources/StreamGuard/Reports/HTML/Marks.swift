import Checklist

/// Signs that stand beside a word and tell by their shape what it says.
enum Marks {
    static func mark(_ decision: Decision) -> HTML {
        let shape: [(x: Double, y: Double)] =
            switch decision {
            // A tick.
            case .ready: [(9, 17), (14, 22), (24, 10), (26, 12), (14, 26), (7, 19), (9, 17)]
            // Two bars: wait.
            case .needsApproval:
                [(9, 8), (14, 8), (14, 24), (9, 24), (9, 8)]
                    + [(18, 8), (23, 8), (23, 24), (18, 24), (18, 8)]
            // Three dots: to be filled in.
            case .needsAnswers: []
            // A cross.
            case .doNotRun:
                [
                    (10, 7), (16, 13), (22, 7), (25, 10), (19, 16), (25, 22), (22, 25), (16, 19),
                    (10, 25), (7, 22), (13, 16), (7, 10), (10, 7),
                ]
            }
        var content: HTML = []
        if decision == .needsAnswers {
            for x in [7.0, 14, 21] {
                content += HTML.element(
                    .rect,
                    [
                        .measure("x", x), .measure("y", 14), .measure("width", 4),
                        .measure("height", 4),
                    ]
                )
            }
        } else if decision == .needsApproval {
            content += HTML.element(.path, [.points(Array(shape.prefix(5)))])
            content += HTML.element(.path, [.points(Array(shape.suffix(5)))])
        } else {
            content += HTML.element(.path, [.points(shape)])
        }
        return HTML.element(
            .svg,
            [.class(.mark), .box(width: 32, height: 32), .unheard],
            content
        )
    }
}
