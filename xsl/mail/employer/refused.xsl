<?xml version="1.0" encoding="UTF-8"?>
<!-- A registration, or with title a job, is refused.  A row has reason, title and code of a
     job; of a registration also reason_code. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts.xsl"/>

<xsl:template match="mail" mode="subject">
  <xsl:choose>
    <xsl:when test="@title"><xsl:value-of select="r:text('mail.refused_job_subject')"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('mail.refused_subject')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="mail" mode="text">
  <xsl:choose>
    <xsl:when test="@title">
      <xsl:call-template name="letter-job"/>
      <p><xsl:value-of select="r:text('mail.refused_job_text')"/></p>
      <xsl:if test="@why"><p><xsl:value-of select="r:code('reason', @why)"/></p></xsl:if>
    </xsl:when>
    <xsl:otherwise><p><xsl:value-of select="r:text('mail.refused_text')"/></p></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@reason_code"><p><xsl:value-of select="r:code('employer.reason', @reason_code)"/></p></xsl:if>
  <xsl:if test="@reason"><xsl:call-template name="letter-quote"/></xsl:if>
  <p><xsl:value-of select="r:text('mail.refused_next')"/></p>
</xsl:template>
</xsl:stylesheet>
