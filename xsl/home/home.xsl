<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /: the search first, then the newest jobs, the areas, and who helps. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/search.xsl"/>
<xsl:import href="../parts/job-card.xsl"/>
<xsl:import href="../parts/help.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('home.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="hero"><div class="wrap">
    <h1><xsl:value-of select="r:text('home.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('site.promise')"/></p>
    <form action="{@base}/{@lang}/jobs" method="get"><xsl:call-template name="search"/></form>
  </div></div>
  <div class="wrap cols cols--aside home">
    <div>
      <xsl:apply-templates select="newest"/>
      <xsl:apply-templates select="regions"/>
    </div>
    <div class="side"><xsl:call-template name="help"/></div>
  </div>
</xsl:template>

<xsl:template match="newest">
  <section aria-labelledby="newest">
    <h2 id="newest"><xsl:value-of select="r:text('home.newest')"/></h2>
    <ul class="jobs">
      <xsl:for-each select="job"><li><xsl:apply-templates select="." mode="card"/></li></xsl:for-each>
    </ul>
    <div class="pager"><xsl:apply-templates select="/page/total"/></div>
  </section>
</xsl:template>

<xsl:template match="newest[not(job)]">
  <section class="panel"><h2><xsl:value-of select="r:text('home.none')"/></h2>
    <p><xsl:value-of select="r:text('jobs.none_call')"/></p></section>
</xsl:template>

<xsl:template match="total">
  <a class="btn btn--plain" href="{/page/@base}/{/page/@lang}/jobs"><xsl:value-of select="r:count('home.all', @n)"/></a>
</xsl:template>

<xsl:template match="regions">
  <xsl:if test="region[@n &gt; 0]">
    <section aria-labelledby="areas">
      <h2 id="areas"><xsl:value-of select="r:text('home.areas')"/></h2>
      <ul class="regions">
        <xsl:for-each select="region[@n &gt; 0]">
          <li><a href="{/page/@base}/{/page/@lang}/jobs?region={@key}"><xsl:value-of select="@text"/></a></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
