<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/rates: the least that may be paid, and the laws that ask for an approval, with a form
     to add a rate. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/button.xsl"/>
<xsl:import href="../staff/rate-form.xsl"/>

<!-- A refused form comes back at the address that it was sent to. -->
<xsl:template match="page" mode="address">/staff/rates</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('rates.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/wording'"/></xsl:call-template>
  <div class="wrap">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('rates.title')"/></h1>
    <p><a href="#add"><xsl:value-of select="r:text('rates.add')"/></a></p>
    <xsl:if test="not(newest/@since)"><p class="banner"><xsl:value-of select="r:text('rates.nothing')"/></p></xsl:if>
    <xsl:if test="newest/@old"><p class="banner"><xsl:value-of select="r:text('rates.old', r:day(newest/@since))"/></p></xsl:if>
    <ul class="stack"><xsl:apply-templates select="wages/wage"/></ul>
    <xsl:call-template name="rate-form"/>
    <h2><xsl:value-of select="r:text('bases.title')"/></h2>
    <ul class="stack"><xsl:apply-templates select="bases/basis"/></ul>
  </div>
</xsl:template>

<xsl:template match="wage">
  <li class="panel">
    <p>
      <strong><xsl:value-of select="concat(r:money(@amount), ' ', r:code('unit', @unit))"/></strong>
      <xsl:value-of select="concat(' · ', r:code('who', @who), ' · ', r:text('rates.since', r:day(@since)), ' · ')"/>
      <xsl:choose>
        <xsl:when test="@retired"><xsl:value-of select="r:text('phrases.retired')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:code('status', @status)"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <p><bdi><xsl:value-of select="@law"/></bdi>, <xsl:value-of select="r:day(@day)"/></p>
    <xsl:if test="not(@retired)">
      <xsl:call-template name="button"><xsl:with-param name="path" select="concat('/staff/rates/', @code, '/retire')"/><xsl:with-param name="text" select="r:text('phrases.retire')"/></xsl:call-template>
    </xsl:if>
  </li>
</xsl:template>

<xsl:template match="basis">
  <li class="panel">
    <h3><xsl:value-of select="r:code('basis', @code)"/></h3>
    <p><bdi lang="he" dir="rtl"><xsl:value-of select="@law"/></bdi><br/><bdi><xsl:value-of select="@source"/></bdi>, <xsl:value-of select="r:day(@day)"/></p>
    <xsl:if test="@retired"><p><strong><xsl:value-of select="r:text('bases.retired')"/></strong></p></xsl:if>
    <p><a href="{/page/@base}/{/page/@lang}/staff/bases/{@code}"><xsl:value-of select="r:text('bases.edit')"/><span class="away"><xsl:value-of select="concat(': ', r:code('basis', @code))"/></span></a></p>
  </li>
</xsl:template>
</xsl:stylesheet>
