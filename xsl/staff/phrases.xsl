<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/phrases: the phrases that adverts are compared with, and a form for one more. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/button.xsl"/>
<xsl:import href="../staff/phrase-form.xsl"/>

<!-- A refused form comes back at the address that it was sent to. -->
<xsl:template match="page" mode="address">/staff/phrases</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('phrases.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:variable name="kinds" select="'record age sex nationality religion origin family military one_gender worker_pays document off_books'"/>
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/wording'"/></xsl:call-template>
  <div class="wrap">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('phrases.title')"/></h1>
    <p><a href="#add"><xsl:value-of select="r:text('phrases.add')"/></a></p>
    <form action="{@base}/{@lang}/staff/phrases">
      <div class="keys"><xsl:call-template name="phrase-filters"><xsl:with-param name="kinds" select="$kinds"/></xsl:call-template></div>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('phrases.show')"/></button>
    </form>
    <xsl:if test="not(phrases/phrase)"><p><xsl:value-of select="r:text('phrases.none')"/></p></xsl:if>
    <ul class="stack"><xsl:apply-templates select="phrases/phrase"/></ul>
    <xsl:if test="count(phrases/phrase) = 40"><p><xsl:value-of select="r:text('phrases.more')"/></p></xsl:if>
    <xsl:call-template name="phrase-form"><xsl:with-param name="kinds" select="$kinds"/></xsl:call-template>
  </div>
</xsl:template>

<xsl:template match="phrase">
  <li class="panel">
    <p>
      <strong><bdi lang="{@lang}"><xsl:value-of select="translate(@text, '*#', '…')"/></bdi></strong>
      <xsl:text> · </xsl:text><xsl:value-of select="r:code('phrases.kind', @kind)"/>
      <xsl:text> · </xsl:text><bdi lang="{@lang}"><xsl:value-of select="r:code('language', @lang)"/></bdi>
      <xsl:if test="@harmless"><xsl:value-of select="concat(' · ', r:text('phrases.harmless'))"/></xsl:if>
      <xsl:if test="@retired"><xsl:value-of select="concat(' · ', r:text('phrases.retired'))"/></xsl:if>
    </p>
    <p><bdi lang="he" dir="rtl"><xsl:value-of select="@law"/></bdi>, <xsl:value-of select="r:day(@day)"/></p>
    <xsl:call-template name="button">
      <xsl:with-param name="path" select="concat('/staff/phrases/', @code, '/', substring('retirerestore', 1 + 6 * boolean(@retired), 6 + boolean(@retired)))"/>
      <xsl:with-param name="text"><xsl:choose><xsl:when test="@retired"><xsl:value-of select="r:text('phrases.restore')"/></xsl:when><xsl:otherwise><xsl:value-of select="r:text('phrases.retire')"/></xsl:otherwise></xsl:choose></xsl:with-param>
    </xsl:call-template>
  </li>
</xsl:template>
</xsl:stylesheet>
