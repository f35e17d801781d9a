<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/jobs/{code}: a job as the public will see it, what speaks against it, and the decision. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../parts/wording.xsl"/>
<xsl:import href="../staff/state.xsl"/>
<xsl:import href="../staff/changes.xsl"/>
<xsl:import href="../staff/hints.xsl"/>
<xsl:import href="../staff/known.xsl"/>
<xsl:import href="../staff/decide.xsl"/>
<xsl:import href="../staff/publish.xsl"/>
<xsl:import href="../staff/answer.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title">
  <xsl:call-template name="person-text"><xsl:with-param name="value" select="advert/@title"/><xsl:with-param name="lang" select="job/@lang"/></xsl:call-template>
</xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/queue'"/></xsl:call-template>
  <div class="wrap">
    <a class="back" href="{@base}/{@lang}/staff/queue"><xsl:value-of select="r:text('queue.title')"/></a>
    <h1><xsl:call-template name="person"><xsl:with-param name="value" select="advert/@title"/><xsl:with-param name="lang" select="job/@lang"/></xsl:call-template></h1>
    <xsl:apply-templates select="errors"/>
    <xsl:if test="errors/error[@code = 'conflict']"><xsl:apply-templates select="acts/act[1]" mode="first"/></xsl:if>
  </div>
  <div class="wrap cols cols--aside">
    <div>
      <xsl:apply-templates select="item" mode="state"/>
      <xsl:apply-templates select="changes/change"/>
      <div class="field"><xsl:apply-templates select="found"/></div>
      <xsl:call-template name="hints"/>
      <section class="field">
        <h2><xsl:value-of select="r:text('decide.advert')"/></h2>
        <xsl:call-template name="advert"/>
      </section>
    </div>
    <div>
      <xsl:apply-templates select="item" mode="decide"/>
      <xsl:call-template name="known"/>
    </div>
  </div>
</xsl:template>
</xsl:stylesheet>
