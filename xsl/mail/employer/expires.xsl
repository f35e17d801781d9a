<?xml version="1.0" encoding="UTF-8"?>
<!-- A job closes in three days; the link keeps it open.  A row has title, code, closes, link. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.expires_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <xsl:call-template name="letter-job"/>
  <xsl:if test="@closes"><p><xsl:value-of select="r:text('mail.closes', r:day(@closes))"/></p></xsl:if>
  <p><xsl:value-of select="r:text('mail.expires_text')"/></p>
  <xsl:call-template name="letter-link">
    <xsl:with-param name="page" select="'/renew/'"/>
    <xsl:with-param name="text" select="r:text('mail.expires_button')"/>
  </xsl:call-template>
</xsl:template>
</xsl:stylesheet>
