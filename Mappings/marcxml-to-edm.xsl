<?xml version="1.0" encoding="UTF-8"?>
<!--
  MARC 21 in MARCXML (Library of Congress, "slim") to EDM external.

  Input: a record element, alone or inside an OAI-PMH record; of several the first. A field 880 (other script) is read
  as the field that it repeats. Marks of ISBD at the end of a text go; nothing else of it changes. The address in $0 or
  $1 goes along as rdf:resource; a language behind the list's name in $2 ("yso/swe") becomes the text's.
    dc:title 245; dcterms:alternative 130, 240, 246; dc:creator 100, 110, 111 and, by their role, 7xx; dc:contributor 7xx
    dc:publisher, dcterms:issued, dcterms:spatial  260, 264 (second indicator 0: dcterms:created); without, 008/07-14
    dc:language 041 $a $d, else 008/35-37; dcterms:extent 300 $a $c; dc:format 300 $b; dcterms:medium 340
    dc:identifier 001, 020, 022, 024, 027, 028, 852 $h $i $j $m; dcterms:tableOfContents 505
    dc:description 500, 508, 511, 518, 520; dcterms:provenance 541, 561; dc:subject 600 to 650, 653 to 654
    dcterms:temporal 648; dcterms:spatial 651, 752, 255 $c; dc:type 655 and the content type 336 $a
    dcterms:isPartOf 490, 773, 830; hasFormat 530, 776; hasVersion 775; replaces 780; isReplacedBy 785; dc:relation 787
    dc:rights       506, 540, 542; edm:rights the first address of a licence or rights statement in 540, 542, 506
    edm:type        leader/06, for projected media 007/00 and 008/33, else 336 $b; notated music, kits, computer files,
                    objects leave it open
    edm:isShownBy, edm:hasView  856 with an image by $q or its ending; edm:object where $3 says thumbnail
    edm:isShownAt   the first other 856 that is not a related resource (second indicator 2)
