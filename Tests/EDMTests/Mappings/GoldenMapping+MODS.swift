extension GoldenMapping {
  static let mods = [
    GoldenMapping(
      name: "a letter with names, roles, authorities, an interval of dates and addresses",
      prefix: "mods",
      record: """
        <mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink" version="3.7">
          <titleInfo lang="fre"><nonSort>L'</nonSort><title>été</title><subTitle>lettres d'Anna</subTitle>\
        <partNumber>2</partNumber></titleInfo>
          <titleInfo type="translated" xml:lang="en"><title>Summer</title></titleInfo>
          <name type="personal" valueURI="http://names.example/anna">\
        <namePart type="family">Berg</namePart><namePart type="given">Anna</namePart>\
        <namePart type="date">1850-1901</namePart><role>\
        <roleTerm authority="marcrelator" type="code">aut</roleTerm></role></name>
          <name type="personal"><namePart>Berg, Ida</namePart><role>\
        <roleTerm type="text">Addressee</roleTerm></role></name>
          <name><namePart>House of Berg</namePart><role><roleTerm>Former owner</roleTerm></role></name>
          <typeOfResource>text</typeOfResource>
          <genre authority="aat" valueURI="http://vocab.getty.edu/aat/300026879">letters</genre>
          <originInfo><place><placeTerm type="code" authority="marccountry">fr</placeTerm>\
        <placeTerm type="text">Lyon</placeTerm></place>\
        <dateCreated encoding="w3cdtf" point="start">1870</dateCreated>\
        <dateCreated encoding="w3cdtf" point="end">1875</dateCreated></originInfo>
          <language><languageTerm type="code" authority="iso639-2b">fre</languageTerm>\
        <languageTerm type="text">French</languageTerm></language>
          <physicalDescription><form>paper</form><extent>4
              leaves</extent><internetMediaType>image/jpeg</internetMediaType></physicalDescription>
          <abstract xml:lang="en">On the heat.</abstract>
          <subject valueURI="http://subjects.example/heat"><topic>Heat</topic>\
        <geographic>Lyon</geographic><temporal encoding="w3cdtf">1870</temporal></subject>
          <subject><hierarchicalGeographic><country>France</country><city>Lyon</city>\
        </hierarchicalGeographic></subject>
          <relatedItem type="host" xlink:href="http://archive.example/berg"><titleInfo>\
        <title>Berg papers</title></titleInfo></relatedItem>
          <identifier type="local">B 12</identifier>
          <identifier type="local" invalid="yes">B 11</identifier>
          <location><physicalLocation>Town Archive</physicalLocation><shelfLocator>Box 4</shelfLocator>\
        <url access="preview">http://archive.example/t/12.jpg</url>\
        <url access="raw object">http://archive.example/f/12.tif</url></location>
          <location><url>http://archive.example/other/12</url></location>
          <location><url access="object in context" usage="primary">http://archive.example/object/12</url>\
        </location>
          <accessCondition type="use and reproduction" \
        xlink:href="http://creativecommons.org/publicdomain/mark/1.0/">No known heirs.</accessCondition>
        </mods>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:contributor>Berg, Ida</dc:contributor>
          <dc:creator rdf:resource="http://names.example/anna"/>
          <dc:creator>Berg, Anna, 1850-1901</dc:creator>
          <dc:description xml:lang="en">On the heat.</dc:description>
          <dc:format>image/jpeg</dc:format>
          <dc:identifier>B 12</dc:identifier>
          <dc:identifier>Box 4</dc:identifier>
          <dc:language>fre</dc:language>
          <dc:rights>No known heirs.</dc:rights>
          <dc:subject rdf:resource="http://subjects.example/heat"/>
          <dc:subject>Heat</dc:subject>
          <dc:title xml:lang="fre">L'été : lettres d'Anna. 2</dc:title>
          <dc:type>text</dc:type>
          <dc:type rdf:resource="http://vocab.getty.edu/aat/300026879"/>
          <dc:type>letters</dc:type>
          <dcterms:alternative xml:lang="en">Summer</dcterms:alternative>
          <dcterms:created>1870/1875</dcterms:created>
          <dcterms:extent>4 leaves</dcterms:extent>
          <dcterms:isPartOf rdf:resource="http://archive.example/berg"/>
          <dcterms:isPartOf>Berg papers</dcterms:isPartOf>
          <dcterms:medium>paper</dcterms:medium>
          <dcterms:provenance>House of Berg</dcterms:provenance>
          <dcterms:spatial>Lyon</dcterms:spatial>
          <dcterms:spatial>France, Lyon</dcterms:spatial>
          <dcterms:temporal>1870</dcterms:temporal>
          <edm:currentLocation>Town Archive</edm:currentLocation>
          <edm:type>TEXT</edm:type>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://archive.example/object/12"/>
          <edm:isShownBy rdf:resource="http://archive.example/f/12.tif"/>
          <edm:object rdf:resource="http://archive.example/t/12.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name:
        "a collection of modsCollection with mixed material: no type, an identifier as the page, an open interval",
      prefix: "mods",
      record: """
        <m:modsCollection xmlns:m="http://www.loc.gov/mods/v3">
          <m:mods>
            <m:titleInfo><m:nonSort>The</m:nonSort><m:title>weir chest</m:title></m:titleInfo>
            <m:name usage="primary"><m:displayForm>Mill guild</m:displayForm></m:name>
            <m:typeOfResource>mixed material</m:typeOfResource>
            <m:originInfo><m:publisher>Guild press</m:publisher>\
        <m:dateIssued point="start">1802</m:dateIssued><m:copyrightDate>1803</m:copyrightDate>\
        </m:originInfo>
            <m:language><m:languageTerm type="code">und</m:languageTerm></m:language>
            <m:note type="acquisition" xml:lang="en">Bought in 1900.</m:note>
            <m:tableOfContents>Keys; Book</m:tableOfContents>
            <m:classification authority="ddc">683.3</m:classification>
            <m:relatedItem type="succeeding"><m:titleInfo><m:title>The new chest</m:title></m:titleInfo>\
        </m:relatedItem>
            <m:identifier type="uri">http://museum.example/chest</m:identifier>
            <m:accessCondition type="restriction on access" xml:lang="en">Reading room \
        only.</m:accessCondition>
            <m:accessCondition>http://rightsstatements.org/vocab/CNE/1.0/</m:accessCondition>
          </m:mods>
          <m:mods><m:titleInfo><m:title>Another record</m:title></m:titleInfo></m:mods>
        </m:modsCollection>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:creator>Mill guild</dc:creator>
          <dc:date>1803</dc:date>
          <dc:identifier>http://museum.example/chest</dc:identifier>
          <dc:publisher>Guild press</dc:publisher>
          <dc:rights xml:lang="en">Reading room only.</dc:rights>
          <dc:subject>683.3</dc:subject>
          <dc:title>The weir chest</dc:title>
          <dc:type>mixed material</dc:type>
          <dcterms:isReplacedBy>The new chest</dcterms:isReplacedBy>
          <dcterms:issued>1802/..</dcterms:issued>
          <dcterms:provenance xml:lang="en">Bought in 1900.</dcterms:provenance>
          <dcterms:tableOfContents>Keys; Book</dcterms:tableOfContents>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider>Museum</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://museum.example/chest"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://rightsstatements.org/vocab/CNE/1.0/"/>
        </ore:Aggregation>
        """),
  ]
}
