<?xml version="1.0" encoding="UTF-8"?>
<!--
  LIDO 1.0 and 1.1 (ICOM CIDOC) to EDM external.

  Input: a lido element, alone or inside an OAI-PMH record; of several the first.
  Texts go over with the language of the nearest xml:lang. Terms, names and places take the address of their conceptID,
  actorID or placeID (or the skos:Concept of LIDO 1.1) along as rdf:resource. Nothing is made up:
    dc:title, dcterms:alternative  titleSet, the latter where lido:pref is "alternate"
    dc:type         objectWorkType and classification
    edm:type        the classification of type "europeana:type"; else the words and AAT addresses of the table below in
                    objectWorkType and classification; two different answers are no answer
    dc:creator, dcterms:created, dcterms:spatial, dcterms:medium  events of production, creation and designing
    dc:publisher, dcterms:issued, dcterms:spatial   events of publication
    dcterms:spatial                                 events of finding and excavation
    dcterms:provenance                              the display of events of provenance and acquisition
    dc:subject, dcterms:spatial, dcterms:temporal   subjectSet
    dcterms:extent, dc:description, dc:identifier   measurements; descriptions and inscriptions; workID
    dcterms:isPartOf, dc:relation                   relatedWorkSet
    edm:currentLocation  the name of the first repository (lido:type "current" comes first)
    edm:isShownBy, edm:hasView, edm:object  the best representation of each resourceSet, by lido:sortorder; the preview
    edm:rights      the first address of a licence or rights statement in rightsResource; each file keeps its own
    dc:rights       the other rights of work and resources
    edm:isShownAt   recordInfoLink
    edm:dataProvider  recordSource (of lido:type "europeana:dataProvider" first), else the parameter
  Other events are left out: EDM has no event. Identifiers: http://terminology.lido-schema.org/.
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:l="http://www.lido-schema.org"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:w="urn:x-winnow:mapping"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="l skos w exsl">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- The provider's defaults, empty where there are none. -->
  <xsl:param name="dataProvider"/>
  <xsl:param name="provider"/>
  <xsl:param name="country"/>
  <xsl:param name="language"/>
  <xsl:param name="rights"/>
  <!-- The record's identifier in the provider's repository, and a URI that names the object. -->
  <xsl:param name="identifier"/>
  <xsl:param name="about" select="$identifier"/>

  <xsl:variable name="capitals" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜÓÍÁÚ'"/>
  <xsl:variable name="smalls" select="'abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüóíáú'"/>

  <!-- Types of events by their number in the LIDO terminology and by plain words. -->
  <xsl:variable name="making">|lido00007|lido00012|lido00224|production|creation|designing|design|herstellung|<!--
    -->entwurf|création|fabrication|vervaardiging|produzione|creazione|producción|creación|valmistus|tillverkning|</xsl:variable>
  <xsl:variable name="publishing">
    |lido00228|publication|veröffentlichung|publicatie|pubblicazione|publicación|
  </xsl:variable>
  <xsl:variable name="finding">|lido00002|lido00033|finding|excavation|fund|ausgrabung|</xsl:variable>
  <xsl:variable name="owning">|lido00227|lido00001|provenance|acquisition|erwerb|provenienz|</xsl:variable>

  <!-- Terms of the Art & Architecture Thesaurus whose kind leaves no doubt. -->
  <xsl:variable name="thesaurus">
    <w:words edm="IMAGE">|300046300|300033618|300033973|300041273|300027221|300028094|300026816|</w:words>
    <w:words edm="TEXT">|300028051|300028569|300026879|300026656|</w:words>
  </xsl:variable>

  <xsl:template match="/"><xsl:apply-templates select="(//l:lido)[1]"/></xsl:template>

  <xsl:template match="l:lido">
    <xsl:variable name="statements"><xsl:apply-templates select="l:descriptiveMetadata"/></xsl:variable>
    <xsl:variable name="found"><xsl:call-template name="found"/></xsl:variable>
    <xsl:call-template name="record">
      <xsl:with-param name="statements" select="exsl:node-set($statements)/*"/>
      <xsl:with-param name="found" select="exsl:node-set($found)/*"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Of descriptions in several languages (one descriptiveMetadata each) all go over. -->
  <xsl:template match="l:descriptiveMetadata">
    <xsl:for-each select="l:objectIdentificationWrap/l:titleWrap/l:titleSet/l:appellationValue">
      <xsl:call-template name="text">
        <xsl:with-param name="name">
          <xsl:choose>
            <xsl:when test="@l:pref = 'alternate' or @l:pref = 'http://terminology.lido-schema.org/lido00170'
              ">dcterms:alternative</xsl:when>
            <xsl:otherwise>dc:title</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:objectClassificationWrap/l:objectWorkTypeWrap/l:objectWorkType
        | l:objectClassificationWrap/l:classificationWrap/l:classification[not(@l:type = 'europeana:type')]">
      <xsl:call-template name="concept"><xsl:with-param name="name" select="'dc:type'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:apply-templates select="l:eventWrap/l:eventSet"/>
    <xsl:for-each select="l:objectRelationWrap/l:subjectWrap/l:subjectSet">
      <xsl:call-template name="subject"/>
    </xsl:for-each>
    <xsl:for-each select="l:objectIdentificationWrap/l:objectDescriptionWrap/l:objectDescriptionSet/l:descriptiveNoteValue
        | l:objectIdentificationWrap/l:inscriptionsWrap/l:inscriptions/l:inscriptionTranscription
        | l:objectIdentificationWrap/l:inscriptionsWrap/l:inscriptions/l:inscriptionDescription/l:descriptiveNoteValue">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:description'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:objectIdentificationWrap/l:objectMeasurementsWrap/l:objectMeasurementsSet">
      <xsl:call-template name="measurements"/>
    </xsl:for-each>
    <xsl:for-each
      select="l:objectIdentificationWrap/l:repositoryWrap/l:repositorySet/l:workID[normalize-space(.) != '']">
      <dc:identifier><xsl:value-of select="normalize-space(.)"/></dc:identifier>
    </xsl:for-each>
    <xsl:for-each select="l:objectRelationWrap/l:relatedWorksWrap/l:relatedWorkSet">
      <xsl:call-template name="related"/>
    </xsl:for-each>
    <xsl:variable name="places" select="l:objectIdentificationWrap/l:repositoryWrap/l:repositorySet[
        normalize-space(l:repositoryName/l:legalBodyName/l:appellationValue) != '']"/>
    <xsl:for-each select="($places[@l:type = 'current'] | $places[not($places[@l:type = 'current'])])[1]">
      <xsl:for-each select="l:repositoryName/l:legalBodyName[1]/l:appellationValue[1]">
        <xsl:call-template name="text">
          <xsl:with-param name="name" select="'edm:currentLocation'"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- Terms of a concept in their languages, and its addresses. -->
  <xsl:template name="concept">
    <xsl:param name="name"/>
    <xsl:for-each select="l:conceptID | skos:Concept/@*[local-name() = 'about']">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:term[not(@l:addedSearchTerm = 'yes')] | skos:Concept/skos:prefLabel">
      <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- An actor: addresses, and the preferred spellings of the name. -->
  <xsl:template name="actor">
    <xsl:param name="name"/>
    <xsl:for-each select="l:actorID">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:variable name="names" select="l:nameActorSet/l:appellationValue"/>
    <xsl:variable name="others"
      select="$names[@l:pref = 'alternate' or @l:pref = 'http://terminology.lido-schema.org/lido00170']"/>
    <xsl:for-each select="$names[count($others) = count($names) or count(. | $others) != count($others)]">
      <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="place">
    <xsl:for-each select="l:place/l:placeID | l:place/l:partOfPlace/l:placeID[not(../../l:namePlaceSet)]">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:displayPlace | l:place[not(../l:displayPlace)]/l:namePlaceSet/l:appellationValue">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- A date as displayed, and as an interval of its earliest and latest day. -->
  <xsl:template name="date">
    <xsl:param name="name"/>
    <xsl:for-each select="l:displayDate">
      <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:variable name="begin" select="normalize-space(l:date/l:earliestDate)"/>
    <xsl:variable name="end" select="normalize-space(l:date/l:latestDate)"/>
    <xsl:variable name="interval">
      <xsl:choose>
        <xsl:when test="$begin = $end or $end = ''"><xsl:value-of select="$begin"/></xsl:when>
        <xsl:when test="$begin = ''"><xsl:value-of select="$end"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($begin, '/', $end)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$interval != '' and not(normalize-space(l:displayDate) = $interval)">
      <xsl:element name="{$name}"><xsl:value-of select="$interval"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="l:eventSet">
    <xsl:variable name="kinds">
      <xsl:for-each select="l:event/l:eventType/l:term | l:event/l:eventType/l:conceptID
          | l:event/l:eventType/skos:Concept/@*[local-name() = 'about'] | l:event/l:eventType/skos:Concept/skos:prefLabel">
        <xsl:variable name="word" select="translate(normalize-space(.), $capitals, $smalls)"/>
        <xsl:variable name="number" select="substring-after($word, 'terminology.lido-schema.org/')"/>
        <w:kind>
          <xsl:choose>
            <xsl:when test="$number != ''"><xsl:value-of select="concat('|', $number, '|')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="concat('|', $word, '|')"/></xsl:otherwise>
          </xsl:choose>
        </w:kind>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="kind" select="exsl:node-set($kinds)/w:kind[. != '||']"/>
    <xsl:choose>
      <xsl:when test="$kind[contains($making, .)]">
        <xsl:apply-templates select="l:event" mode="event">
          <xsl:with-param name="actor" select="'dc:creator'"/>
          <xsl:with-param name="date" select="'dcterms:created'"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="$kind[contains($publishing, .)]">
        <xsl:apply-templates select="l:event" mode="event">
          <xsl:with-param name="actor" select="'dc:publisher'"/>
          <xsl:with-param name="date" select="'dcterms:issued'"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="$kind[contains($finding, .)]">
        <xsl:for-each select="l:event/l:eventPlace"><xsl:call-template name="place"/></xsl:for-each>
      </xsl:when>
      <xsl:when test="$kind[contains($owning, .)]">
        <xsl:for-each select="l:displayEvent | l:event/l:eventDescriptionSet/l:descriptiveNoteValue">
          <xsl:call-template name="text">
            <xsl:with-param name="name" select="'dcterms:provenance'"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="l:event" mode="event">
    <xsl:param name="actor"/>
    <xsl:param name="date"/>
    <xsl:for-each select="l:eventActor">
      <xsl:for-each select="l:actorInRole/l:actor">
        <xsl:call-template name="actor"><xsl:with-param name="name" select="$actor"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="l:displayActorInRole[not(../l:actorInRole/l:actor/l:nameActorSet)]">
        <xsl:call-template name="text"><xsl:with-param name="name" select="$actor"/></xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="l:eventDate">
      <xsl:call-template name="date"><xsl:with-param name="name" select="$date"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:periodName">
      <xsl:call-template name="concept"><xsl:with-param name="name" select="'dcterms:temporal'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:eventPlace"><xsl:call-template name="place"/></xsl:for-each>
    <xsl:for-each select="l:eventMaterialsTech">
      <xsl:for-each select="l:materialsTech/l:termMaterialsTech">
        <xsl:call-template name="concept"><xsl:with-param name="name" select="'dcterms:medium'"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="l:displayMaterialsTech">
        <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:medium'"/></xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- What is shown: its parts, else the display of the whole. -->
  <xsl:template name="subject">
    <xsl:for-each select="l:subject/l:subjectConcept">
      <xsl:call-template name="concept"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:subject/l:subjectActor/l:actor">
      <xsl:call-template name="actor"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:subject/l:subjectActor[not(l:actor)]/l:displayActor | l:subject/l:subjectEvent/l:displayEvent
        | l:subject/l:subjectObject/l:displayObject | l:displaySubject[not(../l:subject)]">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:subject/l:subjectPlace"><xsl:call-template name="place"/></xsl:for-each>
    <xsl:for-each select="l:subject/l:subjectDate">
      <xsl:call-template name="date"><xsl:with-param name="name" select="'dcterms:temporal'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Measurements as displayed, else "height: 20 cm". -->
  <xsl:template name="measurements">
    <xsl:for-each select="l:displayObjectMeasurements">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:extent'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="not(l:displayObjectMeasurements)">
      <xsl:for-each select="l:objectMeasurements/l:measurementSet[normalize-space(l:measurementValue) != '']">
        <dcterms:extent>
          <xsl:for-each select="l:measurementType[1]"><xsl:call-template name="tag"/></xsl:for-each>
          <xsl:variable name="kind" select="normalize-space(l:measurementType[1])"/>
          <xsl:if test="$kind != ''"><xsl:value-of select="concat($kind, ': ')"/></xsl:if>
          <xsl:value-of select="normalize-space(concat(l:measurementValue[1], ' ', l:measurementUnit[1]))"/>
        </dcterms:extent>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="related">
    <xsl:variable name="kind"
      select="translate(normalize-space(l:relatedWorkRelType/l:term[1]), $capitals, $smalls)"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$kind = 'part of' or $kind = 'is part of' or $kind = 'teil von'">dcterms:isPartOf</xsl:when>
        <xsl:otherwise>dc:relation</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:for-each select="l:relatedWork/l:object/l:objectWebResource">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="l:relatedWork/l:displayObject | l:relatedWork[not(l:displayObject)]/l:object/l:objectNote">
      <xsl:call-template name="text"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="found">
    <xsl:variable name="kinds" select="l:descriptiveMetadata/l:objectClassificationWrap"/>
    <xsl:variable name="said"
      select="$kinds/l:classificationWrap/l:classification[@l:type = 'europeana:type']/l:term"/>
    <xsl:for-each select="$said">
      <xsl:variable name="word" select="normalize-space(.)"/>
      <xsl:if test="contains('|TEXT|IMAGE|SOUND|VIDEO|3D|', concat('|', $word, '|'))">
        <w:type><xsl:value-of select="$word"/></w:type>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="not($said)">
      <xsl:for-each select="$kinds/*/*[self::l:objectWorkType or self::l:classification]/l:term
          | $kinds/*/*[self::l:objectWorkType or self::l:classification]/skos:Concept/skos:prefLabel">
        <xsl:call-template name="type-of-word"/>
      </xsl:for-each>
      <xsl:for-each select="$kinds/*/*[self::l:objectWorkType or self::l:classification]/l:conceptID
          | $kinds/*/*[self::l:objectWorkType or self::l:classification]/skos:Concept/@*[local-name() = 'about']">
        <xsl:variable name="number" select="concat('|', substring-after(., 'vocab.getty.edu/aat/'), '|')"/>
        <xsl:if test="$number != '||'">
          <w:type><xsl:value-of select="exsl:node-set($thesaurus)/w:words[contains(., $number)]/@edm"/></w:type>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
    <!-- Administrative metadata in several languages tell of the same files. -->
    <xsl:for-each select="l:administrativeMetadata">
      <xsl:for-each select="l:resourceWrap/l:resourceSet">
        <xsl:sort select="@l:sortorder" data-type="number"/>
        <xsl:for-each select="l:rightsResource"><xsl:call-template name="statement-of"/></xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="l:rightsWorkWrap/l:rightsWorkSet"><xsl:call-template name="work-rights"/></xsl:for-each>
      <xsl:for-each select="l:resourceWrap/l:resourceSet">
        <xsl:sort select="@l:sortorder" data-type="number"/>
        <xsl:call-template name="resource"/>
      </xsl:for-each>
      <xsl:for-each select="l:recordWrap/l:recordInfoSet/l:recordInfoLink">
        <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
      </xsl:for-each>
      <xsl:variable name="sources" select="l:recordWrap/l:recordSource"/>
      <xsl:for-each
        select="$sources[@l:type = 'europeana:dataProvider'] | $sources[not($sources[@l:type = 'europeana:dataProvider'])]">
        <xsl:for-each select="l:legalBodyName[1]/l:appellationValue[normalize-space(.) != ''][1]">
          <w:holder><xsl:call-template name="tag"/><xsl:value-of select="normalize-space(.)"/></w:holder>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- Rights of files: types, terms, holders and credit lines. -->
  <xsl:template name="statement-of">
    <xsl:for-each select="l:rightsType/l:conceptID[starts-with(normalize-space(.), 'http')]
        | l:rightsType/skos:Concept/@*[local-name() = 'about']
        | l:rightsType/l:term | l:rightsType/skos:Concept/skos:prefLabel
        | l:rightsHolder/l:legalBodyName/l:appellationValue | l:creditLine">
      <xsl:call-template name="rights"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Rights in the work say nothing of its pictures: they never become edm:rights. -->
  <xsl:template name="work-rights">
    <xsl:variable name="all"><xsl:call-template name="statement-of"/></xsl:variable>
    <xsl:for-each select="exsl:node-set($all)/w:rights">
      <w:rights><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></w:rights>
    </xsl:for-each>
  </xsl:template>

  <!-- The file to show: the master, else what is neither preview nor master, else the only one there is. -->
  <xsl:template name="resource">
    <xsl:variable name="all" select="l:resourceRepresentation[normalize-space(l:linkResource) != '']"/>
    <xsl:variable name="small" select="$all[@l:type = 'image_thumb' or contains(@l:type, 'lido00451')
        or contains(@l:type, 'thumb') or contains(@l:type, 'preview')]"/>
    <xsl:variable name="large" select="$all[@l:type = 'image_master' or contains(@l:type, 'lido00464')]"/>
    <xsl:variable name="middle" select="$all[count(. | $small) != count($small)]"/>
    <xsl:variable name="best" select="($large | $middle[not($large)] | $small[not($middle) and not($large)])[1]"/>
    <xsl:variable name="stated">
      <xsl:for-each select="l:rightsResource"><xsl:call-template name="statement-of"/></xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="$best/l:linkResource[1]">
      <xsl:call-template name="link">
        <xsl:with-param name="as">
          <xsl:choose>
            <xsl:when test="@l:formatResource = 'text/html' or @l:formatResource = 'html'">page</xsl:when>
            <xsl:otherwise>medium</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="format" select="@l:formatResource"/>
        <xsl:with-param name="rights" select="exsl:node-set($stated)/w:rights[@statement = 'true'][1]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$small[1]/l:linkResource[1]">
      <xsl:call-template name="link"><xsl:with-param name="as" select="'preview'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Words that leave no doubt about the kind of object, as in oai_dc-to-edm.xsl: the DCMI types and plain words in
       six languages. Words with a second meaning ("print", "film", "carta", "object") are absent on purpose. -->
  <xsl:variable name="table">
    <w:words edm="IMAGE">|image|images|stillimage|still image|image fixe|photograph|photographs|photo|photos|</w:words>
    <w:words edm="IMAGE">|photography|fotografie|fotografien|foto|photographie|photographies|fotografia|fotografía|</w:words>
    <w:words edm="IMAGE">|painting|gemälde|peinture|schilderij|pintura|dipinto|drawing|zeichnung|dessin|tekening|</w:words>
    <w:words edm="IMAGE">|dibujo|disegno|druckgraphik|druckgrafik|estampe|engraving|kupferstich|etching|radierung|</w:words>
    <w:words edm="IMAGE">|poster|posters|plakat|affiche|affiches|map|maps|landkarte|landkaart|postcard|postcards|</w:words>
    <w:words edm="IMAGE">|postkarte|ansichtskarte|carte postale|prentbriefkaart|watercolour|watercolor|aquarell|</w:words>
    <w:words edm="IMAGE">|carte géographique|carta geografica|mapa|stadtplan|bookplate|ex-libris|exlibris|</w:words>
    <w:words edm="IMAGE">|photographie scientifique|photographie aérienne|luftbild|glass negative|glasnegativ|</w:words>
    <w:words edm="TEXT">|text|texts|texte|tekst|texto|testo|book|books|buch|livre|boek|libro|article|journal article|</w:words>
    <w:words edm="TEXT">|letter|letters|lettre|lettera|manuscript|manuscripts|handschrift|manuscrit|manuscrito|</w:words>
    <w:words edm="TEXT">|manoscritto|newspaper|zeitung|journal|thesis|dissertation|</w:words>
    <w:words edm="TEXT">|texte imprimé|printed text|druckschrift|libro a stampa|libro illustrato|periodical|</w:words>
    <w:words edm="TEXT">|périodique|periodico|zeitschrift|tijdschrift|revista|article de périodique|almanac|</w:words>
    <w:words edm="TEXT">|almanach|almanacco|almanak|pamphlet|brochure|charter|urkunde|oorkonde|</w:words>
    <w:words edm="SOUND">|sound|sound recording|audio|tonaufnahme|enregistrement sonore|geluidsopname|</w:words>
    <w:words edm="VIDEO">|movingimage|moving image|moving images|video|</w:words>
    <w:words edm="3D">|3d|3d model|3d object|</w:words>
  </xsl:variable>
  <xsl:variable name="words" select="exsl:node-set($table)/w:words"/>

  <!-- w:type where the table knows the word in the context. -->
  <xsl:template name="type-of-word">
    <xsl:variable name="plain" select="translate(normalize-space(.), $capitals, $smalls)"/>
    <xsl:variable name="uri" select="'http://purl.org/dc/dcmitype/'"/>
    <xsl:variable name="word">
      <xsl:choose>
        <xsl:when test="starts-with($plain, $uri)"><xsl:value-of select="substring-after($plain, $uri)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$plain"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$word != '' and not(contains($word, '|'))">
      <w:type><xsl:value-of select="$words[contains(., concat('|', $word, '|'))]/@edm"/></w:type>
    </xsl:if>
  </xsl:template>

  <!-- Common: the same text in all mappings of structured formats, since a stylesheet may load no other. -->

  <!-- Endings of the addresses of image files. -->
  <xsl:variable name="endings" select="'|jpg|jpeg|png|tif|tiff|webp|gif|jp2|'"/>

  <!-- Equal statements and files of one address, among what a mapping found. -->
  <xsl:key name="statement" match="dc:* | dcterms:*"
    use="concat(name(), '|', @xml:lang, '|', @rdf:resource, '|', .)"/>
  <xsl:key name="medium" match="w:medium" use="@address"/>

  <!-- An EDM record of what a mapping found:
         statements  elements for edm:ProvidedCHO, of which one said twice is written once
         found       w:type, w:holder, w:rights, w:page, w:preview and w:medium (with its format and rights) -->
  <xsl:template name="record">
    <xsl:param name="statements"/>
    <xsl:param name="found"/>
    <xsl:variable name="licences" select="$found[self::w:rights][@statement = 'true']"/>
    <xsl:variable name="media" select="$found[self::w:medium][generate-id() = generate-id(key('medium', @address)[1])]"/>
    <rdf:RDF>
      <edm:ProvidedCHO rdf:about="{$about}">
        <xsl:for-each select="$statements[not(self::edm:*)]">
          <xsl:variable name="same"
            select="key('statement', concat(name(), '|', @xml:lang, '|', @rdf:resource, '|', .))"/>
          <xsl:if test="generate-id() = generate-id($same[1])"><xsl:copy-of select="."/></xsl:if>
        </xsl:for-each>
        <xsl:for-each select="$found[self::w:rights][not(. = $licences[1] or . = preceding-sibling::w:rights)]">
          <xsl:choose>
            <xsl:when test="@statement = 'true'"><dc:rights rdf:resource="{.}"/></xsl:when>
            <xsl:otherwise>
              <dc:rights><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dc:rights>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:copy-of select="$statements[self::edm:currentLocation][1]"/>
        <!-- Two different answers are no answer. -->
        <xsl:variable name="type" select="$found[self::w:type][. != '']"/>
        <xsl:if test="$type and not($type[. != $type[1]])">
          <edm:type><xsl:value-of select="$type[1]"/></edm:type>
        </xsl:if>
      </edm:ProvidedCHO>
      <xsl:for-each select="$media[@format != '' or @rights != '' or @manifest != '']">
        <edm:WebResource rdf:about="{@address}">
          <xsl:if test="@format != ''"><dc:format><xsl:value-of select="@format"/></dc:format></xsl:if>
          <xsl:if test="@rights != ''"><edm:rights rdf:resource="{@rights}"/></xsl:if>
          <xsl:if test="@manifest != ''"><dcterms:isReferencedBy rdf:resource="{@manifest}"/></xsl:if>
        </edm:WebResource>
      </xsl:for-each>
      <ore:Aggregation rdf:about="{$about}#aggregation">
        <edm:aggregatedCHO rdf:resource="{$about}"/>
        <xsl:variable name="holder" select="$found[self::w:holder][. != ''][1]"/>
        <xsl:choose>
          <xsl:when test="$holder">
            <edm:dataProvider>
              <xsl:copy-of select="$holder/@xml:lang"/>
              <xsl:value-of select="$holder"/>
            </edm:dataProvider>
          </xsl:when>
          <xsl:when test="$dataProvider != ''">
            <edm:dataProvider><xsl:value-of select="$dataProvider"/></edm:dataProvider>
          </xsl:when>
        </xsl:choose>
        <xsl:for-each select="$media[position() &gt; 1]"><edm:hasView rdf:resource="{@address}"/></xsl:for-each>
        <xsl:for-each select="$found[self::w:page][1]"><edm:isShownAt rdf:resource="{@address}"/></xsl:for-each>
        <xsl:for-each select="$media[1]"><edm:isShownBy rdf:resource="{@address}"/></xsl:for-each>
        <xsl:for-each select="$found[self::w:preview][1]"><edm:object rdf:resource="{@address}"/></xsl:for-each>
        <xsl:if test="$provider != ''"><edm:provider><xsl:value-of select="$provider"/></edm:provider></xsl:if>
        <xsl:for-each select="$licences[1]"><edm:rights rdf:resource="{.}"/></xsl:for-each>
      </ore:Aggregation>
    </rdf:RDF>
  </xsl:template>

  <!-- The language of a text: xml:lang, or the `lang` of formats that came before it, from the nearest element. -->
  <xsl:template name="tag">
    <xsl:variable name="tag" select="(ancestor-or-self::*[@xml:lang or @lang])[last()]"/>
    <xsl:variable name="code" select="normalize-space(($tag/@xml:lang | $tag/@lang)[1])"/>
    <xsl:if test="$code != ''">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$code"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- An element of a name with a text and its language; none for an empty text. -->
  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain" select="normalize-space($text)"/>
    <xsl:if test="$plain != ''">
      <xsl:element name="{$name}">
        <xsl:call-template name="tag"/>
        <xsl:value-of select="$plain"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- An element of a name that points to an address; none where it is no web address. -->
  <xsl:template name="reference">
    <xsl:param name="name"/>
    <xsl:param name="address" select="."/>
    <xsl:variable name="plain" select="normalize-space($address)"/>
    <xsl:if test="(starts-with($plain, 'http://') or starts-with($plain, 'https://')) and not(contains($plain, ' '))">
      <xsl:element name="{$name}">
        <xsl:attribute name="rdf:resource"><xsl:value-of select="$plain"/></xsl:attribute>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- w:rights with a text, marked where it is the address of a licence or rights statement. -->
  <xsl:template name="rights">
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain" select="normalize-space($text)"/>
    <xsl:variable name="host" select="substring-before(concat(substring-after($plain, '://'), '/'), '/')"/>
    <xsl:if test="$plain != ''">
      <w:rights>
        <xsl:choose>
          <xsl:when test="(starts-with($plain, 'http://') or starts-with($plain, 'https://')) and not(contains($plain, ' '))
              and (contains('|creativecommons.org|www.creativecommons.org|rightsstatements.org|www.rightsstatements.org|',
                concat('|', $host, '|')) or contains($plain, '://www.europeana.eu/rights/'))">
            <xsl:attribute name="statement">true</xsl:attribute>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="tag"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="$plain"/>
      </w:rights>
    </xsl:if>
  </xsl:template>

  <!-- w:page, w:preview or w:medium with an address; none where it is no web address. -->
  <xsl:template name="link">
    <xsl:param name="as"/>
    <xsl:param name="address" select="."/>
    <xsl:param name="format"/>
    <xsl:param name="rights"/>
    <xsl:param name="manifest"/>
    <xsl:variable name="plain" select="normalize-space($address)"/>
    <xsl:if test="(starts-with($plain, 'http://') or starts-with($plain, 'https://')) and not(contains($plain, ' '))">
      <xsl:element name="w:{$as}">
        <xsl:attribute name="address"><xsl:value-of select="$plain"/></xsl:attribute>
        <xsl:attribute name="format"><xsl:value-of select="normalize-space($format)"/></xsl:attribute>
        <xsl:attribute name="rights"><xsl:value-of select="$rights"/></xsl:attribute>
        <xsl:attribute name="manifest"><xsl:value-of select="$manifest"/></xsl:attribute>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- "true" where the address ends like an image file. -->
  <xsl:template name="is-image">
    <xsl:param name="address" select="."/>
    <xsl:call-template name="has-ending">
      <xsl:with-param name="name" select="substring-before(concat(normalize-space($address), '?'), '?')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="has-ending">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="contains($name, '.')">
        <xsl:call-template name="has-ending">
          <xsl:with-param name="name" select="substring-after($name, '.')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$name != '' and not(contains($name, '/')) and not(contains($name, '|'))
          and contains($endings, concat('|', translate($name, $capitals, $smalls), '|'))">true</xsl:when>
      <xsl:otherwise>false</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- End of common. -->
</xsl:stylesheet>
