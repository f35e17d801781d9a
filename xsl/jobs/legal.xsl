<?xml version="1.0" encoding="UTF-8"?>
<!-- The law that asks for an approval at a job's workplace, and whether a lawyer has read that. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/lawyer.xsl"/>

<xsl:template match="job/@legal_check">
  <div class="banner">
    <p><xsl:value-of select="r:code('legal', .)"/></p>
    <xsl:call-template name="unread"><xsl:with-param name="page" select="'jobs'"/></xsl:call-template>
  </div>
</xsl:template>
</xsl:stylesheet>
