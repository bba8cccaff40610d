<?xml version="1.0" encoding="UTF-8"?>
<!--
  EAD 2002 and EAD3 (Society of American Archivists) to EDM external, in their namespaces or none.

  Input: an ead element, of which the archdesc is the record, or a single component (c, c01 to c12); alone or inside an
  OAI-PMH record. The components below the one described are records of their own and are not read.
    dc:title unittitle; dc:identifier unitid; dcterms:created unitdate as written and, where it differs, @normal or the
    standard dates of EAD3; dc:type the level and genreform; dcterms:extent physdesc; dcterms:medium materialspec and
    physfacet; dc:language langmaterial (codes first); dc:creator origination; dc:description abstract and the
    paragraphs of scopecontent; dcterms:provenance custodhist and acqinfo; dc:subject, dcterms:spatial controlaccess;
    dc:rights userestrict, accessrestrict and legalstatus, edm:rights the first address of a licence or rights
    statement in them; addresses in authfilenumber (EAD3: identifier) go along as rdf:resource
    edm:isShownBy, edm:hasView  dao or daoloc with an image by its ending or role; edm:object those of role thumbnail
    edm:isShownAt   another dao, else the address of the finding aid (eadid/@url, recordid/@instanceurl)
    edm:dataProvider  repository, else the parameter
  edm:type is left to the default: a level does not say whether texts, pictures or sounds are described.
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:w="urn:x-winnow:mapping"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="w exsl">
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

  <xsl:template match="/">
    <xsl:variable name="description" select="(//*[local-name() = 'archdesc'])[1]"/>
    <xsl:variable name="component" select="(//*[local-name() = 'c' or (string-length(local-name()) = 3
        and starts-with(local-name(), 'c') and number(substring(local-name(), 2)) &lt;= 12)])[1]"/>
    <xsl:variable name="home"
      select="(//*[local-name() = 'eadid']/@url | //*[local-name() = 'recordid']/@instanceurl)[1]"/>
    <!-- A copy of the unit alone and without namespaces, in which both versions read alike. -->
    <xsl:variable name="copied">
      <xsl:for-each select="$description | $component[not($description)]">
        <unit level="{@level}" otherlevel="{@otherlevel}">
          <xsl:call-template name="tag"/>
          <xsl:apply-templates select="*" mode="plain"/>
        </unit>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($copied)/unit">
      <xsl:variable name="statements"><xsl:call-template name="statements"/></xsl:variable>
      <xsl:variable name="found">
        <xsl:call-template name="found"/>
        <xsl:for-each select="$home">
          <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
        </xsl:for-each>
      </xsl:variable>
      <xsl:call-template name="record">
        <xsl:with-param name="statements" select="exsl:node-set($statements)/*"/>
        <xsl:with-param name="found" select="exsl:node-set($found)/*"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*" mode="plain">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@xml:*"/>
      <xsl:for-each select="@*[namespace-uri() != 'http://www.w3.org/XML/1998/namespace']">
        <xsl:attribute name="{local-name()}"><xsl:value-of select="."/></xsl:attribute>
      </xsl:for-each>
      <xsl:apply-templates select="* | text()" mode="plain"/>
    </xsl:element>
  </xsl:template>

  <!-- What lies below, and the headings of paragraphs. -->
  <xsl:template mode="plain" match="*[local-name() = 'dsc' or local-name() = 'c' or local-name() = 'head'
      or (string-length(local-name()) = 3 and starts-with(local-name(), 'c')
        and number(substring(local-name(), 2)) &lt;= 12)]"/>

  <xsl:template name="statements">
    <xsl:for-each select="did/unittitle">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:title'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="did/unitid[normalize-space(.) != '']">
      <dc:identifier><xsl:value-of select="normalize-space(.)"/></dc:identifier>
    </xsl:for-each>
    <xsl:for-each select="did/unitdate | did/unittitle/unitdate | did/unitdatestructured//datesingle">
      <xsl:variable name="normal" select="normalize-space((@normal | @standarddate)[1])"/>
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:created'"/></xsl:call-template>
      <xsl:if test="$normal != '' and $normal != normalize-space(.)">
        <dcterms:created><xsl:value-of select="$normal"/></dcterms:created>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="did/unitdatestructured//daterange[fromdate/@standarddate and todate/@standarddate]">
      <dcterms:created><xsl:value-of select="concat(fromdate/@standarddate, '/', todate/@standarddate)"/></dcterms:created>
    </xsl:for-each>
    <xsl:if test="@level != ''">
      <dc:type>
        <xsl:choose>
          <xsl:when test="@level = 'otherlevel' and @otherlevel != ''"><xsl:value-of select="@otherlevel"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@level"/></xsl:otherwise>
        </xsl:choose>
      </dc:type>
    </xsl:if>
    <xsl:call-template name="physical"/>
    <xsl:call-template name="languages"/>
    <xsl:for-each select="did/origination">
      <xsl:for-each select="persname | corpname | famname | name">
        <xsl:call-template name="heading"><xsl:with-param name="name" select="'dc:creator'"/></xsl:call-template>
      </xsl:for-each>
      <xsl:if test="not(persname or corpname or famname or name)">
        <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:creator'"/></xsl:call-template>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="did/abstract | scopecontent//p">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:description'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="custodhist//p | acqinfo//p">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:provenance'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="controlaccess//*[self::subject or self::persname or self::corpname or self::famname
        or self::name or self::title or self::occupation or self::function]">
      <xsl:call-template name="heading"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="controlaccess//geogname">
      <xsl:call-template name="heading"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="controlaccess//genreform | did//physdesc/genreform">
      <xsl:call-template name="heading"><xsl:with-param name="name" select="'dc:type'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- A heading of controlled vocabulary; EAD3 writes its parts as elements. -->
  <xsl:template name="heading">
    <xsl:param name="name"/>
    <xsl:for-each select="@authfilenumber | @identifier">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="text">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="text">
        <xsl:for-each select="part[normalize-space(.) != '']">
          <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
        <xsl:if test="not(part)"><xsl:value-of select="."/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="physical">
    <xsl:for-each select="did//physdesc/extent | did//physdesc/dimensions | did//physdesc[not(*)]
        | did//physdescstructured/dimensions">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:extent'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="did//physdescstructured">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="'dcterms:extent'"/>
        <xsl:with-param name="text" select="concat(quantity, ' ', unittype)"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="did//physfacet | did/materialspec">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:medium'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Languages by their codes, else by their names; "und" says nothing. -->
  <xsl:template name="languages">
    <xsl:variable name="codes"
      select="did/langmaterial//language/@langcode[normalize-space(.) != '' and . != 'und']"/>
    <xsl:for-each select="$codes">
      <dc:language><xsl:value-of select="normalize-space(.)"/></dc:language>
    </xsl:for-each>
    <xsl:if test="not($codes)">
      <xsl:for-each select="did/langmaterial//language[normalize-space(.) != ''][not(@langcode)]">
        <dc:language><xsl:value-of select="normalize-space(.)"/></dc:language>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="found">
    <xsl:for-each select="userestrict//@href | userestrict//p | accessrestrict//p | accessrestrict//legalstatus
        | did/legalstatus">
      <xsl:call-template name="rights"/>
    </xsl:for-each>
    <xsl:for-each select=".//dao | .//daoloc">
      <xsl:variable name="image">
        <xsl:call-template name="is-image"><xsl:with-param name="address" select="@href"/></xsl:call-template>
      </xsl:variable>
      <xsl:variable name="role" select="translate(concat(@role, ' ', @linkrole), $capitals, $smalls)"/>
      <xsl:call-template name="link">
        <xsl:with-param name="as">
          <xsl:choose>
            <xsl:when test="contains($role, 'thumb')">preview</xsl:when>
            <xsl:when test="$image = 'true' or contains($role, 'image/')">medium</xsl:when>
            <xsl:otherwise>page</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="address" select="@href"/>
      </xsl:call-template>
    </xsl:for-each>
    <!-- The name of the repository, of which an address is no part. -->
    <xsl:for-each select="did/repository">
      <xsl:for-each select="((corpname | name)[normalize-space(.) != '']
          | text()[not(../corpname or ../name)][normalize-space(.) != ''])[1]">
        <w:holder><xsl:call-template name="tag"/><xsl:value-of select="normalize-space(.)"/></w:holder>
      </xsl:for-each>
    </xsl:for-each>
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
