internal import EDM
internal import Hashing
internal import OAIPMH
internal import Store

/// What one annotation says, whichever way it is written: the RDF/XML of `oa` and the JSON-LD below `/iiif` are two
/// spellings of this.
///
/// Source: Web Annotation Data Model (W3C 2017); PROV-O (W3C 2013); RFC 6920 for the names of images and weights by
/// their hash. The confidence is `edm:confidenceLevel`, since the model has no term for it.
struct StatementAnnotation: Equatable {
  /// What a statement is about: a file as its provider gives it, or its place in a manifest.
  struct Target: Equatable {
    /// A canvas with the manifest it belongs to.
    struct Canvas: Equatable {
      var id: String
      var manifest: String
    }

    /// The file, or the canvas.
    var source: String
    /// Set where the source is a canvas.
    var canvas: Canvas?
    /// The media fragment of a region, such as `xywh=0,0,10,10`, in units of the source; `nil` for all of it.
    var fragment: String?
  }

  /// What a person said of the statement.
  struct Review: Equatable {
    var id: String
    /// `accepted` or `rejected`.
    var verdict: String
    var note: String?
    var reviewer: String
    var created: String
  }

  var id: String
  /// A motivation of the vocabulary without its namespace; the purpose of the bodies too.
  var motivation: String
  /// The concept's IRI; `nil` for a label without one.
  var concept: String?
  var label: String
  /// The language of the label.
  var language = "en"
  /// A canvas first where there is one, then the file.
  var targets: [Target]
  /// The described object.
  var scope: String
  /// A decimal from 0 to 1.
  var confidence: String
  /// When the model looked at the image.
  var generated: String
  var model: String
  /// The weights by their hash: `ni:///sha-256;...`.
  var generator: String
  var generatorVersion: String
  /// What the model was shown, in words.
  var activity: String
  /// The image by its hash.
  var image: String
  /// The hash as other registers write it: `sha256:...`.
  var imageIdentifier: String
  /// The exact request that brought the image.
  var imageRequest: String
  /// The record as harvested: its identifier at the provider, and the number of its version.
  var sourceIdentifier: String
  var sourceVersion: String
  /// The standing of the statement with its reason.
  var comment: String
  var review: Review?

  static let mediaFragments = "http://www.w3.org/TR/media-frags/"
}

/// Makes the annotations of a record.
struct AnnotationBuilder {
  let addresses: PresentationAddresses
  /// The record in our repository.
  let identifier: String
  /// The described object.
  let scope: String
  /// The record's identifier at the provider.
  let sourceIdentifier: String
  /// The canvases that show the record's files, by address.
  let canvases: [String: ShownCanvas]
  /// The sizes of the files as they were looked at and as they are, by address.
  let frames: [String: ImageFrame]

  /// The annotations of statements, in the order of their ids.
  func annotations(_ statements: [EnrichmentStatement]) -> [StatementAnnotation] {
    statements.sorted { $0.id < $1.id }.map(annotation)
  }

  private func annotation(_ statement: EnrichmentStatement) -> StatementAnnotation {
    let id = addresses.annotation(identifier, statement: statement.id)
    let stamp = statement.generatedAt.description
    return StatementAnnotation(
      id: id, motivation: statement.property == "dc:type" ? "classifying" : "tagging",
      concept: statement.concept.isEmpty ? nil : statement.concept, label: statement.label,
      targets: targets(statement), scope: scope, confidence: Self.decimal(statement.confidence),
      generated: stamp, model: statement.model, generator: Self.name(of: statement.weightsHash),
      generatorVersion: "weights sha256:\(statement.weightsHash.hexadecimal)",
      activity: "preprocessing \(statement.preprocessing), region \(statement.region)",
      image: Self.name(of: statement.medium), imageIdentifier: "sha256:\(statement.medium.hexadecimal)",
      imageRequest: statement.imageRequest, sourceIdentifier: sourceIdentifier,
      sourceVersion: String(statement.recordVersion),
      comment: "\(statement.standing.rawValue): \(statement.reason)",
      review: statement.decision.map { decision in
        StatementAnnotation.Review(
          id: id + "/review", verdict: decision.verdict == .accept ? "accepted" : "rejected",
          note: decision.note, reviewer: decision.reviewer, created: decision.at.description)
      })
  }

  private func targets(_ statement: EnrichmentStatement) -> [StatementAnnotation.Target] {
    let frame = frames[statement.webResource]
    var targets: [StatementAnnotation.Target] = []
    if let canvas = canvases[statement.webResource] {
      targets.append(
        .init(
          source: canvas.id, canvas: .init(id: canvas.id, manifest: canvas.manifest),
          fragment: fragment(
            statement.region, from: frame?.looked, to: PixelExtent(width: canvas.width, height: canvas.height)
          )))
    }
    // Where a rule derived a manifest, the record names no file: the canvas says it all.
    if targets.first?.canvas?.manifest == statement.webResource { return targets }
    targets.append(
      .init(
        source: statement.webResource, canvas: nil,
        fragment: fragment(statement.region, from: frame?.looked, to: frame?.full)))
    return targets
  }

  /// The media fragment of a region of the image that was looked at, in the units of what it is a part of.
  private func fragment(_ region: String, from looked: PixelExtent?, to whole: PixelExtent?) -> String? {
    guard region != "full" else { return nil }
    guard let looked, let whole, let box = PixelBox(region) else { return "xywh=\(region)" }
    return "xywh=\(box.scaled(from: looked, to: whole))"
  }

  /// The name of some bytes by their hash (RFC 6920).
  static func name(of hash: ContentHash) -> String { "ni:///sha-256;" + Base64URL.text(hash.bytes) }

  /// A number from 0 to 1 with at most four decimals, as `xsd:decimal` writes it.
  static func decimal(_ number: Double) -> String {
    let scaled = Int((min(max(number, 0), 1) * 10_000).rounded())
    guard scaled < 10_000 else { return "1.0" }
    var digits = String(scaled)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return "0." + digits
  }
}
