<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/queue: what waits for a decision, how long, and by when an answer was promised. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/pager.xsl"/>
<xsl:import href="../parts/waits.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('queue.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap">
    <h1><xsl:value-of select="r:text('queue.title')"/></h1>
    <xsl:if test="counts/kind">
      <nav aria-label="{r:text('queue.kinds')}"><ul class="chips">
        <xsl:call-template name="kind-link"><xsl:with-param name="text" select="concat(r:text('queue.all'), ' (', r:number(sum(counts/kind/@n)), ')')"/></xsl:call-template>
        <xsl:for-each select="counts/kind">
          <xsl:call-template name="kind-link">
            <xsl:with-param name="kind" select="@kind"/>
            <xsl:with-param name="text" select="concat(r:code('queue.kind', @kind), ' (', r:number(@n), ')')"/>
          </xsl:call-template>
        </xsl:for-each>
      </ul></nav>
    </xsl:if>
    <xsl:if test="not(waiting/item)"><p><xsl:value-of select="r:text('queue.none')"/></p></xsl:if>
    <ul class="stack">
      <xsl:apply-templates select="waiting/item"/>
    </ul>
    <xsl:apply-templates select="waiting" mode="pager"/>
  </div>
</xsl:template>

<xsl:template name="kind-link">
  <xsl:param name="kind" select="''"/>
  <xsl:param name="text"/>
  <li><a class="chip" href="{/page/@base}/{/page/@lang}{/page/@path}{substring(concat('?kind=', $kind), 1, 99 * ($kind != ''))}">
    <xsl:if test="$kind = concat(/page/request/param[@name = 'kind'], '')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
    <xsl:value-of select="$text"/>
  </a></li>
</xsl:template>

<xsl:template match="waiting/item">
  <li class="panel">
    <h2><a href="{/page/@base}/{/page/@lang}/staff/{substring('employers/jobs/', 1 + 10 * (@kind != 'employer'), 10)}{@code}">
      <xsl:call-template name="person"><xsl:with-param name="value" select="@title"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
    </a></h2>
    <p>
      <strong><xsl:value-of select="r:code('queue.one', @kind)"/></strong>
      <xsl:for-each select="@employer | @place"><xsl:text> · </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="."/></xsl:call-template></xsl:for-each>
      <xsl:text> · </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
    </p>
    <xsl:if test="@reports"><p><xsl:value-of select="r:count('queue.reports', @reports)"/></p></xsl:if>
    <xsl:if test="@hidden"><p><xsl:value-of select="r:text('queue.hidden')"/></p></xsl:if>
    <xsl:if test="@yes = 0"><p><xsl:value-of select="r:text('queue.no_yes')"/></p></xsl:if>
    <xsl:call-template name="waits"><xsl:with-param name="since" select="@since"/></xsl:call-template>
  </li>
</xsl:template>
</xsl:stylesheet>
