<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the facts of a page come from, each source once: its host as a link, the day that the
     source itself bears, and who has checked it when.  checked="2026-12-01 by a social worker" -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:key name="source" match="fact" use="concat(@source, ' ', @checked)"/>

<xsl:template match="content" mode="sources">
  <xsl:variable name="first" select=".//fact[@source != '' and (@checked != ''
      or not(contains(' sum price fax hours ', concat(' ', @kind, ' '))))]
      [generate-id() = generate-id(key('source', concat(@source, ' ', @checked))[@checked != ''
      or not(contains(' sum price fax hours ', concat(' ', @kind, ' ')))][1])]"/>
  <xsl:if test="$first">
    <h2><xsl:value-of select="r:text('content.sources')"/></h2>
    <ol><xsl:apply-templates select="$first" mode="source"/></ol>
  </xsl:if>
</xsl:template>

<xsl:template match="fact" mode="source">
  <xsl:variable name="host" select="substring-before(concat(substring-after(@source, '://'), '/'), '/')"/>
  <li>
    <a href="{@source}" rel="noopener noreferrer nofollow"><bdi dir="ltr">
      <xsl:value-of select="substring($host, 1 + 4 * starts-with($host, 'www.'))"/>
    </bdi></a>
    <xsl:text>. </xsl:text>
    <span class="muted small">
      <xsl:choose>
        <xsl:when test="@source_date = 'undated'"><xsl:value-of select="r:text('content.undated')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('content.dated', r:day(@source_date, 'short'))"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="@checked = ''"><xsl:value-of select="r:text('content.unchecked')"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="r:text('content.checked', r:day(substring-before(concat(@checked, ' '), ' '), 'short'),
                                       substring-after(@checked, ' by '))"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </li>
</xsl:template>
</xsl:stylesheet>
