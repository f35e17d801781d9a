<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer: what needs doing, then all own jobs, by state and by words. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/place.xsl"/>
<xsl:import href="../parts/pager.xsl"/>
<xsl:import href="../employer/todo.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('area.employer')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form form--wide">
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <p><a class="btn" href="{@base}/{@lang}/employer/jobs/new"><xsl:value-of select="r:text('own.new')"/></a></p>
    <xsl:apply-templates select="todo[job]"/>
    <h2 class="field"><xsl:value-of select="r:text('own.all')"/></h2>
    <xsl:if test="states/state">
      <form action="{@base}/{@lang}{@path}">
        <div class="search" role="search">
          <div class="what">
            <label for="q"><xsl:value-of select="r:text('own.words')"/></label>
            <input class="input" id="q" name="q" type="search" maxlength="80" autocomplete="off" dir="auto" value="{request/param[@name = 'q']}"/>
          </div>
          <div class="where">
            <label for="state"><xsl:value-of select="r:text('own.state')"/></label>
            <select class="input" id="state" name="state">
              <option value=""><xsl:value-of select="r:text('own.any')"/></option>
              <xsl:for-each select="states/state">
                <option value="{@key}">
                  <xsl:if test="@key = /page/request/param[@name = 'state']"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
                  <xsl:value-of select="concat(r:code('own.is', @key), ' (', r:number(@n), ')')"/>
                </option>
              </xsl:for-each>
            </select>
          </div>
          <button class="btn" type="submit"><xsl:value-of select="r:text('search.button')"/></button>
        </div>
      </form>
    </xsl:if>
    <xsl:if test="not(jobs/job)"><p class="field"><xsl:value-of select="r:text('own.none')"/></p></xsl:if>
    <ul class="stack field"><xsl:apply-templates select="jobs/job" mode="own"/></ul>
    <xsl:apply-templates select="jobs" mode="pager"/>
  </div></div>
</xsl:template>
</xsl:stylesheet>
