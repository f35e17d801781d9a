<?xml version="1.0" encoding="UTF-8"?>
<!-- Staff typed a job for an employer, who says yes by the link.  A row has title, code, text, link. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.yes_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <p><xsl:value-of select="r:text('mail.yes_text')"/></p>
  <xsl:call-template name="letter-job"/>
  <xsl:if test="@text">
    <xsl:call-template name="letter-quote"><xsl:with-param name="text" select="@text"/></xsl:call-template>
  </xsl:if>
  <xsl:call-template name="letter-link">
    <xsl:with-param name="page" select="'/yes/'"/>
    <xsl:with-param name="text" select="r:text('mail.yes_button')"/>
  </xsl:call-template>
  <p><xsl:value-of select="r:text('mail.once')"/></p>
</xsl:template>
</xsl:stylesheet>
