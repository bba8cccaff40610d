<?xml version="1.0" encoding="UTF-8"?>
<!--
  Qualified Dublin Core (oai_qdc) to EDM external.

  Input: an element that holds elements of Dublin Core and DCMI terms (qualifieddc, in whichever namespace), alone or
  inside an OAI-PMH record. Every element goes over with its text untouched and its xml:lang; a value that says
  xsi:type="dcterms:URI" goes over as rdf:resource where the element may have one. Elements of the terms that EDM does
  not hold become what they refine:
    abstract                                          dc:description
    available, valid, modified, dateAccepted, dateCopyrighted, dateSubmitted   dc:date
    accessRights, license, rightsHolder               dc:rights
    bibliographicCitation                             dc:identifier
  audience, educationLevel, instructionalMethod, mediator and the accrual terms are left out: EDM has no place for them.
    edm:type       from type, by the table below; two different answers are no answer
    edm:isShownAt  the first identifier that is a web address and no image
    edm:isShownBy  the first address of an image in identifier, then hasFormat, relation and source
    edm:hasView    the further addresses of images in identifier
    edm:rights     the first address of a licence or rights statement in license, rights or accessRights
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:w="urn:x-winnow:mapping"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="xsi w exsl">

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

  <!-- The properties of edm:ProvidedCHO by their local names, and those that only take a text. -->
  <xsl:variable name="elements">|contributor|coverage|creator|date|description|format|identifier|language|publisher|<!--
    -->relation|source|subject|title|type|</xsl:variable>
  <xsl:variable name="terms">|alternative|conformsTo|created|extent|hasFormat|hasPart|hasVersion|isFormatOf|isPartOf|<!--
    -->isReferencedBy|isReplacedBy|isRequiredBy|issued|isVersionOf|medium|provenance|references|replaces|requires|<!--
    -->spatial|tableOfContents|temporal|</xsl:variable>
  <xsl:variable name="plain" select="'|identifier|language|title|alternative|tableOfContents|description|'"/>
  <xsl:variable name="dates" select="'|available|valid|modified|dateAccepted|dateCopyrighted|dateSubmitted|'"/>

  <xsl:template match="/"><xsl:apply-templates select="(//*[dc:* or dcterms:*])[1]" mode="container"/></xsl:template>

  <xsl:template match="*" mode="container">
    <xsl:variable name="statements"><xsl:apply-templates select="dc:* | dcterms:*" mode="statement"/></xsl:variable>
    <xsl:variable name="found">
      <xsl:for-each select="*[self::dc:type or self::dcterms:type]">
        <xsl:call-template name="type-of-word"/>
      </xsl:for-each>
      <xsl:for-each select="*[self::dc:license or self::dcterms:license]">
        <xsl:call-template name="rights"/>
      </xsl:for-each>
      <xsl:for-each select="*[self::dc:rights or self::dcterms:rights]">
        <xsl:call-template name="rights"/>
      </xsl:for-each>
      <xsl:for-each select="dcterms:accessRights | dcterms:rightsHolder | dc:accessRights | dc:rightsHolder">
        <xsl:call-template name="rights"/>
      </xsl:for-each>
      <xsl:call-template name="links"/>
    </xsl:variable>
    <xsl:call-template name="record">
      <xsl:with-param name="statements" select="exsl:node-set($statements)/*"/>
      <xsl:with-param name="found" select="exsl:node-set($found)/*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="statement">
    <!-- Terms are often written in the older namespace and the reverse: the local name decides. -->
    <xsl:variable name="local" select="concat('|', local-name(), '|')"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="contains($elements, $local)"><xsl:value-of select="concat('dc:', local-name())"/></xsl:when>
        <xsl:when test="contains($terms, $local)"><xsl:value-of select="concat('dcterms:', local-name())"/></xsl:when>
        <xsl:when test="local-name() = 'abstract'">dc:description</xsl:when>
        <xsl:when test="local-name() = 'bibliographicCitation'">dc:identifier</xsl:when>
        <xsl:when test="contains($dates, $local)">dc:date</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$name = '' or normalize-space(.) = ''"/>
      <xsl:when test="(@xsi:type = 'URI' or substring-after(@xsi:type, ':') = 'URI') and not(contains($plain, $local))
          and (starts-with(normalize-space(.), 'http://') or starts-with(normalize-space(.), 'https://'))">
        <xsl:call-template name="reference"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$name}"><xsl:call-template name="tag"/><xsl:value-of select="."/></xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The addresses of the object's page and images. -->
  <xsl:template name="links">
    <xsl:variable name="own">
      <xsl:for-each select="dc:identifier | dcterms:identifier">
        <xsl:variable name="image"><xsl:call-template name="is-image"/></xsl:variable>
        <xsl:call-template name="link">
          <xsl:with-param name="as">
            <xsl:choose>
              <xsl:when test="$image = 'true'">medium</xsl:when>
              <xsl:otherwise>page</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="other">
      <xsl:for-each select="dcterms:hasFormat | dc:relation | dcterms:relation | dc:source | dcterms:source">
        <xsl:variable name="image"><xsl:call-template name="is-image"/></xsl:variable>
        <xsl:if test="$image = 'true'">
          <xsl:call-template name="link"><xsl:with-param name="as" select="'medium'"/></xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:copy-of select="$own"/>
    <xsl:if test="not(exsl:node-set($own)/w:medium)">
      <xsl:copy-of select="exsl:node-set($other)/w:medium[1]"/>
    </xsl:if>
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