-->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:edm="http://www.europeana.eu/schemas/edm/"
  xmlns:ore="http://www.openarchives.org/ore/terms/"
  xmlns:m="http://www.loc.gov/MARC21/slim"
  xmlns:w="urn:x-winnow:mapping"
  xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="m w exsl">

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

  <!-- The fields of a tag, with those in another script. -->
  <xsl:key name="field" match="m:datafield[@tag != '880']" use="@tag"/>
  <xsl:key name="field" match="m:datafield[@tag = '880']" use="substring(m:subfield[@code = '6'], 1, 3)"/>

  <!-- Relator codes and terms that make an added name a creator. -->
  <xsl:variable name="creators">|cre|creator|aut|author|art|artist|pht|photographer|cmp|composer|<!--
    -->prn|production company|drt|director|ill|illustrator|egr|engraver|etr|etcher|ltg|lithographer|scl|sculptor|<!--
    -->arc|architect|ctg|cartographer|dsr|designer|com|compiler|scr|scribe|mfr|manufacturer|</xsl:variable>

  <xsl:template match="/"><xsl:apply-templates select="(//m:record)[1]"/></xsl:template>

  <xsl:template match="m:record">
    <xsl:variable name="statements"><xsl:call-template name="statements"/></xsl:variable>
    <xsl:variable name="found">
      <xsl:call-template name="type"/>
      <xsl:for-each select="key('field', '540') | key('field', '542')">
        <xsl:for-each select="m:subfield[@code = 'u']"><xsl:call-template name="rights"/></xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="key('field', '540')/m:subfield[@code = 'f' or @code = '0' or @code = '1']">
        <xsl:if test="starts-with(., 'http')"><xsl:call-template name="rights"/></xsl:if>
      </xsl:for-each>
      <xsl:for-each select="key('field', '506') | key('field', '540') | key('field', '542')">
        <xsl:call-template name="rights">
          <xsl:with-param name="text">
            <xsl:call-template name="join"><xsl:with-param name="codes" select="'abcdefnq'"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="key('field', '506')/m:subfield[@code = 'u']">
        <xsl:call-template name="rights"/>
      </xsl:for-each>
      <xsl:apply-templates select="key('field', '856')/m:subfield[@code = 'u']" mode="link"/>
    </xsl:variable>
    <xsl:call-template name="record">
      <xsl:with-param name="statements" select="exsl:node-set($statements)/*"/>
      <xsl:with-param name="found" select="exsl:node-set($found)/*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="statements">
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dc:title'"/>
      <xsl:with-param name="fields" select="key('field', '245')"/>
      <xsl:with-param name="codes" select="'abnpfgks'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:alternative'"/>
      <xsl:with-param name="fields" select="key('field', '130') | key('field', '240') | key('field', '246')"/>
      <xsl:with-param name="codes" select="'abdfgklmnoprs'"/>
    </xsl:call-template>
    <xsl:apply-templates select="key('field', '100') | key('field', '110') | key('field', '111')" mode="name"/>
    <xsl:apply-templates select="key('field', '700') | key('field', '710') | key('field', '711')" mode="name"/>
    <xsl:call-template name="imprint"/>
    <xsl:call-template name="languages"/>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:extent'"/>
      <xsl:with-param name="fields" select="key('field', '300')"/>
      <xsl:with-param name="codes" select="'afg'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:extent'"/>
      <xsl:with-param name="fields" select="key('field', '300')"/>
      <xsl:with-param name="codes" select="'c'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dc:format'"/>
      <xsl:with-param name="fields" select="key('field', '300')"/>
      <xsl:with-param name="codes" select="'b'"/>
    </xsl:call-template>
    <xsl:for-each select="key('field', '340')/m:subfield[contains('acde', @code)]">
      <xsl:call-template name="text"><xsl:with-param name="name" select="'dcterms:medium'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="m:controlfield[@tag = '001']
        | key('field', '020')/m:subfield[@code = 'a'] | key('field', '022')/m:subfield[@code = 'a']
        | key('field', '024')/m:subfield[@code = 'a'] | key('field', '027')/m:subfield[@code = 'a']
        | key('field', '028')/m:subfield[@code = 'a']">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="'dc:identifier'"/>
        <xsl:with-param name="text"><xsl:call-template name="trim"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dc:identifier'"/>
      <xsl:with-param name="fields" select="key('field', '852')"/>
      <xsl:with-param name="codes" select="'hijm'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dc:description'"/>
      <xsl:with-param name="fields"
        select="key('field', '500') | key('field', '508') | key('field', '511') | key('field', '518') | key('field', '520')"/>
      <xsl:with-param name="codes" select="'abdop'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:tableOfContents'"/>
      <xsl:with-param name="fields" select="key('field', '505')"/>
      <xsl:with-param name="codes" select="'agrt'"/>
    </xsl:call-template>
    <!-- First indicator 0: private. -->
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:provenance'"/>
      <xsl:with-param name="fields" select="(key('field', '541') | key('field', '561'))[@ind1 != '0']"/>
      <xsl:with-param name="codes" select="'abcd'"/>
    </xsl:call-template>
    <xsl:apply-templates select="m:datafield[substring(@tag, 1, 1) = '6'
        or (@tag = '880' and substring(m:subfield[@code = '6'], 1, 1) = '6')]" mode="subject"/>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:spatial'"/>
      <xsl:with-param name="fields" select="key('field', '255')"/>
      <xsl:with-param name="codes" select="'c'"/>
    </xsl:call-template>
    <xsl:for-each select="key('field', '752')">
      <xsl:call-template name="headings"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="key('field', '336')">
      <xsl:call-template name="headings">
        <xsl:with-param name="name" select="'dc:type'"/>
        <xsl:with-param name="codes" select="'a'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:isPartOf'"/>
      <xsl:with-param name="fields" select="key('field', '490') | key('field', '773') | key('field', '830')"/>
      <xsl:with-param name="codes" select="'apstgv'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:hasFormat'"/>
      <xsl:with-param name="fields" select="key('field', '530') | key('field', '776')"/>
      <xsl:with-param name="codes" select="'at'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:hasVersion'"/>
      <xsl:with-param name="fields" select="key('field', '775')"/>
      <xsl:with-param name="codes" select="'at'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:replaces'"/>
      <xsl:with-param name="fields" select="key('field', '780')"/>
      <xsl:with-param name="codes" select="'at'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dcterms:isReplacedBy'"/>
      <xsl:with-param name="fields" select="key('field', '785')"/>
      <xsl:with-param name="codes" select="'at'"/>
    </xsl:call-template>
    <xsl:call-template name="fields">
      <xsl:with-param name="name" select="'dc:relation'"/>
      <xsl:with-param name="fields" select="key('field', '787')"/>
      <xsl:with-param name="codes" select="'at'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Each field as an element of a name, of its subfields of the codes. -->
  <xsl:template name="fields">
    <xsl:param name="name"/>
    <xsl:param name="fields"/>
    <xsl:param name="codes"/>
    <xsl:for-each select="$fields">
      <xsl:call-template name="text">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="text">
          <xsl:call-template name="join"><xsl:with-param name="codes" select="$codes"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The tag of a field; of one in another script, the tag that it repeats. -->
  <xsl:template name="tag-of-field">
    <xsl:choose>
      <xsl:when test="@tag = '880'"><xsl:value-of select="substring(m:subfield[@code = '6'], 1, 3)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@tag"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The subfields of the codes in their order, with a space or another text between. -->
  <xsl:template name="join">
    <xsl:param name="codes"/>
    <xsl:param name="between" select="' '"/>
    <xsl:variable name="joined">
      <xsl:for-each select="m:subfield[contains($codes, @code)][normalize-space(.) != '']">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="$between"/></xsl:if>
        <xsl:value-of select="normalize-space(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="trim"><xsl:with-param name="text" select="string($joined)"/></xsl:call-template>
  </xsl:template>

  <!-- A text without marks of ISBD at its end. -->
  <xsl:template name="trim">
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain" select="normalize-space($text)"/>
    <xsl:variable name="last" select="substring($plain, string-length($plain))"/>
    <xsl:choose>
      <xsl:when test="$plain != '' and contains('/:;,=', $last)">
        <xsl:call-template name="trim">
          <xsl:with-param name="text" select="substring($plain, 1, string-length($plain) - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$plain"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Names; an added entry with a title ($t) names a work, not a person behind this one. -->
  <xsl:template match="m:datafield" mode="name">
    <xsl:variable name="roles">
      <xsl:for-each select="m:subfield[@code = 'e' or @code = '4']">
        <xsl:variable name="word" select="translate(normalize-space(.), concat($capitals, '.,'), $smalls)"/>
        <w:role>
          <xsl:choose>
            <xsl:when test="starts-with($word, 'http://idlocgov/vocabulary/relators/')">
              <xsl:value-of select="concat('|', substring-after($word, 'relators/'), '|')"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="concat('|', $word, '|')"/></xsl:otherwise>
          </xsl:choose>
        </w:role>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="role" select="exsl:node-set($roles)/w:role"/>
    <xsl:variable name="tag"><xsl:call-template name="tag-of-field"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="m:subfield[@code = 't']">dc:relation</xsl:when>
        <xsl:when test="starts-with($tag, '1')">dc:creator</xsl:when>
        <xsl:when test="$role[contains($creators, .)]">dc:creator</xsl:when>
        <xsl:when test="$role[. = '|pbl|' or . = '|publisher|']">dc:publisher</xsl:when>
        <xsl:when test="$role[. = '|dpc|' or . = '|depicted|']">dc:subject</xsl:when>
        <xsl:when test="$role[. = '|fmo|' or . = '|former owner|' or . = '|own|' or . = '|owner|']">
          dcterms:provenance
        </xsl:when>
        <xsl:otherwise>dc:contributor</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="authority"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name" select="string($name)"/>
      <xsl:with-param name="text">
        <xsl:call-template name="join"><xsl:with-param name="codes" select="'abcdqnpt'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Addresses of authorities, and of what they stand for. -->
  <xsl:template name="authority">
    <xsl:param name="name"/>
    <xsl:for-each select="m:subfield[@code = '0' or @code = '1']">
      <!-- "(uri) http://..." is an older way to write it. -->
      <xsl:variable name="inner" select="normalize-space(substring-after(., '(uri)'))"/>
      <xsl:call-template name="reference">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="address">
          <xsl:value-of select="$inner"/>
          <xsl:if test="$inner = ''"><xsl:value-of select="."/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:datafield" mode="subject">
    <xsl:variable name="tag"><xsl:call-template name="tag-of-field"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$tag = '600' or $tag = '610' or $tag = '611' or $tag = '630'">
        <xsl:call-template name="headings">
          <xsl:with-param name="name" select="'dc:subject'"/>
          <xsl:with-param name="codes" select="'abcdqnpt'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$tag = '650' or $tag = '654'">
        <xsl:call-template name="headings"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
      </xsl:when>
      <!-- Each subfield of 653 is a term of its own. -->
      <xsl:when test="$tag = '653'">
        <xsl:for-each select="m:subfield[@code = 'a']">
          <xsl:call-template name="text"><xsl:with-param name="name" select="'dc:subject'"/></xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$tag = '648'">
        <xsl:call-template name="headings">
          <xsl:with-param name="name" select="'dcterms:temporal'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$tag = '651'">
        <xsl:call-template name="headings">
          <xsl:with-param name="name" select="'dcterms:spatial'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$tag = '655'">
        <xsl:call-template name="headings"><xsl:with-param name="name" select="'dc:type'"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A heading with its subdivisions behind two hyphens, as catalogues print it. -->
  <xsl:template name="headings">
    <xsl:param name="name"/>
    <xsl:param name="codes" select="'abcdfgh'"/>
    <xsl:variable name="text">
      <xsl:call-template name="join">
        <xsl:with-param name="codes" select="$codes"/>
      </xsl:call-template>
      <xsl:for-each select="m:subfield[contains('vxyz', @code)][normalize-space(.) != '']">
        <xsl:value-of select="concat('--', normalize-space(.))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="list" select="substring-after(m:subfield[@code = '2'], '/')"/>
    <xsl:call-template name="authority"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    <xsl:if test="$text != ''">
      <xsl:element name="{$name}">
        <xsl:choose>
          <xsl:when test="string-length($list) = 3 and translate($list, $smalls, '') = ''">
            <xsl:attribute name="xml:lang"><xsl:value-of select="$list"/></xsl:attribute>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="tag"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="$text"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- Place, publisher and date; 264 of manufacture (3) and copyright (4) is not publication. -->
  <xsl:template name="imprint">
    <xsl:variable name="published"
      select="key('field', '260') | key('field', '264')[@ind2 != '0' and @ind2 != '3' and @ind2 != '4']"/>
    <xsl:variable name="produced" select="key('field', '264')[@ind2 = '0']"/>
    <xsl:for-each select="($published | $produced)/m:subfield[@code = 'a']">
      <xsl:call-template name="trimmed"><xsl:with-param name="name" select="'dcterms:spatial'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/m:subfield[@code = 'b']">
      <xsl:call-template name="trimmed"><xsl:with-param name="name" select="'dc:publisher'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/m:subfield[@code = 'c']">
      <xsl:call-template name="trimmed"><xsl:with-param name="name" select="'dcterms:issued'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$produced/m:subfield[@code = 'c']">
      <xsl:call-template name="trimmed"><xsl:with-param name="name" select="'dcterms:created'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="key('field', '264')[@ind2 = '4']/m:subfield[@code = 'c']">
      <xsl:call-template name="trimmed"><xsl:with-param name="name" select="'dc:date'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="not(($published | $produced)/m:subfield[@code = 'c'])">
      <xsl:call-template name="coded-date"/>
    </xsl:if>
  </xsl:template>

  <!-- A text without its ISBD marks, and a date without the full stop that ends the field. -->
  <xsl:template name="trimmed">
    <xsl:param name="name"/>
    <xsl:variable name="trimmed"><xsl:call-template name="trim"/></xsl:variable>
    <xsl:variable name="ending" select="substring($trimmed, string-length($trimmed) - 1)"/>
    <xsl:call-template name="text">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="@code = 'c' and translate($ending, '123456789]', '0000000000') = '0.'">
            <xsl:value-of select="substring($trimmed, 1, string-length($trimmed) - 1)"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$trimmed"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- 008/06-14: a single date, or the ends of a range; other kinds of dates are left out. -->
  <xsl:template name="coded-date">
    <xsl:variable name="codes" select="string(m:controlfield[@tag = '008'][1])"/>
    <xsl:variable name="kind" select="substring($codes, 7, 1)"/>
    <xsl:variable name="first" select="substring($codes, 8, 4)"/>
    <xsl:variable name="second" select="substring($codes, 12, 4)"/>
    <xsl:if test="string-length($first) = 4 and translate($first, '0123456789', '') = ''">
      <xsl:choose>
        <xsl:when test="$kind = 's'"><dc:date><xsl:value-of select="$first"/></dc:date></xsl:when>
        <xsl:when test="contains('ikmq', $kind) and string-length($second) = 4
            and translate($second, '0123456789', '') = '' and $second != '9999'">
          <dc:date><xsl:value-of select="concat($first, '/', $second)"/></dc:date>
        </xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- 041 $a $d, codes of three letters each, once written without a space; else 008/35-37. -->
  <xsl:template name="languages">
    <xsl:variable name="coded" select="key('field', '041')/m:subfield[@code = 'a' or @code = 'd']"/>
    <xsl:variable name="fixed" select="substring(m:controlfield[@tag = '008'][1], 36, 3)"/>
    <xsl:for-each select="$coded">
      <xsl:call-template name="codes"><xsl:with-param name="rest" select="normalize-space(.)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="not($coded)">
      <xsl:call-template name="codes"><xsl:with-param name="rest" select="$fixed"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="codes">
    <xsl:param name="rest"/>
    <xsl:variable name="code" select="substring($rest, 1, 3)"/>
    <xsl:if test="string-length($code) = 3 or (string-length($rest) = 2 and translate($rest, $smalls, '') = '')">
      <xsl:if test="$code != 'und' and translate($code, $smalls, '') = ''">
        <dc:language><xsl:value-of select="$code"/></dc:language>
      </xsl:if>
      <xsl:call-template name="codes"><xsl:with-param name="rest" select="substring($rest, 4)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="type">
    <xsl:variable name="kind" select="substring(m:leader, 7, 1)"/>
    <xsl:variable name="material" select="substring(m:controlfield[@tag = '007'][1], 1, 1)"/>
    <xsl:variable name="visual" select="substring(m:controlfield[@tag = '008'][1], 34, 1)"/>
    <xsl:choose>
      <xsl:when test="$kind = 'a' or $kind = 't'"><w:type>TEXT</w:type></xsl:when>
      <!-- A globe (007/00 d) is no image. -->
      <xsl:when test="($kind = 'e' or $kind = 'f') and $material != 'd'"><w:type>IMAGE</w:type></xsl:when>
      <xsl:when test="$kind = 'k'"><w:type>IMAGE</w:type></xsl:when>
      <xsl:when test="$kind = 'i' or $kind = 'j'"><w:type>SOUND</w:type></xsl:when>
      <xsl:when test="$kind = 'g' and ($material = 'm' or $material = 'v' or $visual = 'm' or $visual = 'v')">
        <w:type>VIDEO</w:type>
      </xsl:when>
      <xsl:when test="$kind = 'g' and ($visual = 's' or $visual = 't' or $visual = 'f')">
        <w:type>IMAGE</w:type>
      </xsl:when>
      <xsl:when test="$kind = 'c' or $kind = 'd' or $kind = 'r' or $kind = 'o' or $kind = 'p' or $kind = 'm'"/>
      <xsl:otherwise>
        <xsl:for-each select="key('field', '336')/m:subfield[@code = 'b']">
          <xsl:choose>
            <xsl:when test=". = 'txt'"><w:type>TEXT</w:type></xsl:when>
            <xsl:when test=". = 'sti' or . = 'cri'"><w:type>IMAGE</w:type></xsl:when>
            <xsl:when test=". = 'tdi'"><w:type>VIDEO</w:type></xsl:when>
            <xsl:when test=". = 'spw' or . = 'prm' or . = 'snd'"><w:type>SOUND</w:type></xsl:when>
          </xsl:choose>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:subfield" mode="link">
    <xsl:variable name="image"><xsl:call-template name="is-image"/></xsl:variable>
    <xsl:variable name="format" select="normalize-space(../m:subfield[@code = 'q'])"/>
    <xsl:variable name="part" select="translate(../m:subfield[@code = '3'], $capitals, $smalls)"/>
    <xsl:choose>
      <xsl:when test="contains($part, 'thumbnail')">
        <xsl:call-template name="link"><xsl:with-param name="as" select="'preview'"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="../@ind2 = '2'"/>
      <xsl:when test="starts-with($format, 'image/') or $image = 'true'">
        <xsl:call-template name="link">
          <xsl:with-param name="as" select="'medium'"/>
          <xsl:with-param name="format" select="$format"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="link"><xsl:with-param name="as" select="'page'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
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
