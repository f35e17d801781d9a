<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/bases/{code}: what is known of one law by which an approval is asked for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:code('basis', stored/@code)"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/wording'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:code('basis', stored/@code)"/></h1>
    <p><xsl:value-of select="r:text('bases.lead')"/></p>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'law'"/><xsl:with-param name="label" select="r:text('bases.law')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="label" select="r:text('rates.source')"/></xsl:call-template>
      <label class="check">
        <input type="checkbox" name="retired" value="1"><xsl:if test="request/param[@name = 'retired'] or stored/@retired"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
        <span><xsl:value-of select="r:text('bases.retire')"/></span>
      </label>
      <button class="btn" type="submit"><xsl:value-of select="r:text('rates.save')"/></button>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
