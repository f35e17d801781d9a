<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /jobs: the open jobs, newest first.  Search row and filters are one form, so that neither
     forgets the other; what narrows the list stands above it as links that take it away. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/search.xsl"/>
<xsl:import href="../parts/job-card.xsl"/>
<xsl:import href="../parts/chips.xsl"/>
<xsl:import href="../parts/pager.xsl"/>
<xsl:import href="../parts/help.xsl"/>
<xsl:import href="../jobs/filters.xsl"/>
<xsl:import href="../jobs/fields.xsl"/>
<xsl:import href="../jobs/none.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('jobs.title')"/></xsl:template>

<xsl:template match="page" mode="head">
  <xsl:variable name="query">
    <xsl:call-template name="query"><xsl:with-param name="without" select="' after '"/></xsl:call-template>
  </xsl:variable>
  <link rel="alternate" type="application/atom+xml" title="{r:text('jobs.title')}"
        href="{@base}/{@lang}{@path}.atom{$query}"/>
</xsl:template>

<xsl:template match="page" mode="main">
  <form action="{@base}/{@lang}/jobs" method="get">
    <div class="hero"><div class="wrap">
      <h1><xsl:value-of select="r:text('jobs.title')"/></h1>
      <p class="lead"><xsl:value-of select="r:text('jobs.lead')"/></p>
      <xsl:call-template name="search"/>
    </div></div>
    <div class="wrap cols cols--filters">
      <div class="side"><xsl:call-template name="filters"/></div>
      <section aria-labelledby="found">
        <xsl:apply-templates select="found"/>
        <xsl:apply-templates select="request" mode="chips"/>
        <xsl:apply-templates select="jobs"/>
        <xsl:call-template name="help"/>
      </section>
    </div>
  </form>
</xsl:template>

<xsl:template match="found"><h2 id="found"><xsl:value-of select="r:count('jobs.found', @n)"/></h2></xsl:template>
<xsl:template match="found[@capped]"><h2 id="found"><xsl:value-of select="r:text('jobs.found_many', r:number(100))"/></h2></xsl:template>

<xsl:template match="jobs">
  <ul class="jobs">
    <xsl:for-each select="job"><li><xsl:apply-templates select="." mode="card"/></li></xsl:for-each>
  </ul>
  <xsl:apply-templates select="." mode="pager"/>
</xsl:template>

<xsl:template match="jobs[not(job)]">
  <xsl:call-template name="nothing-found"/>
  <xsl:apply-templates select="." mode="pager"/>
</xsl:template>
</xsl:stylesheet>
