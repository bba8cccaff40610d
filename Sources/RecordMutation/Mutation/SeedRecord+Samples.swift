/// A small sound record of every format that is read, made up for the purpose.
extension SeedRecord {
  /// The samples: EDM in both profiles, and one of each format with a mapping.
  public static let samples: [SeedRecord] = [
    sample("external", external), sample("internal", internalProfile), sample("oai_dc", dublinCore),
    sample("oai_qdc", qualifiedDublinCore), sample("mods", mods), sample("marcxml", marc),
    sample("lido", lido), sample("mets", mets), sample("ead", ead),
  ]

  private static func sample(_ name: String, _ text: String) -> SeedRecord {
    SeedRecord(name: "sample " + name, form: .document, bytes: Array(text.utf8))
  }

  private static let rdfRoot = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#" \
    xmlns:svcs="http://rdfs.org/sioc/services#" xmlns:oa="http://www.w3.org/ns/oa#" \
    xmlns:dqv="http://www.w3.org/ns/dqv#">
    """

  private static let external =
    rdfRoot + """
      <edm:ProvidedCHO rdf:about="http://museum.example/1"><dc:creator rdf:resource="#anna"/>\
      <dc:date>c. 1885</dc:date><dc:description xml:lang="en">A dog by a weir &amp; a mill.</dc:description>\
      <dc:identifier>INV-1</dc:identifier><dc:language>en</dc:language><dc:subject>dogs</dc:subject>\
      <dc:title xml:lang="en">A dog</dc:title><dc:title xml:lang="nl">Een hond</dc:title>\
      <dc:type rdf:resource="http://vocab.example/painting"/><dcterms:created>1885/1890</dcterms:created>\
      <dcterms:temporal>19th century</dcterms:temporal><edm:type>IMAGE</edm:type></edm:ProvidedCHO>\
      <edm:WebResource rdf:about="http://museum.example/1/full/full/0/default.jpg">\
      <dcterms:isReferencedBy rdf:resource="http://museum.example/1/manifest.json"/>\
      <svcs:has_service rdf:resource="http://museum.example/1"/></edm:WebResource>\
      <edm:Agent rdf:ID="anna"><skos:prefLabel xml:lang="en">Anna Berg</skos:prefLabel></edm:Agent>\
      <skos:Concept rdf:about="http://vocab.example/painting"><skos:prefLabel xml:lang="en">painting</skos:prefLabel>\
      <skos:broader rdf:resource="http://vocab.example/art"/></skos:Concept>\
      <ore:Aggregation rdf:about="http://museum.example/1#agg">\
      <edm:aggregatedCHO rdf:resource="http://museum.example/1"/><edm:dataProvider>Museum</edm:dataProvider>\
      <edm:isShownAt rdf:resource="http://museum.example/1"/>\
      <edm:isShownBy rdf:resource="http://museum.example/1/full/full/0/default.jpg"/>\
      <edm:provider>Hub</edm:provider>\
      <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation>\
      <svcs:Service rdf:about="http://museum.example/1"><dcterms:conformsTo \
      rdf:resource="http://iiif.io/api/image/2/level1.json"/></svcs:Service></rdf:RDF>
      """

  private static let internalProfile =
    rdfRoot + """
      <edm:ProvidedCHO rdf:about="http://hub.example/1"/>\
      <edm:WebResource rdf:about="http://museum.example/1.jpg"/>\
      <ore:Aggregation rdf:about="http://hub.example/1#agg">\
      <edm:aggregatedCHO rdf:resource="http://hub.example/1"/><edm:dataProvider>Museum</edm:dataProvider>\
      <edm:isShownBy rdf:resource="http://museum.example/1.jpg"/><edm:provider>Hub</edm:provider>\
      <edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/></ore:Aggregation>\
      <ore:Proxy rdf:about="http://hub.example/1#proxy"><dc:title>A dog</dc:title><dc:subject>dogs</dc:subject>\
      <dc:date>1885-03-04</dc:date><edm:europeanaProxy>false</edm:europeanaProxy>\
      <ore:proxyFor rdf:resource="http://hub.example/1"/><ore:proxyIn rdf:resource="http://hub.example/1#agg"/>\
      <edm:type>IMAGE</edm:type></ore:Proxy><edm:EuropeanaAggregation rdf:about="http://hub.example/1#ea">\
      <edm:aggregatedCHO rdf:resource="http://hub.example/1"/><dqv:hasQualityAnnotation><dqv:QualityAnnotation>\
      <dcterms:created>2026-01-02T03:04:05Z</dcterms:created><oa:hasBody \
      rdf:resource="http://www.europeana.eu/schemas/epf/contentTier1"/></dqv:QualityAnnotation>\
      </dqv:hasQualityAnnotation></edm:EuropeanaAggregation></rdf:RDF>
      """

  private static let dublinCore = """
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="en"><dc:title>A dog</dc:title>\
    <dc:creator>Berg, Anna</dc:creator><dc:date>[1885?]</dc:date><dc:type>photograph; image</dc:type>\
    <dc:identifier>http://museum.example/1</dc:identifier><dc:identifier>http://museum.example/1.jpg</dc:identifier>\
    <dc:language>eng</dc:language><dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc>
    """

  private static let qualifiedDublinCore = """
    <qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A dog</dc:title><dcterms:created>1885</dcterms:created>\
    <dcterms:spatial>Ghent</dcterms:spatial><dc:identifier>http://museum.example/1</dc:identifier>\
    <dc:type>Image</dc:type><dcterms:license>http://creativecommons.org/licenses/by/4.0/</dcterms:license>\
    </qdc:qualifieddc>
    """

  private static let mods = """
    <mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink"><titleInfo lang="eng">\
    <nonSort>A</nonSort><title>dog</title></titleInfo><name type="personal"><namePart>Anna Berg</namePart><role>\
    <roleTerm type="code" authority="marcrelator">pht</roleTerm></role></name><typeOfResource>still image</typeOfResource>\
    <originInfo><dateCreated point="start">1885</dateCreated><dateCreated point="end">1890</dateCreated></originInfo>\
    <subject authority="lcsh"><topic>Dogs</topic></subject><location><url access="raw object">\
    http://museum.example/1.jpg</url></location><accessCondition type="use and reproduction" \
    xlink:href="http://creativecommons.org/publicdomain/mark/1.0/">Public domain</accessCondition></mods>
    """

  private static let marc = """
    <record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nkm a2200000 i 4500</leader>\
    <controlfield tag="001">1</controlfield><controlfield tag="008">850101s1885    be            kneng d</controlfield>\
    <datafield tag="100" ind1="1" ind2=" "><subfield code="a">Berg, Anna,</subfield><subfield code="d">1850-1901\
    </subfield></datafield><datafield tag="245" ind1="1" ind2="2"><subfield code="a">A dog /</subfield>\
    <subfield code="c">Anna Berg.</subfield></datafield><datafield tag="650" ind1=" " ind2="0"><subfield code="a">\
    Dogs</subfield><subfield code="z">Ghent</subfield></datafield><datafield tag="856" ind1="4" ind2="0">\
    <subfield code="u">http://museum.example/1.jpg</subfield></datafield></record>
    """

  private static let lido = """
    <lido:lido xmlns:lido="http://www.lido-schema.org"><lido:lidoRecID lido:type="local">7</lido:lidoRecID>\
    <lido:descriptiveMetadata xml:lang="en"><lido:objectClassificationWrap><lido:objectWorkTypeWrap>\
    <lido:objectWorkType><lido:term>painting</lido:term></lido:objectWorkType></lido:objectWorkTypeWrap>\
    </lido:objectClassificationWrap><lido:objectIdentificationWrap><lido:titleWrap><lido:titleSet>\
    <lido:appellationValue>A dog</lido:appellationValue></lido:titleSet></lido:titleWrap>\
    </lido:objectIdentificationWrap><lido:eventWrap><lido:eventSet><lido:event><lido:eventDate><lido:date>\
    <lido:earliestDate>1885</lido:earliestDate><lido:latestDate>1890</lido:latestDate></lido:date></lido:eventDate>\
    </lido:event></lido:eventSet></lido:eventWrap></lido:descriptiveMetadata><lido:administrativeMetadata \
    xml:lang="en"><lido:resourceWrap><lido:resourceSet><lido:resourceRepresentation lido:type="image_master">\
    <lido:linkResource>http://museum.example/1.jpg</lido:linkResource></lido:resourceRepresentation>\
    </lido:resourceSet></lido:resourceWrap></lido:administrativeMetadata></lido:lido>
    """

  private static let mets = """
    <mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="1">\
    <mets:dmdSec ID="D1"><mets:mdWrap MDTYPE="MODS"><mets:xmlData>
    """ + mods + """
      </mets:xmlData></mets:mdWrap></mets:dmdSec><mets:fileSec><mets:fileGrp USE="DEFAULT"><mets:file ID="F1" \
      MIMETYPE="image/jpeg"><mets:FLocat LOCTYPE="URL" xlink:href="http://museum.example/1.jpg"/></mets:file>\
      <mets:file ID="F2" MIMETYPE="image/jpeg"><mets:FLocat LOCTYPE="URL" xlink:href="http://museum.example/2.jpg"/>\
      </mets:file></mets:fileGrp></mets:fileSec><mets:structMap TYPE="PHYSICAL"><mets:div DMDID="D1">\
      <mets:div ORDER="2"><mets:fptr FILEID="F2"/></mets:div><mets:div ORDER="1"><mets:fptr FILEID="F1"/></mets:div>\
      </mets:div></mets:structMap></mets:mets>
      """

  private static let ead = """
    <ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>1</eadid></eadheader><archdesc level="fonds"><did>\
    <unittitle>Papers of a dog</unittitle><unitdate normal="1885/1890">1885-1890</unitdate><unitid>1</unitid>\
    <langmaterial><language langcode="eng">English</language></langmaterial></did><scopecontent><p>Letters.</p>\
    </scopecontent><dsc><c level="file"><did><unittitle>Bones</unittitle><dao href="http://museum.example/1.jpg"/>\
    </did></c></dsc></archdesc></ead>
    """
}
