<?xml version="1.0" encoding="UTF-8"?>
<!-- Whether a lawyer has read what a page says of the law: <lawyer page="rights/income" checked="…"
     by="…"> of organisation.xml, each for its page.
     page       the page's name there; without it the page's own address
     unread     a sentence while nobody has     lawyer  who has, and when -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="unread">
  <xsl:param name="page" select="substring(/page/@path, 2)"/>
  <xsl:if test="not(/page/organisation/lawyer[@page = $page][@checked != ''])">
    <p><xsl:value-of select="r:text('content.top_lawyer')"/></p>
  </xsl:if>
</xsl:template>

<xsl:template name="lawyer">
  <xsl:param name="page" select="substring(/page/@path, 2)"/>
  <xsl:for-each select="/page/organisation/lawyer[@page = $page][@checked != '']">
    <p class="muted small"><xsl:value-of select="r:text('content.lawyer', r:day(@checked, 'short'), string(@by))"/></p>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
