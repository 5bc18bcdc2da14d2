// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "streamguard",
    products: [
        .library(name: "Checklist", targets: ["Checklist"]),
        .executable(name: "streamguard", targets: ["StreamGuard"]),
    ],
    targets: [
        .target(name: "Checklist", swiftSettings: strict),
        .target(name: "Platform", path: "Sources/StreamGuard/Platform", swiftSettings: strict),
        // The target's root is the package's, so that `checklists/` can stay at the top and still
        // be copied beside the program as its resource.
        .executableTarget(
            name: "StreamGuard",
            dependencies: ["Checklist", "Platform"],
            path: ".",
            exclude: [
                "README.md", "CHANGELOG.md", "docs", "benchmarks", "Sources/Checklist",
                "Sources/StreamGuard/Platform", "Tests",
            ],
            sources: ["Sources/StreamGuard"],
            resources: [.copy("checklists")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ChecklistTests",
            dependencies: ["Checklist"],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StreamGuardTests",
            dependencies: ["StreamGuard", "Checklist"],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
    ]
)
