<?xml version="1.0" encoding="UTF-8"?>
<!-- What we asked or said of an own job: <job reason="wording" answer="…"/> or <own …/> in mode answer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>

<xsl:template match="job | own" mode="answer">
  <xsl:if test="@reason"><p><xsl:value-of select="r:code('reason', @reason)"/></p></xsl:if>
  <xsl:if test="@answer"><xsl:call-template name="person-block"><xsl:with-param name="value" select="@answer"/></xsl:call-template></xsl:if>
</xsl:template>
</xsl:stylesheet>
