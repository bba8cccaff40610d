internal import EDM
internal import IIIF
internal import Store

extension RecordPublisher {
  /// What we say of a record, in both spellings of one model: `oa` of the repository and the annotation page of IIIF.
  /// Beside them the record's own manifest, and what was measured of its files.
  func presentationForms(
    _ dossier: RecordDossier, _ described: DescribedRecord, identifier: String, abouts: [[UInt8]],
    about: [UInt8]
  ) -> [PublishedForm] {
    let addresses = settings.addresses
    let presentation = RecordPresentation(
      dossier, abouts: abouts, identifier: identifier, isOwn: described.withheld.isEmpty,
      addresses: addresses,
      mayShow: settings.mayShow)
    let scope = [described.about, dossier.description?.about ?? ""].first { !$0.isEmpty } ?? identifier
    let annotations = AnnotationBuilder(
      addresses: addresses, identifier: identifier, scope: scope,
      sourceIdentifier: dossier.source.identifier, canvases: presentation.canvases,
      frames: presentation.frames
    ).annotations(dossier.statements)

    var forms: [PublishedForm] = []
    func add(_ prefix: String, _ bytes: [UInt8]?, about: [UInt8] = []) {
      if let bytes { forms.append(PublishedForm(prefix: prefix, content: .metadata(bytes), about: about)) }
    }
    add(PublishedFormat.annotations, AnnotationRDFWriter.write(annotations), about: about)
    add(
      PublishedFormat.annotationPage,
      AnnotationJSONWriter(addresses: addresses).page(annotations, of: identifier)?.bytes)
    add(
      PublishedFormat.manifest,
      ManifestWriter(
        settings: settings, identifier: identifier, described: described, presentation: presentation,
        files: dossier.webResources, hasAnnotations: !annotations.isEmpty
      ).manifest()?.bytes)
    add(
      PublishedFormat.quality,
      QualityWriter(addresses: addresses).document(dossier.qualityMeasurements, of: identifier))
    return forms
  }
}
