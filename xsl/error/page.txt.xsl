<?xml version="1.0" encoding="UTF-8"?>
<!-- The error page for those who asked for plain text: what happened, what to do, the telephone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words">
<xsl:import href="../error/fault.xsl"/>
<xsl:output method="text" encoding="UTF-8" media-type="text/plain"/>

<xsl:template match="page">
  <xsl:call-template name="what-happened"/><xsl:text>&#10;</xsl:text>
  <xsl:call-template name="what-to-do"/><xsl:text>&#10;</xsl:text>
  <xsl:value-of select="concat(r:text('error.call'), ' ', organisation/telephone, '&#10;')"/>
  <xsl:if test="fault/@id"><xsl:value-of select="concat(r:text('error.number'), ' ', fault/@id, '&#10;')"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
