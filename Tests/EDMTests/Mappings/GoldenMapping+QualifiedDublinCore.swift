extension GoldenMapping {
  static let qualifiedDublinCore = [
    GoldenMapping(
      name: "a photograph with terms, an image, a page and a licence",
      prefix: "oai_qdc",
      record: """
        <qdc:qualifieddc xmlns:qdc="http://worldcat.org/xmlschemas/qdc-1.0/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <dc:title xml:lang="en">Mill at the weir</dc:title>
          <dcterms:alternative xml:lang="de">Mühle am Wehr</dcterms:alternative>
          <dcterms:abstract xml:lang="en">The mill before the fire.</dcterms:abstract>
          <dcterms:created xsi:type="dcterms:W3CDTF">1911-05</dcterms:created>
          <dcterms:dateSubmitted>2019</dcterms:dateSubmitted>
          <dcterms:spatial xsi:type="dcterms:URI">http://places.example/weir</dcterms:spatial>
          <dcterms:audience>Schools</dcterms:audience>
          <dc:type xml:lang="de">Fotografie</dc:type>
          <dc:identifier>http://museum.example/object/7</dc:identifier>
          <dc:identifier>http://museum.example/media/7.jpg</dc:identifier>
          <dc:identifier>http://museum.example/media/7-back.JPG?size=full</dc:identifier>
          <dcterms:license>http://creativecommons.org/licenses/by/4.0/</dcterms:license>
          <dcterms:rightsHolder xml:lang="en">Mill Museum</dcterms:rightsHolder>
        </qdc:qualifieddc>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:date>2019</dc:date>
          <dc:description xml:lang="en">The mill before the fire.</dc:description>
          <dc:identifier>http://museum.example/object/7</dc:identifier>
          <dc:identifier>http://museum.example/media/7.jpg</dc:identifier>
          <dc:identifier>http://museum.example/media/7-back.JPG?size=full</dc:identifier>
          <dc:rights xml:lang="en">Mill Museum</dc:rights>
          <dc:title xml:lang="en">Mill at the weir</dc:title>
          <dc:type xml:lang="de">Fotografie</dc:type>
          <dcterms:alternative xml:lang="de">Mühle am Wehr</dcterms:alternative>
          <dcterms:created>1911-05</dcterms:created>
          <dcterms:spatial rdf:resource="http://places.example/weir"/>
          <edm:type>IMAGE</edm:type>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:hasView rdf:resource="http://museum.example/media/7-back.JPG?size=full"/>
          <edm:isShownAt rdf:resource="http://museum.example/object/7"/>
          <edm:isShownBy rdf:resource="http://museum.example/media/7.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/licenses/by/4.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name: "terms in the wrong namespace, two kinds of type, an image only in the relation",
      prefix: "oai_qdc",
      record: """
        <oai_qdc:qualifieddc xmlns:oai_qdc="http://www.openarchives.org/OAI/2.0/oai_qdc/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xml:lang="fr">
          <dcterms:title>Chant et partition</dcterms:title>
          <dc:alternative>Chant</dc:alternative>
          <dcterms:type>Sound</dcterms:type>
          <dc:type>Text</dc:type>
          <dc:relation>http://library.example/cover.png</dc:relation>
          <dcterms:bibliographicCitation>Recueil 3, p. 12</dcterms:bibliographicCitation>
          <dcterms:accessRights>Libre</dcterms:accessRights>
          <dc:rights>https://rightsstatements.org/vocab/InC/1.0/</dc:rights>
        </oai_qdc:qualifieddc>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:identifier xml:lang="fr">Recueil 3, p. 12</dc:identifier>
          <dc:relation xml:lang="fr">http://library.example/cover.png</dc:relation>
          <dc:rights xml:lang="fr">Libre</dc:rights>
          <dc:title xml:lang="fr">Chant et partition</dc:title>
          <dc:type xml:lang="fr">Sound</dc:type>
          <dc:type xml:lang="fr">Text</dc:type>
          <dcterms:alternative xml:lang="fr">Chant</dcterms:alternative>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:isShownBy rdf:resource="http://library.example/cover.png"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="https://rightsstatements.org/vocab/InC/1.0/"/>
        </ore:Aggregation>
        """),
  ]
}
