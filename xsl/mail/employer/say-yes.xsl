<?xml version="1.0" encoding="UTF-8"?>
<!-- A job waits for its employer's yes, said by the link.  A row has link and, where staff typed the
     job, title, code, text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.yes_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <xsl:choose>
    <xsl:when test="@title">
      <p><xsl:value-of select="r:text('mail.yes_text')"/></p>
      <xsl:call-template name="letter-job"/>
    </xsl:when>
    <xsl:otherwise><p><xsl:value-of select="r:text('mail.yes_page')"/></p></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@text">
    <xsl:call-template name="letter-quote"><xsl:with-param name="text" select="@text"/></xsl:call-template>
  </xsl:if>
  <xsl:call-template name="letter-link">
    <xsl:with-param name="page" select="'/yes/'"/>
    <xsl:with-param name="text" select="r:text('mail.yes_button')"/>
  </xsl:call-template>
  <p><xsl:value-of select="r:text('mail.once')"/></p>
  <xsl:if test="not(@title)"><p><xsl:value-of select="r:text('mail.not_you')"/></p></xsl:if>
</xsl:template>
</xsl:stylesheet>
