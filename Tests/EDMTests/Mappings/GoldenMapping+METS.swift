extension GoldenMapping {
  static let mets = [
    GoldenMapping(
      name:
        "a digitised manuscript with MODS: pages in the order of the structure, the best group, dv:rights and dv:links",
      prefix: "mets",
      record: """
        <mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3" \
        xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dv="http://dfg-viewer.de/">
          <mets:dmdSec ID="D2"><mets:mdWrap MDTYPE="MODS"><mets:xmlData><mods:mods><mods:titleInfo>\
        <mods:title>Chapter</mods:title></mods:titleInfo></mods:mods></mets:xmlData></mets:mdWrap>\
        </mets:dmdSec>
          <mets:dmdSec ID="D1"><mets:mdWrap MDTYPE="MODS"><mets:xmlData><mods:mods>\
        <mods:titleInfo xml:lang="la"><mods:title>Liber molae</mods:title></mods:titleInfo><mods:subject>\
        <mods:topic>Mills</mods:topic></mods:subject><mods:language>\
        <mods:languageTerm type="code">lat</mods:languageTerm></mods:language>\
        <mods:accessCondition>Frei</mods:accessCondition></mods:mods></mets:xmlData></mets:mdWrap>\
        </mets:dmdSec>
          <mets:amdSec ID="A"><mets:rightsMD ID="R"><mets:mdWrap MDTYPE="OTHER"><mets:xmlData><dv:rights>\
        <dv:owner>Abbey Library</dv:owner><dv:license>pdm</dv:license></dv:rights></mets:xmlData>\
        </mets:mdWrap></mets:rightsMD><mets:digiprovMD ID="P"><mets:mdWrap MDTYPE="OTHER"><mets:xmlData>\
        <dv:links><dv:reference>http://catalogue.example/1</dv:reference>\
        <dv:presentation>http://abbey.example/1</dv:presentation>\
        <dv:iiif>http://abbey.example/1/manifest.json</dv:iiif></dv:links></mets:xmlData></mets:mdWrap>\
        </mets:digiprovMD></mets:amdSec>
          <mets:fileSec>
            <mets:fileGrp USE="THUMBS"><mets:file ID="t1" MIMETYPE="image/jpeg">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/t/1.jpg"/></mets:file></mets:fileGrp>
            <mets:fileGrp USE="DEFAULT"><mets:file ID="d1" MIMETYPE="image/jpeg">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/d/1.jpg"/></mets:file></mets:fileGrp>
            <mets:fileGrp USE="MAX"><mets:file ID="m2" MIMETYPE="image/jpeg">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/m/2.jpg"/></mets:file>\
        <mets:file ID="m1" MIMETYPE="image/jpeg">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/m/1.jpg"/></mets:file>\
        <mets:file ID="m10" MIMETYPE="image/jpeg">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/m/10.jpg"/></mets:file></mets:fileGrp>
            <mets:fileGrp USE="FULLTEXT"><mets:file ID="f1" MIMETYPE="text/xml">\
        <mets:FLocat LOCTYPE="URL" xlink:href="http://abbey.example/f/1.xml"/></mets:file></mets:fileGrp>
          </mets:fileSec>
          <mets:structMap TYPE="LOGICAL"><mets:div ID="L1" TYPE="manuscript" DMDID="D1">\
        <mets:div ID="L2" TYPE="chapter" DMDID="D2"/></mets:div></mets:structMap>
          <mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence"><mets:div TYPE="page" ORDER="10">\
        <mets:fptr FILEID="m10"/></mets:div><mets:div TYPE="page" ORDER="2"><mets:fptr FILEID="m2"/>\
        </mets:div><mets:div TYPE="page" ORDER="1"><mets:fptr FILEID="t1"/><mets:fptr FILEID="d1"/>\
        <mets:fptr FILEID="m1"/><mets:fptr FILEID="f1"/></mets:div></mets:div></mets:structMap>
        </mets:mets>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:language>lat</dc:language>
          <dc:rights>Frei</dc:rights>
          <dc:subject>Mills</dc:subject>
          <dc:title xml:lang="la">Liber molae</dc:title>
          <edm:type>TEXT</edm:type>
        </edm:ProvidedCHO>
        <edm:WebResource rdf:about="http://abbey.example/m/1.jpg">
          <dc:format>image/jpeg</dc:format>
          <dcterms:isReferencedBy rdf:resource="http://abbey.example/1/manifest.json"/>
        </edm:WebResource>
        <edm:WebResource rdf:about="http://abbey.example/m/2.jpg">
          <dc:format>image/jpeg</dc:format>
          <dcterms:isReferencedBy rdf:resource="http://abbey.example/1/manifest.json"/>
        </edm:WebResource>
        <edm:WebResource rdf:about="http://abbey.example/m/10.jpg">
          <dc:format>image/jpeg</dc:format>
          <dcterms:isReferencedBy rdf:resource="http://abbey.example/1/manifest.json"/>
        </edm:WebResource>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Abbey Library</edm:dataProvider>
          <edm:hasView rdf:resource="http://abbey.example/m/2.jpg"/>
          <edm:hasView rdf:resource="http://abbey.example/m/10.jpg"/>
          <edm:isShownAt rdf:resource="http://abbey.example/1"/>
          <edm:isShownBy rdf:resource="http://abbey.example/m/1.jpg"/>
          <edm:object rdf:resource="http://abbey.example/t/1.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name: "recordings with Dublin Core, without a physical structure",
      prefix: "mets",
      record: """
        <mets xmlns="http://www.loc.gov/METS/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xlink="http://www.w3.org/1999/xlink">
          <dmdSec ID="dc"><mdWrap MDTYPE="DC"><xmlData><dc:title xml:lang="en">Two songs</dc:title>\
        <dcterms:spatial>Weir</dcterms:spatial><dc:identifier>http://sound.example/songs</dc:identifier>\
        </xmlData></mdWrap></dmdSec>
          <amdSec><rightsMD ID="r"><mdWrap MDTYPE="OTHER"><xmlData>\
        <dcterms:license>http://creativecommons.org/licenses/by-nc/4.0/</dcterms:license></xmlData>\
        </mdWrap></rightsMD></amdSec>
          <fileSec><fileGrp USE="ocr"><file ID="x" MIMETYPE="text/plain">\
        <FLocat LOCTYPE="URL" xlink:href="http://sound.example/x.txt"/></file></fileGrp><fileGrp>\
        <file ID="b" MIMETYPE="audio/mpeg"><FLocat LOCTYPE="URL" xlink:href="http://sound.example/b.mp3"/>\
        </file><file ID="a" MIMETYPE="audio/mpeg">\
        <FLocat LOCTYPE="URL" xlink:href="http://sound.example/a.mp3"/></file></fileGrp></fileSec>
          <structMap><div TYPE="recording"><div><fptr><area FILEID="a"/></fptr></div><div>\
        <fptr FILEID="b"/></div></div></structMap>
        </mets>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:identifier>http://sound.example/songs</dc:identifier>
          <dc:title xml:lang="en">Two songs</dc:title>
          <dcterms:spatial>Weir</dcterms:spatial>
          <edm:type>SOUND</edm:type>
        </edm:ProvidedCHO>
        <edm:WebResource rdf:about="http://sound.example/a.mp3">
          <dc:format>audio/mpeg</dc:format>
        </edm:WebResource>
        <edm:WebResource rdf:about="http://sound.example/b.mp3">
          <dc:format>audio/mpeg</dc:format>
        </edm:WebResource>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:hasView rdf:resource="http://sound.example/b.mp3"/>
          <edm:isShownAt rdf:resource="http://sound.example/songs"/>
          <edm:isShownBy rdf:resource="http://sound.example/a.mp3"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/licenses/by-nc/4.0/"/>
        </ore:Aggregation>
        """),
  ]
}
