<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /sitemap.xml: the pages that stand still and every open job.  Each is listed in the portal's
     first language with its address in all of them, so that ten thousand jobs stay below the limit
     of fifty thousand addresses. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<xsl:output method="xml" encoding="UTF-8" indent="yes" media-type="application/xml"/>

<xsl:template match="page">
  <urlset>
    <xsl:call-template name="address"><xsl:with-param name="path" select="'/'"/></xsl:call-template>
    <xsl:call-template name="address"><xsl:with-param name="path" select="'/jobs'"/></xsl:call-template>
    <xsl:call-template name="address"><xsl:with-param name="path" select="'/callback'"/></xsl:call-template>
    <xsl:call-template name="address"><xsl:with-param name="path" select="'/about'"/></xsl:call-template>
    <xsl:for-each select="jobs/job">
      <xsl:call-template name="address">
        <xsl:with-param name="path" select="concat('/jobs/', @code)"/>
        <xsl:with-param name="changed" select="@opens"/>
      </xsl:call-template>
    </xsl:for-each>
  </urlset>
</xsl:template>

<xsl:template name="address">
  <xsl:param name="path"/>
  <xsl:param name="changed" select="''"/>
  <url>
    <loc><xsl:value-of select="concat(/page/@url, '/', /page/languages/language[1]/@tag, $path)"/></loc>
    <xsl:if test="$changed != ''"><lastmod><xsl:value-of select="$changed"/></lastmod></xsl:if>
    <xsl:for-each select="/page/languages/language">
      <xhtml:link rel="alternate" hreflang="{@tag}" href="{/page/@url}/{@tag}{$path}"/>
    </xsl:for-each>
  </url>
</xsl:template>
</xsl:stylesheet>
