<?xml version="1.0" encoding="UTF-8"?>
<!-- Staff ask something before a job is published.  A row has title, code, why (a code of
     the strings), reason (words), link to the job. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.asked_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <xsl:call-template name="letter-job"/>
  <p><xsl:value-of select="r:text('mail.asked_text')"/></p>
  <xsl:call-template name="letter-why"/>
  <xsl:if test="@link">
    <xsl:call-template name="letter-link">
      <xsl:with-param name="text" select="r:text('mail.asked_button')"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
