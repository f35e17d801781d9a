<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/audit: who did what to which thing, newest first. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/pager.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('audit.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap">
    <h1><xsl:value-of select="r:text('audit.title')"/></h1>
    <form action="{@base}/{@lang}{@path}">
      <label class="label" for="code"><xsl:value-of select="r:text('audit.code')"/></label>
      <input class="input" id="code" name="code" dir="ltr" autocomplete="off" value="{request/param[@name = 'code']}"/>
      <p><button class="btn btn--plain"><xsl:value-of select="r:text('audit.button')"/></button></p>
    </form>
    <xsl:if test="not(acts/act)"><p><xsl:value-of select="r:text('audit.none')"/></p></xsl:if>
    <ul class="stack">
      <xsl:apply-templates select="acts/act"/>
    </ul>
    <xsl:apply-templates select="acts" mode="pager"/>
  </div>
</xsl:template>

<xsl:template match="act">
  <li class="panel">
    <p>
      <strong><xsl:value-of select="r:code('act', @verb)"/></strong>
      <xsl:if test="@object"><xsl:value-of select="concat(': ', r:code('thing', @object))"/></xsl:if>
      <xsl:if test="@code"><xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></xsl:if>
      <xsl:if test="@reason"><xsl:text> · </xsl:text><bdi><xsl:value-of select="@reason"/></bdi></xsl:if>
    </p>
    <p>
      <xsl:choose>
        <xsl:when test="@name"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template><xsl:text> </xsl:text></xsl:when>
        <xsl:when test="not(@actor)"><xsl:value-of select="r:text('audit.nobody')"/></xsl:when>
      </xsl:choose>
      <xsl:if test="@actor"><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@actor)"/></bdi></xsl:if>
      <br/>
      <xsl:value-of select="concat(r:day(substring(@at, 1, 10)), ' ')"/><bdi dir="ltr"><xsl:value-of select="concat(substring(@at, 12, 5), ' UTC')"/></bdi>
      <xsl:text> · </xsl:text><bdi dir="ltr" lang="en"><xsl:value-of select="@page"/></bdi>
    </p>
  </li>
</xsl:template>
</xsl:stylesheet>
