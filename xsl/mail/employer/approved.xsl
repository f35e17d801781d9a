<?xml version="1.0" encoding="UTF-8"?>
<!-- An organisation may offer jobs.  A row has link, where to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.approved_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <p><xsl:value-of select="r:text('mail.approved_text')"/></p>
  <xsl:if test="@link">
    <xsl:call-template name="letter-link">
      <xsl:with-param name="text" select="r:text('mail.approved_button')"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
