<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/jobs/new, and again when POST /employer/jobs was refused: a job is written, and
     kept as a draft or sent. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../employer/fields.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('own.new')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <p class="lead"><xsl:value-of select="r:text('own.new_lead')"/></p>
    <form method="post" action="{@base}/{@lang}/employer/jobs#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="own-fields">
        <xsl:with-param name="send" select="r:text('own.send')"/>
        <xsl:with-param name="keep" select="r:text('own.keep')"/>
      </xsl:call-template>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
