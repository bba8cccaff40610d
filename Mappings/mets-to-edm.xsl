<?xml version="1.0" encoding="UTF-8"?>
<!--
  METS with MODS or Dublin Core (Library of Congress; the profile of the DFG Viewer) to EDM external.

  Input: a mets element, alone or inside an OAI-PMH record; of several the first.
  The description is the dmdSec of the topmost division of the logical structMap, else the first one; MODS is read as by
  mods-to-edm.xsl, Dublin Core element by element. Nothing is made up:
    edm:isShownBy, edm:hasView  the files of one fileGrp in the order of the physical structMap (by ORDER, else as
                    written), each with its MIMETYPE. The group is the best by its USE: max, master, archive, default,
                    reference, image, access, then any other with pictures, sound or video, last one with PDF
    edm:object      the first file of a group of thumbnails
    edm:rights      the first address of a licence or rights statement in rightsMD, then in the description; the words
                    "pdm" and "cc0" of the DFG Viewer, which have one version, stand for their addresses
    edm:isShownAt   the presentation of dv:links, then what the description gives, then the reference of dv:links
    edm:dataProvider  dv:owner, else the parameter
    edm:type        typeOfResource of MODS or type of Dublin Core; else the TYPE of the topmost division or the mets
                    element by the words below; else sound or video where all files are. Pictures of pages prove nothing
    dcterms:isReferencedBy  of the files: the IIIF manifest of dv:links
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:m="http://www.loc.gov/mods/v3"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:t="http://www.loc.gov/METS/"
  xmlns:dv="http://dfg-viewer.de/"
  xmlns:w="urn:x-winnow:mapping"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="m xlink t dv w exsl">

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

  <xsl:key name="file" match="t:file" use="@ID"/>
  <xsl:variable name="manifest" select="normalize-space((//dv:links/dv:iiif)[1])"/>

  <!-- Uses of file groups, the best first. -->
  <xsl:variable name="uses">|max|master|archive|default|reference|reference image|images|image|access|</xsl:variable>
  <xsl:variable name="small">|thumbs|thumb|thumbnails|thumbnail|thumbnail image|min|preview|teaser|</xsl:variable>

  <!-- Types of divisions that leave no doubt. -->
  <xsl:variable name="texts">|monograph|volume|multivolume_work|manuscript|newspaper|periodical|issue|article|letter|<!--
    -->book|text|dissertation|</xsl:variable>
  <xsl:variable name="pictures">|map|photograph|poster|image|painting|drawing|</xsl:variable>

  <xsl:template match="/"><xsl:apply-templates select="(//t:mets)[1]"/></xsl:template>

  <xsl:template match="t:mets">
    <xsl:variable name="logical" select="t:structMap[translate(@TYPE, $capitals, $smalls) = 'logical']"/>
    <xsl:variable name="division" select="($logical//t:div[@DMDID] | t:structMap[not($logical)]//t:div[@DMDID])[1]"/>
    <xsl:variable name="named"
      select="t:dmdSec[contains(concat(' ', $division/@DMDID, ' '), concat(' ', @ID, ' '))]"/>
    <xsl:variable name="sections" select="$named | t:dmdSec[not($named)]"/>
    <xsl:variable name="mods" select="($sections/t:mdWrap/t:xmlData/descendant::m:mods)[1]"/>
    <xsl:variable name="core"
      select="$sections[not($mods)]/t:mdWrap/t:xmlData/descendant-or-self::*[dc:* or dcterms:*]"/>
    <xsl:variable name="statements">
      <xsl:apply-templates select="$mods/*" mode="mods"/>
      <xsl:apply-templates select="$core[1]/dc:* | $core[1]/dcterms:*" mode="core"/>
    </xsl:variable>
    <xsl:variable name="said">
      <xsl:for-each select="$mods"><xsl:call-template name="found-in-mods"/></xsl:for-each>
      <xsl:for-each select="$core[1]"><xsl:call-template name="found-in-core"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="files"><xsl:call-template name="files"/></xsl:variable>
    <xsl:variable name="found">
      <xsl:call-template name="administration"/>
      <!-- The files of the fileSec, where it has any, are the media, and not what the description names. -->
      <xsl:copy-of select="exsl:node-set($files)/*"/>
      <xsl:copy-of select="exsl:node-set($said)/*[not(self::w:medium) or not(exsl:node-set($files)/w:medium)]"/>
      <xsl:for-each select="t:amdSec/*/t:mdWrap/t:xmlData/dv:links/dv:reference">
        <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
      </xsl:for-each>
      <xsl:if test="not(exsl:node-set($said)/w:type)">
        <xsl:call-template name="type">
          <xsl:with-param name="word"
            select="translate(($division/@TYPE | @TYPE[not($division/@TYPE)])[1], $capitals, $smalls)"/>
          <xsl:with-param name="media" select="exsl:node-set($files)/w:medium"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="record">
      <xsl:with-param name="statements" select="exsl:node-set($statements)/*"/>
      <xsl:with-param name="found" select="exsl:node-set($found)/*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="type">
    <xsl:param name="word"/>
    <xsl:param name="media"/>
    <xsl:choose>
      <xsl:when test="contains($texts, concat('|', $word, '|'))"><w:type>TEXT</w:type></xsl:when>
      <xsl:when test="contains($pictures, concat('|', $word, '|'))"><w:type>IMAGE</w:type></xsl:when>
      <xsl:when test="$media and not($media[not(starts-with(@format, 'audio/'))])"><w:type>SOUND</w:type></xsl:when>
      <xsl:when test="$media and not($media[not(starts-with(@format, 'video/'))])"><w:type>VIDEO</w:type></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Rights, owner and page of the amdSec. -->
  <xsl:template name="administration">
    <xsl:variable name="data" select="t:amdSec/*/t:mdWrap/t:xmlData"/>
    <xsl:for-each select="$data/dv:rights/dv:license">
      <xsl:variable name="word" select="translate(normalize-space(.), $capitals, $smalls)"/>
      <xsl:call-template name="rights">
        <xsl:with-param name="text">
          <xsl:choose>
            <xsl:when test="$word = 'pdm'">http://creativecommons.org/publicdomain/mark/1.0/</xsl:when>
            <xsl:when test="$word = 'cc0'">http://creativecommons.org/publicdomain/zero/1.0/</xsl:when>
            <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="t:amdSec/t:rightsMD/t:mdWrap/t:xmlData//*[not(*)][namespace-uri() != 'http://dfg-viewer.de/']
        [self::dc:rights or self::dcterms:license or self::dcterms:rights or self::dcterms:accessRights
          or local-name() = 'RightsDeclaration' or self::m:accessCondition]">
      <xsl:for-each select="@xlink:href | self::*"><xsl:call-template name="rights"/></xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="t:amdSec/t:rightsMD/t:mdRef/@xlink:href"><xsl:call-template name="rights"/></xsl:for-each>
    <xsl:for-each select="$data/dv:rights/dv:owner[normalize-space(.) != '']">
      <w:holder><xsl:value-of select="normalize-space(.)"/></w:holder>
    </xsl:for-each>
    <xsl:for-each select="$data/dv:links/dv:presentation">
      <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The media: the files of the best group, in the order of the physical structure. -->
  <xsl:template name="files">
    <xsl:variable name="all" select="t:fileSec//t:fileGrp[t:file/t:FLocat/@xlink:href]"/>
    <xsl:variable name="thumbnails"
      select="$all[contains($small, concat('|', translate(@USE, $capitals, $smalls), '|'))]"/>
    <xsl:variable name="media" select="$all[count(. | $thumbnails) != count($thumbnails)][t:file[starts-with(@MIMETYPE, 'image/')
        or starts-with(@MIMETYPE, 'audio/') or starts-with(@MIMETYPE, 'video/')]]"/>
    <xsl:variable name="best">
      <xsl:for-each select="$media | $all[not($media)][count(. | $thumbnails) != count($thumbnails)][t:file[
          @MIMETYPE = 'application/pdf' or not(@MIMETYPE)]]">
        <xsl:sort data-type="number" select="string-length(substring-before(
          concat($uses, '|', translate(@USE, $capitals, $smalls), '|'), concat('|', translate(@USE, $capitals, $smalls), '|')))"/>
        <xsl:if test="position() = 1"><xsl:value-of select="generate-id()"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="physical" select="t:structMap[translate(@TYPE, $capitals, $smalls) = 'physical']"/>
    <xsl:variable name="ordered">
      <xsl:apply-templates select="$physical/t:div | t:structMap[not($physical)]/t:div" mode="order">
        <xsl:with-param name="group" select="string($best)"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:copy-of select="$ordered"/>
    <xsl:if test="not(exsl:node-set($ordered)/w:medium)">
      <xsl:apply-templates select="$all[generate-id() = string($best)]/t:file" mode="order"/>
    </xsl:if>
    <xsl:for-each select="($thumbnails/t:file/t:FLocat/@xlink:href)[1]">
      <xsl:call-template name="link"><xsl:with-param name="as" select="'preview'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="t:div" mode="order">
    <xsl:param name="group"/>
    <xsl:for-each select="t:fptr/@FILEID | t:fptr//t:area/@FILEID">
      <xsl:apply-templates select="key('file', .)[generate-id(ancestor::t:fileGrp[1]) = $group]" mode="order"/>
    </xsl:for-each>
    <xsl:apply-templates select="t:div" mode="order">
      <xsl:sort select="@ORDER" data-type="number"/>
      <xsl:with-param name="group" select="$group"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="t:file" mode="order">
    <xsl:variable name="format" select="@MIMETYPE"/>
    <xsl:for-each select="t:FLocat[1]/@xlink:href">
      <xsl:call-template name="link">
        <xsl:with-param name="as" select="'medium'"/>
        <xsl:with-param name="format" select="$format"/>
        <xsl:with-param name="manifest" select="$manifest"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Dublin Core; rights go with the others. -->
  <xsl:variable name="elements">|contributor|coverage|creator|date|description|format|identifier|language|publisher|<!--
    -->relation|source|subject|title|type|</xsl:variable>
  <xsl:variable name="terms">|alternative|conformsTo|created|extent|hasFormat|hasPart|hasVersion|isFormatOf|isPartOf|<!--
    -->isReferencedBy|isReplacedBy|isRequiredBy|issued|isVersionOf|medium|provenance|references|replaces|requires|<!--
    -->spatial|tableOfContents|temporal|</xsl:variable>

  <xsl:template match="*" mode="core">
    <xsl:variable name="local" select="concat('|', local-name(), '|')"/>
    <xsl:choose>
      <xsl:when test="contains($elements, $local)">
        <xsl:call-template name="text">
          <xsl:with-param name="name" select="concat('dc:', local-name())"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($terms, $local)">
        <xsl:call-template name="text">
          <xsl:with-param name="name" select="concat('dcterms:', local-name())"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="local-name() = 'abstract'">
        <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:description'"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="found-in-core">
    <xsl:for-each select="dc:type | dcterms:type"><xsl:call-template name="type-of-word"/></xsl:for-each>
    <xsl:for-each select="dcterms:license | dc:rights | dcterms:rights | dcterms:accessRights">
      <xsl:call-template name="rights"/>
    </xsl:for-each>
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

  <!-- MODS: the same text in mods-to-edm.xsl and mets-to-edm.xsl, since a stylesheet may load no other. -->

  <!-- Roles of the MARC relators (code or term) that make a name the creator. -->
  <xsl:variable name="creators">|cre|creator|aut|author|art|artist|pht|photographer|cmp|composer|<!--
    -->prn|production company|drt|director|ill|illustrator|egr|engraver|etr|etcher|ltg|lithographer|scl|sculptor|<!--
    -->arc|architect|ctg|cartographer|dsr|designer|com|compiler|scr|scribe|mfr|manufacturer|</xsl:variable>
  <xsl:variable name="owners">|own|owner|fmo|former owner|dnr|donor|col|collector|dpt|depositor|</xsl:variable>

  <xsl:template match="m:titleInfo" mode="mods">
    <xsl:call-template name="text">
      <xsl:with-param name="name">
        <xsl:choose>
          <xsl:when test="@type and @type != ''">dcterms:alternative</xsl:when>
          <xsl:otherwise>dc:title</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="title"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The parts of a titleInfo in reading order. -->
  <xsl:template name="title">
    <xsl:variable name="article" select="normalize-space(m:nonSort)"/>
    <xsl:value-of select="$article"/>
    <!-- "L'" stands without a space. -->
    <xsl:if
      test="$article != '' and translate(substring($article, string-length($article)), &quot;'’-&quot;, '') != ''">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:value-of select="normalize-space(m:title)"/>
    <xsl:if test="normalize-space(m:subTitle) != ''"><xsl:value-of select="concat(' : ', m:subTitle)"/></xsl:if>
    <xsl:for-each select="(m:partNumber | m:partName)[normalize-space(.) != '']">
      <xsl:value-of select="concat('. ', .)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:name" mode="mods">
    <xsl:variable name="property"><xsl:call-template name="role"/></xsl:variable>
    <xsl:call-template name="reference">
      <xsl:with-param name="name" select="string($property)"/>
      <xsl:with-param name="address" select="@valueURI"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name" select="string($property)"/>
      <xsl:with-param name="text"><xsl:call-template name="person"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The property of a name: by its roles; without a role, a primary name is the creator. -->
  <xsl:template name="role">
    <xsl:variable name="roles">
      <xsl:for-each select="m:role/m:roleTerm[normalize-space(.) != '']">
        <w:role><xsl:value-of select="concat('|', translate(normalize-space(.), $capitals, $smalls), '|')"/></w:role>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="role" select="exsl:node-set($roles)/w:role"/>
    <xsl:choose>
      <xsl:when test="$role[contains($creators, .)]">dc:creator</xsl:when>
      <xsl:when test="$role[. = '|pbl|' or . = '|publisher|']">dc:publisher</xsl:when>
      <xsl:when test="$role[. = '|dpc|' or . = '|depicted|']">dc:subject</xsl:when>
      <xsl:when test="$role[contains($owners, .)]">dcterms:provenance</xsl:when>
      <xsl:when test="not($role) and @usage = 'primary'">dc:creator</xsl:when>
      <xsl:otherwise>dc:contributor</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A name as one reads it: "Family, Given, dates". -->
  <xsl:template name="person">
    <xsl:choose>
      <xsl:when test="m:namePart[normalize-space(.) != '']">
        <xsl:for-each select="m:namePart[@type = 'family'][normalize-space(.) != '']">
          <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
        <xsl:for-each select="m:namePart[not(@type = 'family')][normalize-space(.) != '']">
          <xsl:if test="position() &gt; 1 or ../m:namePart[@type = 'family']"><xsl:text>, </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="m:displayForm"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:typeOfResource" mode="mods">
    <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:type'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:genre" mode="mods">
    <xsl:call-template name="term"><xsl:with-param name="name" select="'dc:type'"/></xsl:call-template>
  </xsl:template>

  <!-- A term with the address of its authority. -->
  <xsl:template name="term">
    <xsl:param name="name"/>
    <xsl:call-template name="reference">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="address" select="@valueURI"/>
    </xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:originInfo" mode="mods">
    <xsl:for-each select="m:place/m:placeTerm[not(@type = 'code')]">
      <xsl:call-template name="term"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:publisher">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:publisher'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="dates">
      <xsl:with-param name="name" select="'dcterms:created'"/>
      <xsl:with-param name="dates" select="m:dateCreated"/>
    </xsl:call-template>
    <xsl:call-template name="dates">
      <xsl:with-param name="name" select="'dcterms:issued'"/>
      <xsl:with-param name="dates" select="m:dateIssued"/>
    </xsl:call-template>
    <xsl:call-template name="dates">
      <xsl:with-param name="name" select="'dc:date'"/>
      <xsl:with-param name="dates" select="m:copyrightDate | m:dateOther"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Dates of one kind: a start and an end make one interval, written as in EDTF. -->
  <xsl:template name="dates">
    <xsl:param name="name"/>
    <xsl:param name="dates"/>
    <xsl:for-each select="$dates[not(@point)]">
      <xsl:call-template name="text"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:variable name="start" select="normalize-space($dates[@point = 'start'][1])"/>
    <xsl:variable name="end" select="normalize-space($dates[@point = 'end'][1])"/>
    <xsl:choose>
      <xsl:when test="$start != '' and $start = $end">
        <xsl:element name="{$name}"><xsl:value-of select="$start"/></xsl:element>
      </xsl:when>
      <xsl:when test="$start != '' and $end != ''">
        <xsl:element name="{$name}"><xsl:value-of select="concat($start, '/', $end)"/></xsl:element>
      </xsl:when>
      <xsl:when test="$start != ''">
        <xsl:element name="{$name}"><xsl:value-of select="concat($start, '/..')"/></xsl:element>
      </xsl:when>
      <xsl:when test="$end != ''">
        <xsl:element name="{$name}"><xsl:value-of select="concat('../', $end)"/></xsl:element>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A language by its code, else by its name; "und" says nothing. -->
  <xsl:template match="m:language" mode="mods">
    <xsl:variable name="codes" select="m:languageTerm[@type = 'code']"/>
    <xsl:for-each select="$codes | m:languageTerm[not($codes)]">
      <xsl:if test="normalize-space(.) != '' and normalize-space(.) != 'und'">
        <dc:language><xsl:value-of select="normalize-space(.)"/></dc:language>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:physicalDescription" mode="mods">
    <xsl:for-each select="m:form[not(contains(., '/'))]">
      <xsl:call-template name="term"><xsl:with-param name="name" select="'dcterms:medium'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:form[contains(., '/')] | m:internetMediaType">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:format'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:extent">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:extent'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:abstract | m:note" mode="mods">
    <xsl:call-template name="text">
      <xsl:with-param name="name">
        <xsl:choose>
          <xsl:when test="@type = 'ownership' or @type = 'acquisition'">dcterms:provenance</xsl:when>
          <xsl:otherwise>dc:description</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:tableOfContents" mode="mods">
    <xsl:call-template name="text">
      <xsl:with-param name="name" select="'dcterms:tableOfContents'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:classification" mode="mods">
    <xsl:call-template name="term"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:subject" mode="mods">
    <xsl:call-template name="reference">
      <xsl:with-param name="name">
        <xsl:choose>
          <xsl:when test="(m:geographic or m:hierarchicalGeographic) and not(m:topic or m:name or m:titleInfo or m:genre)"
            >dcterms:spatial</xsl:when>
          <xsl:otherwise>dc:subject</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="address" select="@valueURI"/>
    </xsl:call-template>
    <xsl:for-each select="m:topic | m:genre | m:occupation">
      <xsl:call-template name="term"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:name">
      <xsl:call-template name="reference">
        <xsl:with-param name="name" select="'dc:subject'"/>
        <xsl:with-param name="address" select="@valueURI"/>
      </xsl:call-template>
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="'dc:subject'"/>
        <xsl:with-param name="text"><xsl:call-template name="person"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:titleInfo">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="'dc:subject'"/>
        <xsl:with-param name="text"><xsl:call-template name="title"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:geographic | m:cartographics/m:coordinates">
      <xsl:call-template name="term"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:hierarchicalGeographic">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="'dcterms:spatial'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="*[normalize-space(.) != '']">
            <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
            <xsl:value-of select="normalize-space(.)"/>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="dates">
      <xsl:with-param name="name" select="'dcterms:temporal'"/>
      <xsl:with-param name="dates" select="m:temporal"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:relatedItem" mode="mods">
    <xsl:variable name="property">
      <xsl:choose>
        <xsl:when test="@type = 'host' or @type = 'series'">dcterms:isPartOf</xsl:when>
        <xsl:when test="@type = 'constituent'">dcterms:hasPart</xsl:when>
        <xsl:when test="@type = 'otherVersion'">dcterms:hasVersion</xsl:when>
        <xsl:when test="@type = 'otherFormat'">dcterms:hasFormat</xsl:when>
        <xsl:when test="@type = 'preceding'">dcterms:replaces</xsl:when>
        <xsl:when test="@type = 'succeeding'">dcterms:isReplacedBy</xsl:when>
        <xsl:when test="@type = 'isReferencedBy'">dcterms:isReferencedBy</xsl:when>
        <xsl:when test="@type = 'references'">dcterms:references</xsl:when>
        <xsl:when test="@type = 'original'">dc:source</xsl:when>
        <xsl:otherwise>dc:relation</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:for-each select="@xlink:href | m:location/m:url | m:identifier[@type = 'uri']">
      <xsl:call-template name="reference"><xsl:with-param name="name" select="string($property)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:titleInfo[not(@type)]">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="string($property)"/>
        <xsl:with-param name="text"><xsl:call-template name="title"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:identifier" mode="mods">
    <xsl:if test="not(@invalid = 'yes') and normalize-space(.) != ''">
      <dc:identifier><xsl:value-of select="normalize-space(.)"/></dc:identifier>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:location" mode="mods">
    <xsl:for-each select="m:shelfLocator | m:holdingSimple/m:copyInformation/m:shelfLocator">
      <xsl:if test="normalize-space(.) != ''">
        <dc:identifier><xsl:value-of select="normalize-space(.)"/></dc:identifier>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="m:physicalLocation[not(@authority = 'marcorg')]
        [not(@type) or @type = 'repository' or @type = 'current']">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'edm:currentLocation'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*" mode="mods"/>

  <!-- The kind of object where typeOfResource says it for certain. -->
  <xsl:template match="m:typeOfResource" mode="found">
    <xsl:variable name="kind" select="translate(normalize-space(.), $capitals, $smalls)"/>
    <xsl:choose>
      <xsl:when test="$kind = 'text'"><w:type>TEXT</w:type></xsl:when>
      <xsl:when test="$kind = 'still image' or $kind = 'cartographic' or $kind = 'image' or $kind = 'stillimage'">
        <w:type>IMAGE</w:type>
      </xsl:when>
      <xsl:when test="$kind = 'moving image' or $kind = 'movingimage'"><w:type>VIDEO</w:type></xsl:when>
      <xsl:when test="$kind = 'sound' or starts-with($kind, 'sound recording')"><w:type>SOUND</w:type></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:accessCondition" mode="found">
    <xsl:for-each select="@xlink:href | @valueURI">
      <xsl:call-template name="rights"/>
    </xsl:for-each>
    <xsl:call-template name="rights"/>
  </xsl:template>

  <!-- Addresses: what says itself to be the object in context is a page, a raw object or image file is a medium. -->
  <xsl:template match="m:location" mode="found">
    <xsl:for-each select="m:url">
      <xsl:variable name="image"><xsl:call-template name="is-image"/></xsl:variable>
      <xsl:choose>
        <xsl:when test="contains(translate(@note, $capitals, $smalls), 'iiif') or contains(@displayLabel, 'IIIF')"/>
        <xsl:when test="@access = 'preview'">
          <xsl:call-template name="link"><xsl:with-param name="as" select="'preview'"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="@access = 'raw object' or ($image = 'true' and not(@access))">
          <xsl:call-template name="link">
            <xsl:with-param name="as" select="'medium'"/>
            <xsl:with-param name="manifest"
              select="normalize-space(../../m:location/m:url[contains(translate(@note, $capitals, $smalls), 'iiif')][1])"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$image != 'true' and not(@note = 'mediaMaster')">
          <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Last, the identifier that is an address. -->
  <xsl:template match="m:identifier" mode="found">
    <xsl:variable name="image"><xsl:call-template name="is-image"/></xsl:variable>
    <xsl:if test="not(@invalid = 'yes')">
      <xsl:call-template name="link">
        <xsl:with-param name="as">
          <xsl:choose>
            <xsl:when test="$image = 'true'">medium</xsl:when>
            <xsl:otherwise>page</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="found"/>

  <!-- What a MODS record holds beside the statements: the surest pages come first. -->
  <xsl:template name="found-in-mods">
    <xsl:apply-templates select="m:typeOfResource | m:accessCondition" mode="found"/>
    <xsl:apply-templates select="m:location[m:url[@access = 'object in context']]" mode="found"/>
    <xsl:apply-templates select="m:location[not(m:url[@access = 'object in context'])][m:url[@usage]]" mode="found"/>
    <xsl:apply-templates
      select="m:location[not(m:url[@access = 'object in context'] or m:url[@usage])]" mode="found"/>
    <xsl:apply-templates select="m:identifier" mode="found"/>
  </xsl:template>
  <!-- End of MODS. -->

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
