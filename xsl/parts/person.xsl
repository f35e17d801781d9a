<?xml version="1.0" encoding="UTF-8"?>
<!-- The one part that writes what a person or an employer wrote: in <bdi>, so that its direction
     stays its own, with its language where that is known and not the page's.
     person        value, lang   becomes   <bdi lang="ru">…</bdi>
     person-text   the same where no element can stand: <title>, feeds
     person-block  a long text   becomes   <div dir="auto" lang="ru"><p>…</p></div> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="person">
  <xsl:param name="value"/>
  <xsl:param name="lang" select="''"/>
  <bdi>
    <xsl:if test="$lang != '' and $lang != /page/@lang">
      <xsl:attribute name="lang"><xsl:value-of select="$lang"/></xsl:attribute>
    </xsl:if>
    <xsl:value-of select="$value"/>
  </bdi>
</xsl:template>

<!-- U+2068 and U+2069 do for text what <bdi> does for elements; the page's own language needs none. -->
<xsl:template name="person-text">
  <xsl:param name="value"/>
  <xsl:param name="lang" select="''"/>
  <xsl:variable name="own" select="number($lang = /page/@lang)"/>
  <xsl:value-of select="concat(substring('&#x2068;', 1 + $own), $value,
                               substring('&#x2069;', 1 + $own))"/>
</xsl:template>

<xsl:template name="person-block">
  <xsl:param name="value"/>
  <xsl:param name="lang" select="''"/>
  <div class="prose" dir="auto">
    <xsl:if test="$lang != '' and $lang != /page/@lang">
      <xsl:attribute name="lang"><xsl:value-of select="$lang"/></xsl:attribute>
    </xsl:if>
    <xsl:for-each select="r:paragraphs($value)">
      <p dir="auto"><xsl:copy-of select="node()"/></p>
    </xsl:for-each>
  </div>
</xsl:template>
</xsl:stylesheet>
