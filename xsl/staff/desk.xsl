<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/desk: what waits, what was promised soonest first, each leading to its own page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/key.xsl"/>
<xsl:import href="../staff/desk-rows.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('desk.page')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap work">
    <h1><xsl:value-of select="r:text('desk.page')"/></h1>
    <xsl:call-template name="key-hint"/>
    <ul class="chips">
      <xsl:call-template name="narrow"><xsl:with-param name="text" select="r:text('desk.all')"/></xsl:call-template>
      <xsl:if test="contains(concat(' ', @role, ' '), ' coordinator ')">
        <xsl:call-template name="narrow"><xsl:with-param name="text" select="r:text('desk.kind.call')"/><xsl:with-param name="query" select="'?kind=call'"/></xsl:call-template>
        <xsl:call-template name="narrow"><xsl:with-param name="text" select="r:text('desk.kind.volunteer')"/><xsl:with-param name="query" select="'?kind=volunteer'"/></xsl:call-template>
        <xsl:call-template name="narrow"><xsl:with-param name="text" select="r:text('desk.kind.report')"/><xsl:with-param name="query" select="'?kind=report'"/></xsl:call-template>
      </xsl:if>
      <xsl:call-template name="narrow"><xsl:with-param name="text" select="r:text('desk.mine')"/><xsl:with-param name="query" select="'?mine=1'"/></xsl:call-template>
    </ul>
    <xsl:if test="not(items/item)"><p><xsl:value-of select="r:text('desk.none')"/></p></xsl:if>
    <ul class="stack"><xsl:apply-templates select="items/item"/></ul>
    <xsl:if test="items/@more"><p><xsl:value-of select="r:text('desk.more')"/></p></xsl:if>
  </div>
</xsl:template>

<xsl:template name="narrow">
  <xsl:param name="text"/>
  <xsl:param name="query" select="''"/>
  <xsl:variable name="sent" select="request/param"/>
  <li><a class="chip" href="{@base}/{@lang}{@path}{$query}">
    <xsl:if test="concat('?', $sent/@name, '=', $sent) = $query or (not($sent) and $query = '')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
    <xsl:value-of select="$text"/>
  </a></li>
</xsl:template>

<xsl:template match="item">
  <li class="panel">
    <h2><a href="{/page/@base}/{/page/@lang}/staff/desk/{@code}"><xsl:call-template name="item-name"/><xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></a></h2>
    <xsl:call-template name="item-tags"/>
    <dl class="table"><xsl:call-template name="item-rows"/></dl>
  </li>
</xsl:template>
</xsl:stylesheet>
