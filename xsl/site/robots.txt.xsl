<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /robots.txt: search engines may read everything, but nothing of an example site. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8" media-type="text/plain"/>

<xsl:template match="page">
  <xsl:text>User-agent: *&#10;Disallow:</xsl:text>
  <xsl:if test="organisation/@example = 'yes'"><xsl:text> /</xsl:text></xsl:if>
  <xsl:value-of select="concat('&#10;&#10;Sitemap: ', @url, '/sitemap.xml&#10;')"/>
</xsl:template>
</xsl:stylesheet>
