// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled in Swift 6 language mode with the same strictness.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of Winnow, with the project's settings.
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The unit tests beside a library target.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "winnow",
  products: [
    .executable(name: "winnow", targets: ["winnow"]),
    .executable(name: "winnow-bench", targets: ["winnow-bench"]),
    .executable(name: "winnow-fuzz", targets: ["winnow-fuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    // System libraries: module maps and the smallest shims, each imported by one adapter.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibXSLT", pkgConfig: "libexslt", providers: [.apt(["libxslt1-dev"])]),
    .systemLibrary(
      name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CLibDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CLibVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
    // libjpeg reports errors by longjmp, which must never cross a Swift frame: its shim is C.
    .target(name: "CLibJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    .target(name: "COnnxRuntime", linkerSettings: [.linkedLibrary("dl")]),

    // Pure foundations and adapters.
    library("Hashing", [.product(name: "Crypto", package: "swift-crypto")]),
    library("Compression", ["CZlib", "CZstd", "CLibDeflate"]),
    library("Parquet", ["Compression"]),
    library("XMLCodec", ["CLibXML2", "CLibXSLT"]),
    library("EDM", ["XMLCodec"]),
    library("OAIPMH", ["XMLCodec"]),
    library("IIIF", ["XMLCodec"]),
    library("Archives", ["CLibArchive"]),
    library("Fetching", ["CLibCurl", "CZlib", "Hashing"]),
    library("Imaging", ["CLibJPEG", "CLibVips"]),
    library("Inference", ["COnnxRuntime", "Hashing", .product(name: "Yams", package: "Yams")]),
    library("Store", ["EDM", "OAIPMH", "Hashing", "XMLCodec"]),
    library(
      "SQLiteStore",
      [
        "Store", "OAIPMH", "EDM", "Hashing", "Compression", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library("WinnowConfiguration", ["EDM", "OAIPMH", .product(name: "Yams", package: "Yams")]),
    library(
      "Publishing",
      [
        "Store", "EDM", "OAIPMH", "IIIF", "XMLCodec", "Hashing", "Compression", "Archives", "Parquet",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library(
      "Pipeline",
      [
        "Store", "EDM", "OAIPMH", "IIIF", "XMLCodec", "Archives", "Fetching", "Imaging", "Inference",
        "Publishing", "WinnowConfiguration", "Hashing", .product(name: "Logging", package: "swift-log"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ]),
    library(
      "Web",
      [
        "Store", "OAIPMH", "Publishing", "IIIF", "Hashing", "Compression", "Fetching", "XMLCodec",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "winnow",
      dependencies: [
        "Pipeline", "Web", "SQLiteStore", "Store", "WinnowConfiguration", "Publishing", "Fetching", "Imaging",
        "Inference", "EDM", "OAIPMH", "IIIF", "XMLCodec", "Hashing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], swiftSettings: strict),

    // Benchmarks: harvesting and serving are run from outside beside their peers; describing is measured step by step.
    .executableTarget(
      name: "winnow-bench",
      dependencies: [
        "EDM", "Hashing", "OAIPMH", "Publishing", "SQLiteStore", "Store",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Peers"], swiftSettings: strict),

    // Damaged records: made, put through the way of a record, and told apart by what comes of them.
    library("RecordMutation", ["EDM", "OAIPMH", "XMLCodec"]),
    .executableTarget(
      name: "winnow-fuzz",
      dependencies: [
        "RecordMutation", "EDM", "OAIPMH", "XMLCodec",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // Servers for tests: one whose every answer is scripted, and a model OAI-PMH repository with faults.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),

    // Unit tests beside each target.
    tests(of: "Hashing"),
    tests(of: "XMLCodec"),
    tests(of: "OAIPMH", ["XMLCodec"]),
    tests(of: "EDM", ["XMLCodec", "RecordMutation"]),
    tests(of: "IIIF", ["XMLCodec"]),
    tests(of: "Archives", ["TestSupport", "Compression"]),
    tests(of: "Fetching", ["Hashing", "TestSupport"]),
    tests(of: "Imaging"),
    tests(of: "Inference", ["Hashing"]),
    tests(
      of: "Publishing",
      [
        "Store", "SQLiteStore", "StoreContract", "TestSupport", "EDM", "OAIPMH", "IIIF", "XMLCodec",
        "Hashing", "Archives", "Parquet",
      ]),
    tests(of: "Compression", ["Fetching"]),
    tests(of: "Parquet"),
    tests(of: "Store", ["Hashing"]),
    .target(
      name: "StoreContract", dependencies: ["Store", "EDM", "OAIPMH", "Hashing", "XMLCodec"],
      path: "Tests/StoreContract", swiftSettings: strict),
    tests(
      of: "SQLiteStore",
      [
        "StoreContract", "Store", "EDM", "OAIPMH", "Hashing", "Compression", "XMLCodec",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(of: "WinnowConfiguration", ["EDM"]),
    tests(
      of: "Pipeline",
      [
        "Store", "SQLiteStore", "EDM", "OAIPMH", "XMLCodec", "WinnowConfiguration", "Hashing", "Imaging",
        "Fetching", "Publishing", "TestSupport", "StoreContract",
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      of: "Web",
      [
        "Publishing", "OAIPMH", "Store", "SQLiteStore", "StoreContract", "TestSupport", "Compression",
        "Fetching",
        "XMLCodec",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "SQLiteStore", "Store", "OAIPMH", "XMLCodec"],
      exclude: ["Peers", "Readers", "WayBack/catalogue.py"], swiftSettings: strict),
  ]
)
