<?xml version="1.0" encoding="UTF-8"?>
<!-- Somebody gave the reader's address for a new account, and it has one.  A row has link, where to
     sign in. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.known_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <p><xsl:value-of select="r:text('mail.known_text')"/></p>
  <xsl:call-template name="letter-link">
    <xsl:with-param name="text" select="r:text('mail.known_button')"/>
  </xsl:call-template>
  <p><xsl:value-of select="r:text('mail.not_you')"/></p>
</xsl:template>
</xsl:stylesheet>
