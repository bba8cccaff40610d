<?xml version="1.0" encoding="UTF-8"?>
<!--
  Unqualified Dublin Core (oai_dc) to EDM external.

  Input: an oai_dc:dc element, alone or inside an OAI-PMH record.
  Every dc element goes over untouched with its xml:lang. What the target cannot do without is taken from
  elements that say it for certain, else from the parameters, else it is left out and the validation reports it:
    edm:type       from dc:type, by the table below; two different answers are no answer
    edm:isShownAt  the first dc:identifier that is a web address and no image
    edm:isShownBy  the first address of an image in dc:identifier, then dc:relation and dc:source
    edm:hasView    the further addresses of images in dc:identifier
    edm:rights     the first dc:rights that is an address of creativecommons.org, rightsstatements.org or
                   europeana.eu/rights
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:types="urn:x-winnow:dc-types"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="oai_dc types exsl">

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

  <!-- Words in dc:type that leave no doubt: the DCMI types and plain words in six languages. Words with a
       second meaning ("print", "film", "carta", "object") are absent on purpose. -->
  <xsl:variable name="table">
    <types:t edm="IMAGE">|image|images|stillimage|still image|image fixe|photograph|photographs|photo|photos|</types:t>
    <types:t edm="IMAGE">|photography|fotografie|fotografien|foto|photographie|photographies|fotografia|fotografía|</types:t>
    <types:t edm="IMAGE">|painting|gemälde|peinture|schilderij|pintura|dipinto|drawing|zeichnung|dessin|tekening|</types:t>
    <types:t edm="IMAGE">|dibujo|disegno|druckgraphik|druckgrafik|estampe|engraving|kupferstich|etching|radierung|</types:t>
    <types:t edm="IMAGE">|poster|posters|plakat|affiche|affiches|map|maps|landkarte|landkaart|postcard|postcards|</types:t>
    <types:t edm="IMAGE">|postkarte|ansichtskarte|carte postale|prentbriefkaart|watercolour|watercolor|aquarell|</types:t>
    <types:t edm="IMAGE">|carte géographique|carta geografica|mapa|stadtplan|bookplate|ex-libris|exlibris|</types:t>
    <types:t edm="IMAGE">|photographie scientifique|photographie aérienne|luftbild|glass negative|glasnegativ|</types:t>
    <types:t edm="TEXT">|text|texts|texte|tekst|texto|testo|book|books|buch|livre|boek|libro|article|journal article|</types:t>
    <types:t edm="TEXT">|letter|letters|lettre|lettera|manuscript|manuscripts|handschrift|manuscrit|manuscrito|</types:t>
    <types:t edm="TEXT">|manoscritto|newspaper|zeitung|journal|thesis|dissertation|</types:t>
    <types:t edm="TEXT">|texte imprimé|printed text|druckschrift|libro a stampa|libro illustrato|periodical|</types:t>
    <types:t edm="TEXT">|périodique|periodico|zeitschrift|tijdschrift|revista|article de périodique|almanac|</types:t>
    <types:t edm="TEXT">|almanach|almanacco|almanak|pamphlet|brochure|charter|urkunde|oorkonde|</types:t>
    <types:t edm="SOUND">|sound|sound recording|audio|tonaufnahme|enregistrement sonore|geluidsopname|</types:t>
    <types:t edm="VIDEO">|movingimage|moving image|moving images|video|</types:t>
    <types:t edm="3D">|3d|3d model|3d object|</types:t>
  </xsl:variable>
  <xsl:variable name="types" select="exsl:node-set($table)/types:t"/>

  <!-- Endings of the addresses of image files. -->
  <xsl:variable name="endings" select="'|jpg|jpeg|png|tif|tiff|webp|gif|jp2|'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="(//oai_dc:dc)[1]"/>
  </xsl:template>

  <xsl:template match="oai_dc:dc">
    <xsl:variable name="object" select="$about"/>
    <rdf:RDF>
      <edm:ProvidedCHO rdf:about="{$object}">
        <xsl:for-each select="dc:*">
          <xsl:element name="dc:{local-name()}">
            <xsl:copy-of select="(ancestor-or-self::*/@xml:lang)[last()]"/>
            <xsl:value-of select="."/>
          </xsl:element>
        </xsl:for-each>
        <xsl:call-template name="type"/>
      </edm:ProvidedCHO>
      <ore:Aggregation rdf:about="{$object}#aggregation">
        <edm:aggregatedCHO rdf:resource="{$object}"/>
        <xsl:if test="$dataProvider != ''">
          <edm:dataProvider><xsl:value-of select="$dataProvider"/></edm:dataProvider>
        </xsl:if>
        <xsl:call-template name="links"/>
        <xsl:if test="$provider != ''">
          <edm:provider><xsl:value-of select="$provider"/></edm:provider>
        </xsl:if>
        <xsl:variable name="statements" select="dc:rights[
          (starts-with(normalize-space(.), 'http://') or starts-with(normalize-space(.), 'https://'))
          and not(contains(normalize-space(.), ' '))
          and (contains(., '//creativecommons.org/') or contains(., '//www.creativecommons.org/')
            or contains(., '//rightsstatements.org/') or contains(., '//www.rightsstatements.org/')
            or contains(., '//www.europeana.eu/rights/'))]"/>
        <xsl:if test="$statements">
          <edm:rights rdf:resource="{normalize-space($statements[1])}"/>
        </xsl:if>
      </ore:Aggregation>
    </rdf:RDF>
  </xsl:template>

  <!-- edm:type where all values of dc:type that the table knows agree. -->
  <xsl:template name="type">
    <xsl:variable name="found">
      <xsl:for-each select="dc:type">
        <xsl:variable name="plain" select="translate(normalize-space(.), $capitals, $smalls)"/>
        <xsl:variable name="uri" select="'http://purl.org/dc/dcmitype/'"/>
        <xsl:variable name="word">
          <xsl:choose>
            <xsl:when test="starts-with($plain, $uri)">
              <xsl:value-of select="substring-after($plain, $uri)"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$plain"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:if test="$word != '' and not(contains($word, '|'))">
          <xsl:value-of select="$types[contains(., concat('|', $word, '|'))]/@edm"/>
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="first" select="substring-before(concat(normalize-space($found), ' '), ' ')"/>
    <xsl:if test="$first != ''
        and count($types[@edm != $first][contains(concat(' ', $found, ' '), concat(' ', @edm, ' '))]) = 0">
      <edm:type><xsl:value-of select="$first"/></edm:type>
    </xsl:if>
  </xsl:template>

  <!-- The addresses of the object's page and images. -->
  <xsl:template name="links">
    <xsl:variable name="marked">
      <xsl:for-each select="dc:identifier | dc:relation | dc:source">
        <xsl:variable name="address" select="normalize-space(.)"/>
        <xsl:if test="(starts-with($address, 'http://') or starts-with($address, 'https://'))
            and not(contains($address, ' '))">
          <types:address element="{local-name()}" href="{$address}">
            <xsl:attribute name="image">
              <xsl:call-template name="is-image">
                <xsl:with-param name="name" select="substring-before(concat($address, '?'), '?')"/>
              </xsl:call-template>
            </xsl:attribute>
          </types:address>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="addresses" select="exsl:node-set($marked)/types:address"/>
    <xsl:variable name="own" select="$addresses[@element = 'identifier'][@image = 'true']"/>
    <xsl:variable name="page" select="$addresses[@element = 'identifier'][@image != 'true']"/>
    <xsl:for-each select="$own[position() &gt; 1]">
      <edm:hasView rdf:resource="{@href}"/>
    </xsl:for-each>
    <xsl:if test="$page">
      <edm:isShownAt rdf:resource="{$page[1]/@href}"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$own">
        <edm:isShownBy rdf:resource="{$own[1]/@href}"/>
      </xsl:when>
      <xsl:when test="$addresses[@image = 'true']">
        <edm:isShownBy rdf:resource="{$addresses[@image = 'true'][1]/@href}"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- "true" where the part after the last full stop is the ending of an image file. -->
  <xsl:template name="is-image">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="contains($name, '.')">
        <xsl:call-template name="is-image">
          <xsl:with-param name="name" select="substring-after($name, '.')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$name != '' and not(contains($name, '/')) and not(contains($name, '|'))
          and contains($endings, concat('|', translate($name, $capitals, $smalls), '|'))">true</xsl:when>
      <xsl:otherwise>false</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
