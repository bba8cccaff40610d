/// A record of a pretend institution, as EDM or as Dublin Core.
struct TestRecord {
  var id: String
  var title: String
  var description = "Ein Blatt aus dem Nachlass & der Sammlung"
  var subjects = ["Seefahrt"]
  /// The address of the image; `{base}` stands for the provider.
  var image: String?
  var rights = "http://creativecommons.org/publicdomain/mark/1.0/"

  var edm: String {
    let web = image.map { "<edm:WebResource rdf:about=\"\($0)\"/>" } ?? ""
    let shown = image.map { "<edm:isShownBy rdf:resource=\"\($0)\"/>" } ?? ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/">
        <edm:ProvidedCHO rdf:about="http://objects.example.org/\(id)">
          <dc:title xml:lang="de">\(Self.escaped(title))</dc:title>
          <dc:description xml:lang="de">\(Self.escaped(description))</dc:description>
          <dc:identifier>INV-\(id)</dc:identifier>
          \(subjects.map { "<dc:subject xml:lang=\"de\">\(Self.escaped($0))</dc:subject>" }.joined())
          <edm:type>IMAGE</edm:type>
        </edm:ProvidedCHO>
        \(web)
        <ore:Aggregation rdf:about="http://objects.example.org/\(id)#aggregation">
          <edm:aggregatedCHO rdf:resource="http://objects.example.org/\(id)"/>
          <edm:dataProvider>Testmuseum</edm:dataProvider>
          <edm:isShownAt rdf:resource="{base}/items/\(id)"/>
          \(shown)
          <edm:provider>Testverbund</edm:provider>
          <edm:rights rdf:resource="\(rights)"/>
        </ore:Aggregation>
      </rdf:RDF>
      """
  }

  var dublinCore: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title xml:lang="fr">\(Self.escaped(title))</dc:title>
      <dc:description xml:lang="fr">\(Self.escaped(description))</dc:description>
      \(subjects.map { "<dc:subject xml:lang=\"fr\">\(Self.escaped($0))</dc:subject>" }.joined())
      <dc:type>StillImage</dc:type>
      <dc:language>fr</dc:language>
      <dc:identifier>{base}/items/\(id)</dc:identifier>
      \(image.map { "<dc:identifier>\($0)</dc:identifier>" } ?? "")
      <dc:rights>\(rights)</dc:rights>
    </oai_dc:dc>
    """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
