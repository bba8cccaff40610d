extension GoldenMapping {
  static let marcxml = [
    GoldenMapping(
      name: "a book in two scripts with authorities, subdivisions and an image",
      prefix: "marcxml",
      record: """
        <record xmlns="http://www.loc.gov/MARC21/slim">
          <leader>00000cam a2200000 i 4500</leader>
          <controlfield tag="001">b7</controlfield>
          <controlfield tag="008">200617s1934    bu       000 0 bul d</controlfield>
          <datafield tag="020" ind1=" " ind2=" "><subfield code="a">9780000000002 :</subfield></datafield>
          <datafield tag="100" ind1="1" ind2=" "><subfield code="6">880-01</subfield>\
        <subfield code="a">Petrov, Ivan,</subfield><subfield code="d">1880-1950,</subfield>\
        <subfield code="e">author.</subfield>\
        <subfield code="0">(uri) http://names.example/petrov</subfield></datafield>
          <datafield tag="245" ind1="1" ind2="0"><subfield code="6">880-02</subfield>\
        <subfield code="a">Reka :</subfield><subfield code="b">razkazi /</subfield>\
        <subfield code="c">Ivan Petrov.</subfield></datafield>
          <datafield tag="264" ind1=" " ind2="1"><subfield code="a">Sofia :</subfield>\
        <subfield code="b">Pero,</subfield><subfield code="c">[1934].</subfield></datafield>
          <datafield tag="300" ind1=" " ind2=" "><subfield code="a">120 p. :</subfield>\
        <subfield code="b">ill. ;</subfield><subfield code="c">20 cm</subfield></datafield>
          <datafield tag="336" ind1=" " ind2=" "><subfield code="a">text</subfield>\
        <subfield code="b">txt</subfield></datafield>
          <datafield tag="540" ind1=" " ind2=" "><subfield code="a">Public domain</subfield>\
        <subfield code="u">http://creativecommons.org/publicdomain/mark/1.0/</subfield></datafield>
          <datafield tag="561" ind1="0" ind2=" "><subfield code="a">A private seller.</subfield></datafield>
          <datafield tag="650" ind1=" " ind2="7"><subfield code="a">joet</subfield>\
        <subfield code="x">historia</subfield><subfield code="0">http://subjects.example/rivers</subfield>\
        <subfield code="2">yso/fin</subfield></datafield>
          <datafield tag="651" ind1=" " ind2="4"><subfield code="a">Bulgaria</subfield></datafield>
          <datafield tag="700" ind1="1" ind2=" "><subfield code="a">Ilieva, Mara,</subfield>\
        <subfield code="4">http://id.loc.gov/vocabulary/relators/ill</subfield></datafield>
          <datafield tag="700" ind1="1" ind2=" "><subfield code="a">Kolev, Petar</subfield>\
        <subfield code="e">editor</subfield></datafield>
          <datafield tag="856" ind1="4" ind2="0"><subfield code="u">http://library.example/b7</subfield>\
        </datafield>
          <datafield tag="856" ind1="4" ind2="0">\
        <subfield code="u">http://library.example/b7/1.jpg</subfield>\
        <subfield code="q">image/jpeg</subfield></datafield>
          <datafield tag="856" ind1="4" ind2="2"><subfield code="u">http://reviews.example/b7</subfield>\
        </datafield>
          <datafield tag="880" ind1="1" ind2=" "><subfield code="6">100-01/(N</subfield>\
        <subfield code="a">Петров, Иван,</subfield><subfield code="d">1880-1950</subfield></datafield>
          <datafield tag="880" ind1="1" ind2="0"><subfield code="6">245-02/(N</subfield>\
        <subfield code="a">Река :</subfield><subfield code="b">разкази</subfield></datafield>
        </record>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:contributor>Kolev, Petar</dc:contributor>
          <dc:creator rdf:resource="http://names.example/petrov"/>
          <dc:creator>Petrov, Ivan, 1880-1950</dc:creator>
          <dc:creator>Петров, Иван, 1880-1950</dc:creator>
          <dc:creator>Ilieva, Mara</dc:creator>
          <dc:format>ill.</dc:format>
          <dc:identifier>b7</dc:identifier>
          <dc:identifier>9780000000002</dc:identifier>
          <dc:publisher>Pero</dc:publisher>
          <dc:rights>Public domain</dc:rights>
          <dc:subject rdf:resource="http://subjects.example/rivers"/>
          <dc:subject xml:lang="fin">joet--historia</dc:subject>
          <dc:title>Reka : razkazi</dc:title>
          <dc:title>Река : разкази</dc:title>
          <dc:type>text</dc:type>
          <dcterms:extent>120 p.</dcterms:extent>
          <dcterms:extent>20 cm</dcterms:extent>
          <dcterms:issued>[1934]</dcterms:issued>
          <dcterms:spatial>Sofia</dcterms:spatial>
          <dcterms:spatial>Bulgaria</dcterms:spatial>
          <edm:type>TEXT</edm:type>
        </edm:ProvidedCHO>
        <edm:WebResource rdf:about="http://library.example/b7/1.jpg">
          <dc:format>image/jpeg</dc:format>
        </edm:WebResource>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://library.example/b7"/>
          <edm:isShownBy rdf:resource="http://library.example/b7/1.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name: "a film in a collection: type by 007, dates and language by 008, a thumbnail",
      prefix: "marcxml",
      record: """
        <marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:record>
          <marc:leader>00000ngm a2200000 a 4500</marc:leader>
          <marc:controlfield tag="007">vf cbahos</marc:controlfield>
          <marc:controlfield tag="008">990101m19611963nl 030            vldut d</marc:controlfield>
          <marc:datafield tag="024" ind1="7" ind2=" "><marc:subfield code="a">10.9999/film</marc:subfield>\
        <marc:subfield code="2">doi</marc:subfield></marc:datafield>
          <marc:datafield tag="245" ind1="0" ind2="4"><marc:subfield code="a">De molen</marc:subfield>\
        </marc:datafield>
          <marc:datafield tag="246" ind1="1" ind2=" ">\
        <marc:subfield code="a">Molen in bedrijf</marc:subfield></marc:datafield>
          <marc:datafield tag="520" ind1=" " ind2=" ">\
        <marc:subfield code="a">Een dag in de molen.</marc:subfield></marc:datafield>
          <marc:datafield tag="653" ind1=" " ind2=" "><marc:subfield code="a">molens</marc:subfield>\
        <marc:subfield code="a">water</marc:subfield></marc:datafield>
          <marc:datafield tag="655" ind1=" " ind2="7">\
        <marc:subfield code="a">documentaries</marc:subfield><marc:subfield code="2">aat</marc:subfield>\
        <marc:subfield code="1">http://vocab.getty.edu/aat/300375156</marc:subfield></marc:datafield>
          <marc:datafield tag="773" ind1="0" ind2=" ">\
        <marc:subfield code="t">Polderjournaal</marc:subfield><marc:subfield code="g">3</marc:subfield>\
        </marc:datafield>
          <marc:datafield tag="856" ind1="4" ind2="1"><marc:subfield code="3">Thumbnail</marc:subfield>\
        <marc:subfield code="u">http://film.example/t.jpg</marc:subfield></marc:datafield>
          <marc:datafield tag="856" ind1="4" ind2="1">\
        <marc:subfield code="u">http://film.example/molen</marc:subfield></marc:datafield>
        </marc:record></marc:collection>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:date>1961/1963</dc:date>
          <dc:description>Een dag in de molen.</dc:description>
          <dc:identifier>10.9999/film</dc:identifier>
          <dc:language>dut</dc:language>
          <dc:subject>molens</dc:subject>
          <dc:subject>water</dc:subject>
          <dc:title>De molen</dc:title>
          <dc:type rdf:resource="http://vocab.getty.edu/aat/300375156"/>
          <dc:type>documentaries</dc:type>
          <dcterms:alternative>Molen in bedrijf</dcterms:alternative>
          <dcterms:isPartOf>Polderjournaal 3</dcterms:isPartOf>
          <edm:type>VIDEO</edm:type>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://film.example/molen"/>
          <edm:object rdf:resource="http://film.example/t.jpg"/>
          <edm:provider>Hub</edm:provider>
        </ore:Aggregation>
        """),
  ]
}
