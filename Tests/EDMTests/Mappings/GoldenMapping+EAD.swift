extension GoldenMapping {
  static let ead = [
    GoldenMapping(
      name: "a fonds of EAD 2002 with a component that is a record of its own",
      prefix: "ead",
      record: """
        <ead xmlns="urn:isbn:1-931666-22-9" xmlns:xlink="http://www.w3.org/1999/xlink">
          <eadheader><eadid url="http://archive.example/fa/1">FA 1</eadid></eadheader>
          <archdesc level="fonds" xml:lang="de">
            <did>
              <unittitle>Nachlass Berg</unittitle><unitid>N 1</unitid>\
        <unitdate normal="1850/1901">1850 bis 1901</unitdate>
              <physdesc><extent>3 Kartons</extent><physfacet>Papier</physfacet></physdesc>
              <langmaterial><language langcode="ger">Deutsch</language></langmaterial>
              <repository>Stadtarchiv Wehr<address><addressline>Markt 1</addressline></address></repository>
              <origination><persname authfilenumber="http://names.example/anna">Berg, Anna</persname>\
        </origination>
            </did>
            <scopecontent><head>Inhalt</head><p>Briefe und
              Tagebücher.</p></scopecontent>
            <custodhist><p>Schenkung 1950.</p></custodhist>
            <userestrict>\
        <p>Frei nutzbar: <extref xlink:href="http://creativecommons.org/publicdomain/zero/1.0/">\
        CC0</extref></p></userestrict>
            <controlaccess><subject>Briefe</subject><geogname>Wehr</geogname>\
        <genreform>Tagebuch</genreform></controlaccess>
            <dsc><c level="file"><did><unittitle>Briefe 1870</unittitle>\
        <dao xlink:href="http://archive.example/other.jpg"/></did></c></dsc>
          </archdesc>
        </ead>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:creator rdf:resource="http://names.example/anna"/>
          <dc:creator xml:lang="de">Berg, Anna</dc:creator>
          <dc:description xml:lang="de">Briefe und Tagebücher.</dc:description>
          <dc:identifier>N 1</dc:identifier>
          <dc:language>ger</dc:language>
          <dc:rights xml:lang="de">Frei nutzbar: CC0</dc:rights>
          <dc:subject xml:lang="de">Briefe</dc:subject>
          <dc:title xml:lang="de">Nachlass Berg</dc:title>
          <dc:type>fonds</dc:type>
          <dc:type xml:lang="de">Tagebuch</dc:type>
          <dcterms:created xml:lang="de">1850 bis 1901</dcterms:created>
          <dcterms:created>1850/1901</dcterms:created>
          <dcterms:extent xml:lang="de">3 Kartons</dcterms:extent>
          <dcterms:medium xml:lang="de">Papier</dcterms:medium>
          <dcterms:provenance xml:lang="de">Schenkung 1950.</dcterms:provenance>
          <dcterms:spatial xml:lang="de">Wehr</dcterms:spatial>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider xml:lang="de">Stadtarchiv Wehr</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://archive.example/fa/1"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/publicdomain/zero/1.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name: "a component of EAD3 with images and structured dates",
      prefix: "ead",
      record: """
        <c02 xmlns="http://ead3.archivists.org/schema/" level="otherlevel" otherlevel="album" lang="eng">
          <did>
            <unittitle>Album of the mill</unittitle><unitid>N 1/4</unitid>
            <unitdatestructured><daterange><fromdate standarddate="1890">1890</fromdate>\
        <todate standarddate="1899">1899</todate></daterange></unitdatestructured>
            <physdescstructured physdescstructuredtype="carrier" coverage="whole"><quantity>12</quantity>\
        <unittype>photographs</unittype></physdescstructured>
            <origination><persname identifier="http://names.example/ida"><part>Berg</part><part>Ida</part>\
        </persname></origination>
            <repository><corpname><part>Town Archive</part></corpname></repository>
            <daoset><dao daotype="derived" linkrole="image/jpeg" href="http://archive.example/4/1"/>\
        <dao daotype="derived" href="http://archive.example/4/2.JPG"/></daoset>
            <dao daotype="derived" linkrole="thumbnail" href="http://archive.example/4/t.jpg"/>
            <dao daotype="derived" href="http://archive.example/4"/>
          </did>
          <accessrestrict><p>Open.</p></accessrestrict>
          <userestrict><p>http://rightsstatements.org/vocab/NoC-NC/1.0/</p></userestrict>
        </c02>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:creator rdf:resource="http://names.example/ida"/>
          <dc:creator xml:lang="eng">Berg, Ida</dc:creator>
          <dc:identifier>N 1/4</dc:identifier>
          <dc:rights xml:lang="eng">Open.</dc:rights>
          <dc:title xml:lang="eng">Album of the mill</dc:title>
          <dc:type>album</dc:type>
          <dcterms:created>1890/1899</dcterms:created>
          <dcterms:extent xml:lang="eng">12 photographs</dcterms:extent>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider xml:lang="eng">Town Archive</edm:dataProvider>
          <edm:hasView rdf:resource="http://archive.example/4/2.JPG"/>
          <edm:isShownAt rdf:resource="http://archive.example/4"/>
          <edm:isShownBy rdf:resource="http://archive.example/4/1"/>
          <edm:object rdf:resource="http://archive.example/4/t.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://rightsstatements.org/vocab/NoC-NC/1.0/"/>
        </ore:Aggregation>
        """),
  ]
}
