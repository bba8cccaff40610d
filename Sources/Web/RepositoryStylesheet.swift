/// The stylesheet that shows the answers of the repository to people with a browser, whether the browser applies it or
/// we do.
///
/// XSLT 1.0, one document without scripts, pictures or anything from elsewhere. What an answer holds is shown as text;
/// it becomes a link only as an argument of our own repository, encoded, or where it is an http(s) address.
enum RepositoryStylesheet {
  /// The whole stylesheet.
  static let text =
    head + identify + lists + records + """
      </xsl:stylesheet>

      """

  private static let head = #"""
    <?xml version="1.0" encoding="UTF-8"?>
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
      xmlns:o="http://www.openarchives.org/OAI/2.0/" xmlns:i="http://www.openarchives.org/OAI/2.0/oai-identifier"
      xmlns:r="http://www.openarchives.org/OAI/2.0/rights/" xmlns:b="http://www.openarchives.org/OAI/2.0/branding/"
      xmlns:p="http://www.openarchives.org/OAI/2.0/provenance"
      exclude-result-prefixes="o i r b p">
    <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>
    <xsl:variable name="verb" select="string(/o:OAI-PMH/o:request/@verb)"/>
    <xsl:variable name="prefix">
      <xsl:choose>
        <xsl:when test="/o:OAI-PMH/o:request/@metadataPrefix">
          <xsl:value-of select="/o:OAI-PMH/o:request/@metadataPrefix"/>
        </xsl:when>
        <xsl:otherwise>oai_dc</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>

