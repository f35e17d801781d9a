<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /sitemap.xml: the pages that stand still, each in every language, no forms; and every open job
     that search engines may have, in the portal's first language, so that ten thousand jobs stay
     below the limit of fifty thousand addresses.  Each names its address in all languages.  An
     example that others can reach lists nothing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<xsl:output method="xml" encoding="UTF-8" indent="yes" media-type="application/xml"/>

<xsl:template match="page">
  <urlset>
    <xsl:if test="not(@hidden)">
      <xsl:call-template name="still"><xsl:with-param name="path" select="'/'"/></xsl:call-template>
      <xsl:call-template name="still"><xsl:with-param name="path" select="'/jobs'"/></xsl:call-template>
      <xsl:for-each select="contents/content">
        <xsl:call-template name="still"><xsl:with-param name="path" select="@path"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="jobs/job">
        <xsl:call-template name="address">
          <xsl:with-param name="path" select="concat('/jobs/', @code)"/>
          <xsl:with-param name="changed" select="@opens"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
  </urlset>
</xsl:template>

<xsl:template name="still">
  <xsl:param name="path"/>
  <xsl:for-each select="/page/languages/language">
    <xsl:call-template name="address">
      <xsl:with-param name="path" select="$path"/>
      <xsl:with-param name="tag" select="@tag"/>
    </xsl:call-template>
  </xsl:for-each>
</xsl:template>

<xsl:template name="address">
  <xsl:param name="path"/>
  <xsl:param name="changed" select="''"/>
  <xsl:param name="tag" select="/page/languages/language[1]/@tag"/>
  <url>
    <loc><xsl:value-of select="concat(/page/@url, '/', $tag, $path)"/></loc>
    <xsl:if test="$changed != ''"><lastmod><xsl:value-of select="$changed"/></lastmod></xsl:if>
    <xsl:for-each select="/page/languages/language">
      <xhtml:link rel="alternate" hreflang="{@tag}" href="{/page/@url}/{@tag}{$path}"/>
    </xsl:for-each>
  </url>
</xsl:template>
</xsl:stylesheet>
