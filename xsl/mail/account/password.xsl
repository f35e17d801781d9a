<?xml version="1.0" encoding="UTF-8"?>
<!-- A new password was asked for.  A row has link. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.password_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <p><xsl:value-of select="r:text('mail.password_text')"/></p>
  <xsl:call-template name="letter-link">
    <xsl:with-param name="page" select="'/password/'"/>
    <xsl:with-param name="text" select="r:text('mail.password_button')"/>
  </xsl:call-template>
  <p><xsl:value-of select="r:text('mail.once')"/></p>
  <p><xsl:value-of select="r:text('mail.not_you')"/></p>
</xsl:template>
</xsl:stylesheet>