    <xsl:template match="/o:OAI-PMH">
      <html lang="en">
        <head>
          <meta name="viewport" content="width=device-width, initial-scale=1"/>
          <title>
            <xsl:choose>
              <xsl:when test="o:error">Request refused</xsl:when>
              <xsl:otherwise><xsl:value-of select="$verb"/></xsl:otherwise>
            </xsl:choose>
            <xsl:text>: OAI-PMH repository</xsl:text>
          </title>
          <style>
            body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0}
            a{color:#0b4f8a} h2{font-size:1.1rem;margin:0 0 .5rem;overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%} caption{text-align:left;font-weight:bold;padding:.5rem 0}
            th,td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid #ccc;overflow-wrap:anywhere}
            th{font-weight:600} article{border-top:2px solid #555;padding:1rem 0}
            .xml{font:.85rem/1.45 monospace;background:#f4f4f4;padding:.75rem;overflow-wrap:anywhere}
            .xml div{padding-left:1.25rem} .name{color:#7a1f5c} .value{color:#1a5c2e}
            summary{cursor:pointer;margin:.5rem 0} .error{border-left:.4rem solid #a40000;padding:.25rem 1rem;background:#fbeaea}
            .gone{color:#a40000;font-weight:bold} footer{margin-top:2rem;color:#444;font-size:.9rem}
            .date{white-space:nowrap} .small{color:#444;font-size:.9rem}
          </style>
        </head>
        <body>
          <header>
            <h1>
              <xsl:choose>
                <xsl:when test="o:error">Request refused</xsl:when>
                <xsl:when test="$verb = 'Identify'"><xsl:value-of select="o:Identify/o:repositoryName"/></xsl:when>
                <xsl:when test="$verb = 'ListMetadataFormats'">Formats</xsl:when>
                <xsl:when test="$verb = 'ListSets'">Sets</xsl:when>
                <xsl:when test="$verb = 'ListIdentifiers'">Headers of records</xsl:when>
                <xsl:when test="$verb = 'ListRecords'">Records</xsl:when>
                <xsl:otherwise>Record</xsl:otherwise>
              </xsl:choose>
            </h1>
            <nav aria-label="Repository">
              <ul>
                <li><a href="?verb=Identify">Repository</a></li>
                <li><a href="?verb=ListMetadataFormats">Formats</a></li>
                <li><a href="?verb=ListSets">Sets</a></li>
                <li><a href="?verb=ListIdentifiers&amp;metadataPrefix={$prefix}">Headers</a></li>
                <li><a href="?verb=ListRecords&amp;metadataPrefix={$prefix}">Records</a></li>
              </ul>
            </nav>
          </header>
          <main>
            <xsl:if test="o:error">
              <p>The repository cannot answer this request. What is wrong with it:</p>
            </xsl:if>
            <xsl:apply-templates select="*[not(self::o:responseDate or self::o:request)]"/>
          </main>
          <footer>
            <p>An answer in OAI-PMH 2.0, complete up to <xsl:value-of select="o:responseDate"/>. Programs read the same
              page as XML.</p>
          </footer>
        </body>
      </html>
    </xsl:template>

    <xsl:template match="o:error">
      <div class="error" role="alert">
        <p><strong><xsl:value-of select="@code"/></strong>: <xsl:value-of select="."/></p>
        <xsl:if test="@code = 'noRecordsMatch'">
          <p class="small">This is no fault: there is nothing (new) to be had with these arguments.</p>
        </xsl:if>
        <xsl:if test="@code = 'badResumptionToken'">
          <p class="small">A list can be continued for some days; after that it has to be begun again.</p>
        </xsl:if>
      </div>
    </xsl:template>

    <!-- The characters that have a meaning in a query are encoded; a browser encodes all others. -->
    <xsl:template name="encoded">
      <xsl:param name="text"/>
      <xsl:choose>
        <xsl:when test="translate($text, '%&amp;+# ', '') = $text"><xsl:value-of select="$text"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="first" select="substring(translate($text, translate($text, '%&amp;+# ', ''), ''), 1, 1)"/>
          <xsl:value-of select="substring-before($text, $first)"/>
          <xsl:choose>
            <xsl:when test="$first = '%'">%25</xsl:when>
            <xsl:when test="$first = '&amp;'">%26</xsl:when>
            <xsl:when test="$first = '+'">%2B</xsl:when>
            <xsl:when test="$first = '#'">%23</xsl:when>
            <xsl:otherwise>%20</xsl:otherwise>
          </xsl:choose>
          <xsl:call-template name="encoded">
            <xsl:with-param name="text" select="substring-after($text, $first)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:template>

    <!-- Text, as a link where it is an address of the web. Set specs and resumption tokens need no encoding. -->
    <xsl:template name="linked">
      <xsl:param name="text" select="."/>
      <xsl:choose>
        <xsl:when test="starts-with($text, 'http://') or starts-with($text, 'https://')">
          <a href="{$text}" rel="nofollow noreferrer"><xsl:value-of select="$text"/></a>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </xsl:template>


    """#

  private static let identify = #"""
    <xsl:template match="o:Identify">
      <table>
        <caption>The repository</caption>
        <tbody>
          <tr><th scope="row">Address for harvesters</th><td><xsl:value-of select="o:baseURL"/></td></tr>
          <tr><th scope="row">Administrator</th><td><xsl:for-each select="o:adminEmail">
            <a href="mailto:{.}"><xsl:value-of select="."/></a><br/></xsl:for-each></td></tr>
          <tr><th scope="row">No record changed before</th><td><xsl:value-of select="o:earliestDatestamp"/></td></tr>
          <tr><th scope="row">Deletions</th><td>
            <xsl:choose>
              <xsl:when test="o:deletedRecord = 'persistent'">are told for ever</xsl:when>
              <xsl:when test="o:deletedRecord = 'transient'">are told for a time</xsl:when>
              <xsl:otherwise>are not told</xsl:otherwise>
            </xsl:choose></td></tr>
          <tr><th scope="row">Dates</th><td><xsl:value-of select="o:granularity"/>, or whole days</td></tr>
          <xsl:if test="o:compression">
            <tr><th scope="row">Compression</th><td><xsl:for-each select="o:compression">
              <xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></td></tr>
          </xsl:if>
          <xsl:apply-templates select="o:description/*"/>
        </tbody>
      </table>
    </xsl:template>

    <xsl:template match="i:oai-identifier">
      <tr><th scope="row">Identifiers look like</th><td><xsl:value-of select="i:sampleIdentifier"/></td></tr>
    </xsl:template>

    <xsl:template match="r:rightsManifest">
      <tr><th scope="row">Rights of metadata</th><td><xsl:for-each select="r:rights/r:rightsReference">
        <xsl:call-template name="linked"><xsl:with-param name="text" select="string(@ref)"/></xsl:call-template>
        <br/></xsl:for-each></td></tr>
    </xsl:template>

    <xsl:template match="b:branding">
      <tr><th scope="row">Icon</th><td><xsl:call-template name="linked">
        <xsl:with-param name="text" select="string(b:collectionIcon/b:url)"/></xsl:call-template></td></tr>
    </xsl:template>

    <xsl:template match="o:description/*" priority="-0.4">
      <tr><th scope="row"><xsl:value-of select="local-name()"/></th><td><xsl:value-of select="."/></td></tr>
    </xsl:template>

    <xsl:template match="o:ListMetadataFormats">
      <table>
        <caption>Formats in which records can be had</caption>
        <thead><tr><th scope="col">Prefix</th><th scope="col">Namespace</th><th scope="col">Schema</th>
          <th scope="col">Look at</th></tr></thead>
        <tbody>
          <xsl:for-each select="o:metadataFormat">
            <tr>
              <th scope="row"><xsl:value-of select="o:metadataPrefix"/></th>
              <td><xsl:value-of select="o:metadataNamespace"/></td>
              <td><xsl:for-each select="o:schema"><xsl:call-template name="linked"/></xsl:for-each></td>
              <td>
                <xsl:choose>
                  <xsl:when test="/o:OAI-PMH/o:request/@identifier">
                    <xsl:variable name="id"><xsl:call-template name="encoded">
                      <xsl:with-param name="text" select="string(/o:OAI-PMH/o:request/@identifier)"/>
                    </xsl:call-template></xsl:variable>
                    <a href="?verb=GetRecord&amp;metadataPrefix={o:metadataPrefix}&amp;identifier={$id}">record</a>
                  </xsl:when>
                  <xsl:otherwise>
                    <a href="?verb=ListRecords&amp;metadataPrefix={o:metadataPrefix}">records</a>
                  </xsl:otherwise>
                </xsl:choose>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:template>


    """#

  private static let lists = #"""
    <xsl:template match="o:ListSets">
      <table>
        <caption>Sets</caption>
        <thead><tr><th scope="col">Set</th><th scope="col">Name</th><th scope="col">Look at</th></tr></thead>
        <tbody>
          <xsl:for-each select="o:set">
            <tr>
              <th scope="row"><xsl:value-of select="o:setSpec"/></th>
              <td><xsl:value-of select="o:setName"/></td>
              <td><a href="?verb=ListIdentifiers&amp;metadataPrefix={$prefix}&amp;set={o:setSpec}">headers</a>,
                <a href="?verb=ListRecords&amp;metadataPrefix={$prefix}&amp;set={o:setSpec}">records</a></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <xsl:apply-templates select="o:resumptionToken"/>
    </xsl:template>

    <xsl:template match="o:ListIdentifiers">
      <table>
        <caption>Headers</caption>
        <thead><tr><th scope="col">Record</th><th scope="col">Changed</th><th scope="col">In sets</th></tr></thead>
        <tbody>
          <xsl:for-each select="o:header">
            <tr>
              <th scope="row"><xsl:call-template name="identifier"/></th>
              <td class="date"><xsl:value-of select="o:datestamp"/></td>
              <td><xsl:call-template name="sets"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <xsl:apply-templates select="o:resumptionToken"/>
    </xsl:template>

    <xsl:template match="o:ListRecords"><xsl:apply-templates select="o:record | o:resumptionToken"/></xsl:template>
    <xsl:template match="o:GetRecord"><xsl:apply-templates select="o:record"/></xsl:template>

    <xsl:template match="o:resumptionToken">
      <p>
        <xsl:if test="@completeListSize and $verb != 'ListSets'">
          <xsl:variable name="shown" select="count(../o:record | ../o:header)"/>
          <xsl:value-of select="concat('Records ', @cursor + 1, ' to ', @cursor + $shown, ' of ', @completeListSize, '. ')"/>
        </xsl:if>
        <xsl:choose>
          <xsl:when test=". != ''">
            <a rel="next" href="?verb={$verb}&amp;resumptionToken={.}">Next part of the list</a>
            <xsl:if test="@expirationDate"> (can be had until <xsl:value-of select="@expirationDate"/>)</xsl:if>
          </xsl:when>
          <xsl:otherwise>This is the end of the list.</xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:template>

    <xsl:template name="identifier">
      <xsl:variable name="id"><xsl:call-template name="encoded">
        <xsl:with-param name="text" select="string(o:identifier)"/></xsl:call-template></xsl:variable>
      <xsl:choose>
        <xsl:when test="@status = 'deleted'">
          <xsl:value-of select="o:identifier"/><xsl:text> </xsl:text><span class="gone">deleted</span>
        </xsl:when>
        <xsl:when test="$verb = 'GetRecord'"><xsl:value-of select="o:identifier"/></xsl:when>
        <xsl:otherwise>
          <a href="?verb=GetRecord&amp;metadataPrefix={$prefix}&amp;identifier={$id}"><xsl:value-of select="o:identifier"/></a>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:template>

    <xsl:template name="sets">
      <xsl:for-each select="o:setSpec">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <a href="?verb=ListIdentifiers&amp;metadataPrefix={$prefix}&amp;set={.}"><xsl:value-of select="."/></a>
      </xsl:for-each>
    </xsl:template>


    """#

  private static let records = #"""
    <xsl:template match="o:record">
      <article>
        <h2><xsl:for-each select="o:header"><xsl:call-template name="identifier"/></xsl:for-each></h2>
        <p class="small">Changed <xsl:value-of select="o:header/o:datestamp"/>; in
          <xsl:for-each select="o:header"><xsl:call-template name="sets"/></xsl:for-each></p>
        <xsl:if test="not(o:header/@status)">
          <xsl:variable name="id"><xsl:call-template name="encoded">
            <xsl:with-param name="text" select="string(o:header/o:identifier)"/></xsl:call-template></xsl:variable>
          <p class="small"><a href="?verb=ListMetadataFormats&amp;identifier={$id}">Its formats</a></p>
        </xsl:if>
        <xsl:for-each select="o:metadata/*"><div class="xml"><xsl:call-template name="element"/></div></xsl:for-each>
        <xsl:for-each select="o:about/p:provenance">
          <details><summary>Where it comes from</summary>
            <ol><xsl:for-each select=".//p:originDescription"><li>
              <xsl:value-of select="p:identifier"/> of <xsl:value-of select="p:baseURL"/>, harvested
              <xsl:value-of select="@harvestDate"/>, <xsl:choose>
                <xsl:when test="@altered = 'true' or @altered = '1'">changed since</xsl:when>
                <xsl:otherwise>unchanged</xsl:otherwise></xsl:choose></li></xsl:for-each></ol>
          </details>
        </xsl:for-each>
        <xsl:for-each select="o:about/*[not(self::p:provenance)]">
          <details><summary>About it: <xsl:value-of select="local-name()"/></summary>
            <div class="xml"><xsl:call-template name="element"/></div></details>
        </xsl:for-each>
      </article>
    </xsl:template>

    <!-- An element as source, with its namespace where it differs from its parent's. -->
    <xsl:template name="element">
      <span class="name">&lt;<xsl:value-of select="name()"/></span>
      <xsl:if test="not(parent::*) or namespace-uri() != namespace-uri(..)">
        <xsl:if test="not(contains(name(), ':'))"> xmlns="<span class="value"><xsl:value-of select="namespace-uri()"/></span>"</xsl:if>
      </xsl:if>
      <xsl:for-each select="@*">
        <xsl:text> </xsl:text><xsl:value-of select="name()"/>="<span class="value"><xsl:call-template name="linked"/></span>"</xsl:for-each>
      <xsl:choose>
        <xsl:when test="*">
          <span class="name">&gt;</span>
          <xsl:for-each select="node()">
            <xsl:choose>
              <xsl:when test="self::*"><div><xsl:call-template name="element"/></div></xsl:when>
              <xsl:when test="self::text() and normalize-space() != ''"><xsl:value-of select="."/></xsl:when>
            </xsl:choose>
          </xsl:for-each>
          <span class="name">&lt;/<xsl:value-of select="name()"/>&gt;</span>
        </xsl:when>
        <xsl:when test="string() != ''">
          <span class="name">&gt;</span><xsl:call-template name="linked"/><span class="name">&lt;/<xsl:value-of select="name()"/>&gt;</span>
        </xsl:when>
        <xsl:otherwise><span class="name">/&gt;</span></xsl:otherwise>
      </xsl:choose>
    </xsl:template>

    """#
}
