<?xml version="1.0" encoding="UTF-8"?>
<!-- What several letters to employers say: which job, and why. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="layout.xsl"/>

<!-- title, and code where it has one. -->
<xsl:template name="letter-job">
  <p>
    <strong><xsl:call-template name="person"><xsl:with-param name="value" select="@title"/></xsl:call-template></strong>
    <xsl:if test="@code"><xsl:text> </xsl:text><bdi dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></xsl:if>
  </p>
</xsl:template>

<!-- Why a job is asked back or not published: why, a code, in the language of the letter, and reason,
     the words of who decided. -->
<xsl:template name="letter-why">
  <xsl:if test="@why"><p><xsl:value-of select="r:code('reason', @why)"/></p></xsl:if>
  <xsl:if test="@reason"><xsl:call-template name="letter-quote"/></xsl:if>
</xsl:template>

<!-- A text that somebody wrote, as it is. -->
<xsl:template name="letter-quote">
  <xsl:param name="text" select="@reason"/>
  <blockquote dir="auto"><xsl:copy-of select="r:paragraphs($text)"/></blockquote>
</xsl:template>
</xsl:stylesheet>
