internal import IIIF

/// Writes annotations as JSON-LD: what the repository's `oa` says, word for word.
struct AnnotationJSONWriter {
  let addresses: PresentationAddresses

  static let annotationContext = "http://www.w3.org/ns/anno.jsonld"
  static let presentationContext = "http://iiif.io/api/presentation/3/context.json"

  /// All annotations of a record as an AnnotationPage of IIIF; `nil` where there are none.
  /// - Parameter identifier: the record in our repository.
  func page(_ annotations: [StatementAnnotation], of identifier: String) -> OrderedJSON? {
    guard !annotations.isEmpty else { return nil }
    let items = annotations.flatMap { annotation in
      [self.annotation(annotation)] + (annotation.review.map { [review($0, of: annotation.id)] } ?? [])
    }
    // The context of the Presentation API has to be the last one.
    return [
      "@context": [.text(addresses.context), .text(Self.presentationContext)],
      "id": .text(addresses.annotations(identifier)), "type": "AnnotationPage",
      "label": ["en": ["What models and people say of the images"]], "items": .list(items),
    ]
  }

  /// An annotation, or a review, of a page as a document of its own; `nil` where the page has none of that id.
  /// - Parameter page: the bytes of a page written by ``page(_:of:)``.
  static func document(_ id: String, inPage page: [UInt8], context: String) -> [UInt8]? {
    let start = OrderedJSON.object([("id", .text(id)), ("type", "Annotation")]).bytes.dropLast()
    guard let place = page.firstRange(of: start)?.lowerBound,
      let end = endOfObject(in: page, from: place)
    else { return nil }
    let contexts: OrderedJSON = [.text(annotationContext), .text(context)]
    return Array("{\"@context\":".utf8) + contexts.bytes + [UInt8(ascii: ",")] + page[(place + 1)..<end]
  }

  /// The place behind the object that begins at a place.
  private static func endOfObject(in bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isText = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isText: index += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  private func annotation(_ annotation: StatementAnnotation) -> OrderedJSON {
    var bodies: [OrderedJSON] = []
    if let concept = annotation.concept {
      bodies.append(
        ["type": "SpecificResource", "source": .text(concept), "purpose": .text(annotation.motivation)])
    }
    bodies.append(
      textualBody(annotation.label, language: annotation.language, purpose: annotation.motivation))
    return [
      "id": .text(annotation.id), "type": "Annotation", "motivation": .text(annotation.motivation),
      "body": .list(bodies), "target": .list(annotation.targets.map { target($0, scope: annotation.scope) }),
      "confidence": .text(annotation.confidence), "created": .text(annotation.generated),
      "generated": .text(annotation.generated), "rights": .text(PublishedRights.ofStatements),
      "generator": [
        "id": .text(annotation.generator), "type": "Software", "name": .text(annotation.model),
        "version": .text(annotation.generatorVersion),
      ],
      "wasGeneratedBy": [
        "type": "Activity", "wasAssociatedWith": .text(annotation.generator), "used": .text(annotation.image),
        "description": .text(annotation.activity),
      ],
      "wasDerivedFrom": [
        [
          "id": .text(annotation.image), "type": "Entity", "atLocation": .text(annotation.imageRequest),
          "identifier": .text(annotation.imageIdentifier),
        ],
        [
          "type": "Entity", "identifier": .text(annotation.sourceIdentifier),
          "version": .text(annotation.sourceVersion),
        ],
      ],
      "comment": .text(annotation.comment),
    ]
  }

  private func textualBody(_ text: String, language: String?, purpose: String) -> OrderedJSON {
    var body: OrderedJSON = ["type": "TextualBody", "value": .text(text)]
    if let language { body.append("language", .text(language)) }
    body.append("purpose", .text(purpose))
    return body
  }

  private func target(_ target: StatementAnnotation.Target, scope: String) -> OrderedJSON {
    var resource: OrderedJSON = ["type": "SpecificResource"]
    if let canvas = target.canvas {
      resource.append(
        "source",
        [
          "id": .text(canvas.id), "type": "Canvas",
          "partOf": [["id": .text(canvas.manifest), "type": "Manifest"]],
        ])
    } else {
      resource.append("source", .text(target.source))
    }
    // IIIF takes web addresses for `scope` alone; the context gives the same meaning to `describedObject`.
    resource.append(scope.hasPrefix("http") ? "scope" : "describedObject", .text(scope))
    if let fragment = target.fragment {
      resource.append(
        "selector",
        [
          "type": "FragmentSelector", "conformsTo": .text(StatementAnnotation.mediaFragments),
          "value": .text(fragment),
        ])
    }
    return resource
  }

  private func review(_ review: StatementAnnotation.Review, of annotation: String) -> OrderedJSON {
    var bodies = [textualBody(review.verdict, language: "en", purpose: "assessing")]
    if let note = review.note { bodies.append(textualBody(note, language: nil, purpose: "commenting")) }
    return [
      "id": .text(review.id), "type": "Annotation", "motivation": "assessing", "body": .list(bodies),
      "target": .text(annotation), "creator": ["type": "Person", "nickname": .text(review.reviewer)],
      "created": .text(review.created), "rights": .text(PublishedRights.ofStatements),
    ]
  }
}
