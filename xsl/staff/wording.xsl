<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/wording: what the check says of a title and a text that a coordinator types. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../parts/wording.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('wording.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('wording.title')"/></h1>
    <p><a href="{@base}/{@lang}/staff/phrases"><xsl:value-of select="r:text('phrases.title')"/></a> · <a href="{@base}/{@lang}/staff/rates"><xsl:value-of select="r:text('rates.title')"/></a></p>
    <xsl:apply-templates select="errors"/>
    <xsl:if test="request/param[@name = 'title' or @name = 'text']"><xsl:apply-templates select="found"/></xsl:if>
    <form action="{@base}/{@lang}{@path}">
      <xsl:call-template name="input"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="label" select="r:text('wording.job')"/></xsl:call-template>
      <xsl:call-template name="textarea"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="label" select="r:text('wording.text')"/></xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('wording.button')"/></button>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
