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
    ],
    targets: [
        .target(name: "Checklist", swiftSettings: strict),
        .testTarget(
            name: "ChecklistTests",
            dependencies: ["Checklist"],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
    ]
)
