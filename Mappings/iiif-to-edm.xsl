<?xml version="1.0" encoding="UTF-8"?>
<!--
  IIIF Presentation manifests of versions 2 and 3 to EDM external.

  Input: a manifest in the XML form of JSON (XPath and XQuery Functions 3.1, section 22.1).
  Every text goes over untouched with its language. Nothing is made up:
    dc:title        from label
    dc:description  from description (2) or summary (3)
    dc:*, dcterms:* from metadata, by the labels in the table below; other labels are left out
    dc:rights       from attribution (2) or the value of requiredStatement (3)
    edm:rights      from license (2) or rights (3), where it is an address
    edm:isShownAt   from related (2) or homepage (3), where it is a web page
    edm:isShownBy   the first image, sound or video that is painted on a canvas; of a choice the first
    edm:hasView     the other ones, one a canvas and painted body
    edm:dataProvider  the name in provider (3), else the parameter
  A manifest does not say what kind of object it shows: edm:type comes from `defaults.type` of the configuration.
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:svcs="http://rdfs.org/sioc/services#"
  xmlns:doap="http://usefulinc.com/ns/doap#"
  xmlns:j="http://www.w3.org/2005/xpath-functions"
  xmlns:map="urn:x-winnow:iiif-labels"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="j map exsl">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- The provider's defaults, empty where there are none. -->
  <xsl:param name="dataProvider"/>
  <xsl:param name="provider"/>
  <!-- The record's identifier in the provider's list, and a URI that names the object. -->
  <xsl:param name="identifier"/>
  <xsl:param name="about" select="$identifier"/>

  <xsl:variable name="capitals" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜÓÍÁÚ'"/>
  <xsl:variable name="smalls" select="'abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüóíáú'"/>
  <xsl:variable name="tagCharacters"
    select="'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-'"/>

  <!-- Labels of metadata that leave no doubt, in several languages. Labels with a second meaning ("editor", "location",
       "name", "role") are absent on purpose. -->
  <xsl:variable name="table">
    <map:l to="dc:title">|title|titles|titel|titre|titolo|título|titulo|teitl|full title|main title|</map:l>
    <map:l to="dc:title">|title (english)|</map:l>
    <map:l to="dcterms:alternative">|alternative title|alternate title|other title|other titles|variant title|</map:l>
    <map:l to="dcterms:alternative">|alternative titles|alternative title(s)|</map:l>
    <map:l to="dcterms:alternative">|titre alternatif|autre titre|nebentitel|weitere titel|titolo alternativo|</map:l>
    <map:l to="dc:creator">|creator|creators|author|authors|author(s)|artist|artists|artist/maker|maker|makers|</map:l>
    <map:l to="dc:creator">|photographer|painter|composer|engraver|draughtsman|cartographer|creator(s)|</map:l>
    <map:l to="dc:creator">|auteur|auteurs|artiste|créateur|photographe|compositeur|peintre|graveur|</map:l>
    <map:l to="dc:creator">|autor|autoren|autor/in|verfasser|verfasser/in|urheber|künstler|künstler/in|fotograf|</map:l>
    <map:l to="dc:creator">|schöpfer|komponist|maler|autore|autori|artista|creatore|fotografo|creador|autora|</map:l>
    <map:l to="dc:creator">|vervaardiger|kunstenaar|maker(s)|schilder|awdur|crëwr|</map:l>
    <map:l to="dc:creator">|artist / maker|artist/creator|creator/artist|photographers|artist(s)|</map:l>
    <map:l to="dc:contributor">|contributor|contributors|contributeur|contributeurs|mitwirkende|mitwirkender|</map:l>
    <map:l to="dc:contributor">|beiträger|collaboratore|contributore|colaborador|bijdrager|medewerker|illustrator|</map:l>
    <map:l to="dc:contributor">|translator|scribe|printer|drucker|imprimeur|</map:l>
    <map:l to="dc:date">|date|dates|date(s)|datum|datierung|fecha|data|dyddiad|date statement|date text|</map:l>
    <map:l to="dc:date">|dated|display-date|display date|jahr|year|année|anno|año|</map:l>
    <map:l to="dcterms:created">|date created|created|creation date|date of creation|date made|production date|</map:l>
    <map:l to="dcterms:created">|entstehungszeit|entstehungsdatum|date de création|data di creazione|</map:l>
    <map:l to="dcterms:created">|date of origin|date of origin (english)|datering|</map:l>
    <map:l to="dcterms:issued">|date published|published|publication date|date of publication|date issued|issued|</map:l>
    <map:l to="dcterms:issued">|date de publication|date d'édition|erscheinungsjahr|erscheinungsdatum|</map:l>
    <map:l to="dcterms:issued">|data di pubblicazione|fecha de publicación|jaar van uitgave|</map:l>
    <map:l to="dc:publisher">|publisher|publishers|verlag|verleger|éditeur|éditeurs|editore|editorial|uitgever|</map:l>
    <map:l to="dc:publisher">|cyhoeddwr|herausgebende institution|</map:l>
    <map:l to="dc:language">|language|languages|language(s)|sprache|sprachen|langue|langues|lingua|lingue|</map:l>
    <map:l to="dc:language">|idioma|idiomas|lengua|taal|iaith|text language|textsprache|</map:l>
    <map:l to="dc:identifier">|identifier|identifiers|shelfmark|shelf mark|call number|signatur|cote|segnatura|</map:l>
    <map:l to="dc:identifier">|signatura|signatuur|identifikator|identifiant|identificatore|identificador|</map:l>
    <map:l to="dc:identifier">|inventory number|inventarnummer|numéro d'inventaire|numero di inventario|</map:l>
    <map:l to="dc:identifier">|inventarisnummer|accession number|object number|catalog number|catalogue number|</map:l>
    <map:l to="dc:identifier">|local identifier|record id|urn|doi|reference number|marc nodrwydd|</map:l>
    <map:l to="dc:identifier">|shelfmarks|reference|reference code|object id|accession id|museum number|callnr|id|</map:l>
    <map:l to="dc:subject">|subject|subjects|subject(s)|topic|topics|keyword|keywords|subject terms|thema|themen|</map:l>
    <map:l to="dc:subject">|schlagwort|schlagwörter|sujet|sujets|mot-clé|mots-clés|soggetto|soggetti|materia|</map:l>
    <map:l to="dc:subject">|materias|tema|temas|onderwerp|onderwerpen|trefwoord|trefwoorden|pwnc|</map:l>
    <map:l to="dc:type">|type|types|genre|genres|object type|document type|resource type|work type|classification|</map:l>
    <map:l to="dc:type">|typ|objekttyp|dokumenttyp|gattung|type de document|tipo|tipologia|genere|género|soort|</map:l>
    <map:l to="dc:type">|type of resource|object name|objektart|</map:l>
    <map:l to="dcterms:medium">|medium|material|materials|material(s)|technique|support|matériau|matériaux|</map:l>
    <map:l to="dcterms:medium">|beschreibstoff|materiale|soporte|materiaal|techniek|materials/techniques|</map:l>
    <map:l to="dcterms:medium">|materials &amp; techniques|materials and techniques|type/technique|</map:l>
    <map:l to="dc:format">|format|formato|formaat|physical description|physical form|description physique|</map:l>
    <map:l to="dc:format">|physische beschreibung|descrizione fisica|descripción física|disgrifiad ffisegol|</map:l>
    <map:l to="dcterms:extent">|extent|dimensions|size|umfang|maße|abmessungen|étendue|dimensioni|dimensiones|</map:l>
    <map:l to="dcterms:extent">|afmetingen|omvang|number of pages|</map:l>
    <map:l to="dcterms:extent">|number of leaves|number of pages and leaves|</map:l>
    <map:l to="dc:description">|description|descriptions|beschreibung|descrizione|descripción|beschrijving|</map:l>
    <map:l to="dc:description">|abstract|summary|zusammenfassung|résumé|note|notes|anmerkung|anmerkungen|disgrifiad|</map:l>
    <map:l to="dc:description">|summary (english)|descriptive line|</map:l>
    <map:l to="dcterms:spatial">|place|places|place of origin|origin|origin place|spatial coverage|coverage|lieu|</map:l>
    <map:l to="dcterms:spatial">|lieu d'origine|entstehungsort|luogo|lugar|plaats|geographic subject|</map:l>
    <map:l to="dcterms:spatial">|place created|place of origin (english)|place of creation|</map:l>
    <map:l to="dcterms:temporal">|period|epoch|epoche|époque|période|periodo|época|temporal coverage|century|</map:l>
    <map:l to="dcterms:provenance">|provenance|provenienz|provenienza|procedencia|herkomst|previous owner|</map:l>
    <map:l to="dcterms:isPartOf">|part of|is part of|collection|collections|sammlung|collezione|colección|collectie|</map:l>
    <map:l to="dc:source">|source|quelle|fonte|fuente|bron|</map:l>
    <map:l to="dcterms:tableOfContents">|contents|table of contents|inhaltsverzeichnis|</map:l>
    <map:l to="dc:relation">|relation|related|</map:l>
    <map:l to="dc:rights">|rights/license|rights statement|rights statements|full conditions of use|conditions of use|</map:l>
    <map:l to="dc:rights">|rights|license|licence|lizenz|droits|diritti|derechos|rechten|copyright|rechte|</map:l>
  </xsl:variable>
  <xsl:variable name="labels" select="exsl:node-set($table)/map:l"/>

  <xsl:variable name="manifest" select="(/j:map | /*/*/j:map)[1]"/>
  <!-- The address under which the manifest is known: `id` in version 3, `@id` before. -->
  <xsl:variable name="manifestAddress" select="($manifest/j:string[@key = 'id'] | $manifest/j:string[@key = '@id'])[1]"/>

  <xsl:template match="/">
    <xsl:if test="$manifest/j:string[@key = 'type'][. = 'Manifest']
        or $manifest/j:string[@key = '@type'][. = 'sc:Manifest' or . = 'Manifest']">
      <xsl:call-template name="record"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="record">
    <xsl:variable name="found"><xsl:call-template name="media"/></xsl:variable>
    <xsl:variable name="media" select="exsl:node-set($found)/map:medium"/>
    <rdf:RDF>
      <edm:ProvidedCHO rdf:about="{$about}">
        <xsl:call-template name="texts">
          <xsl:with-param name="name" select="'dc:title'"/>
          <xsl:with-param name="values" select="$manifest/*[@key = 'label']"/>
        </xsl:call-template>
        <xsl:call-template name="texts">
          <xsl:with-param name="name" select="'dc:description'"/>
          <xsl:with-param name="values" select="$manifest/*[@key = 'description' or @key = 'summary']"/>
        </xsl:call-template>
        <xsl:for-each select="$manifest/j:array[@key = 'metadata']/j:map">
          <xsl:variable name="name"><xsl:call-template name="property"/></xsl:variable>
          <xsl:if test="$name != ''">
            <xsl:call-template name="texts">
              <xsl:with-param name="name" select="string($name)"/>
              <xsl:with-param name="values" select="*[@key = 'value']"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:for-each>
        <xsl:call-template name="texts">
          <xsl:with-param name="name" select="'dc:rights'"/>
          <xsl:with-param name="values"
            select="$manifest/*[@key = 'attribution'] | $manifest/j:map[@key = 'requiredStatement']/*[@key = 'value']"/>
        </xsl:call-template>
      </edm:ProvidedCHO>
      <xsl:for-each select="$media">
        <edm:WebResource rdf:about="{@address}">
          <xsl:if test="@format != ''"><dc:format><xsl:value-of select="@format"/></dc:format></xsl:if>
          <dcterms:isReferencedBy rdf:resource="{$manifestAddress}"/>
          <xsl:if test="@service != ''"><svcs:has_service rdf:resource="{@service}"/></xsl:if>
        </edm:WebResource>
      </xsl:for-each>
      <xsl:for-each select="$media[@service != '']">
        <svcs:Service rdf:about="{@service}">
          <dcterms:conformsTo rdf:resource="http://iiif.io/api/image"/>
          <xsl:if test="@profile != ''"><doap:implements rdf:resource="{@profile}"/></xsl:if>
        </svcs:Service>
      </xsl:for-each>
      <ore:Aggregation rdf:about="{$about}#aggregation">
        <edm:aggregatedCHO rdf:resource="{$about}"/>
        <xsl:call-template name="data-provider"/>
        <xsl:for-each select="$media[position() &gt; 1]">
          <edm:hasView rdf:resource="{@address}"/>
        </xsl:for-each>
        <xsl:call-template name="page"/>
        <xsl:for-each select="$media[1]">
          <edm:isShownBy rdf:resource="{@address}"/>
        </xsl:for-each>
        <xsl:if test="$provider != ''">
          <edm:provider><xsl:value-of select="$provider"/></edm:provider>
        </xsl:if>
        <xsl:for-each select="$manifest/*[@key = 'rights' or @key = 'license']/descendant-or-self::*[
            self::j:string and (not(ancestor::j:map[1]/@key) or @key = '@id' or @key = 'id')]">
          <xsl:if test="starts-with(normalize-space(.), 'http://') or starts-with(normalize-space(.), 'https://')">
            <edm:rights rdf:resource="{normalize-space(.)}"/>
          </xsl:if>
        </xsl:for-each>
      </ore:Aggregation>
    </rdf:RDF>
  </xsl:template>

  <!-- The property that the label of a pair of metadata means; empty where the table does not know it. -->
  <xsl:template name="property">
    <xsl:variable name="known">
      <xsl:for-each select="*[@key = 'label']/descendant-or-self::j:string[not(@key = '@language')]">
        <xsl:variable name="plain" select="translate(normalize-space(.), $capitals, $smalls)"/>
        <xsl:variable name="word">
          <xsl:choose>
            <xsl:when test="substring($plain, string-length($plain)) = ':'">
              <xsl:value-of select="normalize-space(substring($plain, 1, string-length($plain) - 1))"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$plain"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <!-- A label in two languages: "Referenskod / Reference code". -->
        <xsl:variable name="first" select="substring-before(concat($word, ' / '), ' / ')"/>
        <xsl:variable name="second" select="substring-after($word, ' / ')"/>
        <xsl:if test="$word != '' and not(contains($word, '|'))">
          <xsl:for-each select="$labels[contains(., concat('|', $word, '|'))] | $labels[contains($word, ' / ')][
              contains(., concat('|', $first, '|')) or contains(., concat('|', $second, '|'))]">
            <xsl:value-of select="@to"/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="substring-before($known, ' ')"/>
  </xsl:template>

  <!-- Texts as elements of a name: a plain text, {"@value", "@language"}, a map of languages, or a list of these. -->
  <xsl:template name="texts">
    <xsl:param name="name"/>
    <xsl:param name="values"/>
    <xsl:for-each select="$values">
      <xsl:choose>
        <xsl:when test="self::j:string or self::j:number">
          <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="self::j:array">
          <xsl:call-template name="texts">
            <xsl:with-param name="name" select="$name"/>
            <xsl:with-param name="values" select="*"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="self::j:map[*[@key = '@value']]">
          <xsl:for-each select="*[@key = '@value']">
            <xsl:call-template name="text">
              <xsl:with-param name="name" select="$name"/>
              <xsl:with-param name="language" select="../j:string[@key = '@language']"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="self::j:map">
          <xsl:for-each select="*[not(@key = '@id' or @key = 'id' or @key = '@type' or @key = 'type')]">
            <xsl:variable name="language" select="string(@key)"/>
            <xsl:for-each select="self::j:string | self::j:array/j:string">
              <xsl:call-template name="text">
                <xsl:with-param name="name" select="$name"/>
                <xsl:with-param name="language" select="$language"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:for-each>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- One text; a language that is no language tag (`none`, `@none`) is left out. -->
  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="language"/>
    <xsl:if test="normalize-space(.) != ''">
      <xsl:element name="{$name}">
        <xsl:if test="$language != '' and $language != 'none'
            and translate($language, $tagCharacters, '') = ''
            and string-length(substring-before(concat($language, '-'), '-')) &gt; 1
            and string-length(substring-before(concat($language, '-'), '-')) &lt; 9">
          <xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute>
        </xsl:if>
        <xsl:value-of select="."/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="data-provider">
    <xsl:variable name="name" select="($manifest/j:array[@key = 'provider']/j:map[1]
      /j:map[@key = 'label']/j:array/j:string[normalize-space(.) != ''])[1]"/>
    <xsl:choose>
      <xsl:when test="$name"><edm:dataProvider><xsl:value-of select="$name"/></edm:dataProvider></xsl:when>
      <xsl:when test="$dataProvider != ''">
        <edm:dataProvider><xsl:value-of select="$dataProvider"/></edm:dataProvider>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The object's page for people: an address that is not marked as anything but HTML. -->
  <xsl:template name="page">
    <xsl:variable name="entries"
      select="$manifest/*[@key = 'homepage' or @key = 'related']/descendant-or-self::*[self::j:map or self::j:string[
        not(@key) or @key = 'related' or @key = 'homepage']]"/>
    <xsl:variable name="addresses">
      <xsl:for-each select="$entries">
        <xsl:variable name="format" select="j:string[@key = 'format']"/>
        <xsl:variable name="address"
          select="normalize-space((self::j:string | self::j:map/j:string[@key = 'id' or @key = '@id'])[1])"/>
        <xsl:if test="(starts-with($address, 'http://') or starts-with($address, 'https://'))
            and not(contains($address, ' '))
            and (not($format) or contains($format, 'html'))">
          <map:page href="{$address}"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($addresses)/map:page[1]">
      <edm:isShownAt rdf:resource="{@href}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What is painted on the canvases, in order. -->
  <xsl:template name="media">
    <xsl:for-each select="$manifest/j:array[@key = 'sequences']/j:map[1]/j:array[@key = 'canvases']/j:map
        /j:array[@key = 'images' or @key = 'resources']/j:map/j:map[@key = 'resource']">
      <xsl:call-template name="body"/>
    </xsl:for-each>
    <xsl:for-each select="$manifest/j:array[@key = 'items']/j:map/j:array[@key = 'items']/j:map
        /j:array[@key = 'items']/j:map[*[@key = 'motivation']/descendant-or-self::j:string = 'painting']
        /*[@key = 'body']/descendant-or-self::j:map[(@key = 'body') or parent::j:array[@key = 'body']]">
      <xsl:call-template name="body"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A resource or body: itself, what it selects from, or the first that it lets choose. -->
  <xsl:template name="body">
    <xsl:variable name="type" select="j:string[@key = 'type' or @key = '@type'][1]"/>
    <xsl:choose>
      <xsl:when test="$type = 'Choice' or $type = 'oa:Choice'">
        <xsl:for-each select="(j:map[@key = 'default'] | j:array[@key = 'items']/j:map[1]
            | j:map[@key = 'item'] | j:array[@key = 'item']/j:map[1])[1]">
          <xsl:call-template name="body"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$type = 'SpecificResource' or $type = 'oa:SpecificResource'">
        <xsl:for-each select="(j:map[@key = 'source' or @key = 'full'])[1]">
          <xsl:call-template name="body"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$type = 'Image' or $type = 'dctypes:Image' or $type = 'dcterms:Image' or $type = 'StillImage'
          or $type = 'dctypes:StillImage' or $type = 'Sound' or $type = 'dctypes:Sound' or $type = 'Audio'
          or $type = 'Video' or $type = 'dctypes:MovingImage' or (not($type) and *[@key = 'service'])">
        <xsl:variable name="service" select="(j:map[@key = 'service'] | j:array[@key = 'service']/j:map)[
            j:string[@key = 'type' or @key = '@type'][starts-with(., 'ImageService')]
            or *[@key = '@context' or @key = 'profile']/descendant-or-self::j:string[
              contains(., 'iiif.io/api/image/') or contains(., 'image-api/')]][1]"/>
        <xsl:variable name="written" select="normalize-space((j:string[@key = 'id'] | j:string[@key = '@id'])[1])"/>
        <xsl:variable name="base"
          select="normalize-space($service/j:string[@key = 'id' or @key = '@id'][1])"/>
        <!-- An image may be given by its service alone: then its address is the request for the whole of it. -->
        <xsl:variable name="address">
          <xsl:choose>
            <xsl:when test="$written != '' or $base = ''"><xsl:value-of select="$written"/></xsl:when>
            <xsl:when test="$service/j:string[@key = 'type' or @key = '@type'] = 'ImageService3'">
              <xsl:value-of select="concat($base, '/full/max/0/default.jpg')"/>
            </xsl:when>
            <xsl:when test="$service/*[@key = '@context' or @key = 'profile']/descendant-or-self::j:string[
                contains(., 'image-api/')]">
              <xsl:value-of select="concat($base, '/full/full/0/native.jpg')"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="concat($base, '/full/full/0/default.jpg')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:if test="starts-with($address, 'http://') or starts-with($address, 'https://')">
          <map:medium address="{$address}" format="{j:string[@key = 'format']}">
            <xsl:if test="starts-with($base, 'http://') or starts-with($base, 'https://')">
              <xsl:attribute name="service">
                <xsl:choose>
                  <xsl:when test="substring($base, string-length($base)) = '/'">
                    <xsl:value-of select="substring($base, 1, string-length($base) - 1)"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="$base"/></xsl:otherwise>
                </xsl:choose>
              </xsl:attribute>
              <xsl:attribute name="profile">
                <xsl:call-template name="profile"><xsl:with-param name="service" select="$service"/></xsl:call-template>
              </xsl:attribute>
            </xsl:if>
          </map:medium>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The compliance level of an image service as an address. -->
  <xsl:template name="profile">
    <xsl:param name="service"/>
    <xsl:variable name="level" select="($service/*[@key = 'profile']/descendant-or-self::j:string)[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($level, 'http://') or starts-with($level, 'https://')">
        <xsl:value-of select="normalize-space($level)"/>
      </xsl:when>
      <xsl:when test="$level = 'level0' or $level = 'level1' or $level = 'level2'">
        <xsl:choose>
          <xsl:when test="$service/j:string[@key = 'type' or @key = '@type'] = 'ImageService3'">
            <xsl:value-of select="concat('http://iiif.io/api/image/3/', $level, '.json')"/>
          </xsl:when>
          <xsl:when test="$service/j:string[@key = 'type' or @key = '@type'] = 'ImageService2'">
            <xsl:value-of select="concat('http://iiif.io/api/image/2/', $level, '.json')"/>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
