internal import EDM
public import Store

/// A canvas on which a file of a record is to be seen, in the provider's manifest or in ours.
struct ShownCanvas: Equatable {
  var id: String
  /// The manifest that it is a part of.
  var manifest: String
  var width: Int
  var height: Int
}

/// Which files of a record are shown on which canvases: the provider's own where its manifest exists, else those of
/// a manifest of ours, which shows what the rights let us show.
struct RecordPresentation {
  /// A file that our manifest shows.
  struct Painting {
    var resource: WebResource
    var facts: MediumFacts
    var canvas: ShownCanvas
  }

  /// The provider's manifest; `nil` where the record names none that can be read.
  let providerManifest: String?
  /// What our manifest shows, in the order of the record; empty where there is to be none.
  let paintings: [Painting]
  /// The canvases by the addresses of the files on them.
  let canvases: [String: ShownCanvas]
  /// The sizes of the files that were looked at, by address.
  let frames: [String: ImageFrame]

  /// - Parameters:
  ///   - abouts: the `about` containers of the record as received.
  ///   - isOwn: false where a manifest of ours would have to be made from a record that is withheld.
  ///   - mayShow: whether the rights allow to show a file.
  init(
    _ dossier: RecordDossier, abouts: [[UInt8]], identifier: String, isOwn: Bool,
    addresses: PresentationAddresses,
    mayShow: (WebResource) -> Bool
  ) {
    let files = dossier.webResources.filter { $0.reference.role != .isShownAt }
    var frames: [String: ImageFrame] = [:]
    for file in files {
      guard let facts = file.medium.flatMap({ dossier.facts[$0] }) else { continue }
      let looked = PixelExtent(width: facts.width, height: facts.height)
      var full = looked
      if let width = file.lastAttempt?.fullWidth, let height = file.lastAttempt?.fullHeight {
        full = PixelExtent(width: width, height: height)
      }
      frames[file.reference.address] = ImageFrame(looked: looked, full: full)
    }
    self.frames = frames

    var canvases: [String: ShownCanvas] = [:]
    providerManifest = dossier.providerManifest
    if let providerManifest {
      let own = SourceManifest.canvases(in: abouts)
      for file in files {
        let manifest = file.reference.manifest ?? providerManifest
        let found = own.first { $0.shows(file.reference) }.flatMap(IIIFFinding.Canvas.init)
        guard let canvas = file.iiif?.canvas ?? found else { continue }
        canvases[file.reference.address] = ShownCanvas(
          id: canvas.id, manifest: manifest, width: canvas.width, height: canvas.height)
      }
      paintings = []
    } else {
      paintings =
        isOwn
        ? Self.painted(files).compactMap { file in
          guard mayShow(file), let facts = file.medium.flatMap({ dossier.facts[$0] }),
            let full = frames[file.reference.address]?.full
          else { return nil }
          return Painting(
            resource: file, facts: facts,
            canvas: ShownCanvas(
              id: addresses.canvas(identifier, position: file.position),
              manifest: addresses.manifest(identifier), width: full.width, height: full.height))
        } : []
      for painting in paintings { canvases[painting.resource.reference.address] = painting.canvas }
    }
    self.canvases = canvases
  }

  /// Views of the object; its `edm:object`, which mostly is a small copy of the first of them, where there are none.
  private static func painted(_ files: [WebResource]) -> [WebResource] {
    let views = files.filter { $0.reference.role != .object }
    return (views.isEmpty ? files : views).filter { $0.reference.address.hasPrefix("http") }
  }
}

extension RecordDossier {
  /// The manifest that the record names, unless it is known that none is there, or was made from.
  public var providerManifest: String? {
    webResources.lazy.filter { $0.reference.role != .isShownAt && $0.iiif?.manifestFailure == nil }
      .compactMap(\.reference.manifest).first
      ?? (SourceManifest.isSource(of: source.bytes) ? source.identifier : nil)
  }
}
