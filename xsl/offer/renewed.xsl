<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /renew/said/{renewed}: the job stays open, or staff look at it first. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:code('renewed', substring-after(@path, '/said/'))"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <xsl:if test="contains(@path, '/review')"><xsl:call-template name="answer-by"/></xsl:if>
    <xsl:call-template name="our-coordinator"/>
  </div></div>
</xsl:template>
</xsl:stylesheet>
