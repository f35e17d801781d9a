<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/jobs/{code}: a job as the public will see it, what speaks against it, and the decision. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../parts/wording.xsl"/>
<xsl:import href="../parts/waits.xsl"/>
<xsl:import href="../staff/changes.xsl"/>
<xsl:import href="../staff/hints.xsl"/>
<xsl:import href="../staff/known.xsl"/>
<xsl:import href="../staff/decide.xsl"/>
<xsl:import href="../staff/publish.xsl"/>
<xsl:import href="../staff/answer.xsl"/>

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
      <xsl:apply-templates select="found"/>
      <xsl:call-template name="hints"/>
      <h2><xsl:value-of select="r:text('decide.advert')"/></h2>
      <xsl:call-template name="advert"/>
    </div>
    <div>
      <xsl:apply-templates select="item" mode="decide"/>
      <xsl:call-template name="known"/>
    </div>
  </div>
</xsl:template>

<xsl:template match="item" mode="state">
  <section class="panel" aria-labelledby="state">
    <h2 id="state"><xsl:value-of select="r:code('decide.state', concat(@state, substring('-hidden', 1 + 7 * not(@hidden))))"/></h2>
    <p><xsl:value-of select="concat(r:code('decide.origin', @origin), ' · ')"/>
      <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
    </p>
    <xsl:if test="@edit"><p><strong><xsl:value-of select="r:code('decide.edit', @edit)"/></strong></p></xsl:if>
    <xsl:if test="@state = 'review' or @edit = 'waits'"><xsl:call-template name="waits"><xsl:with-param name="since" select="@waits"/></xsl:call-template></xsl:if>
    <xsl:if test="@closes"><p><xsl:value-of select="r:text('job.closes', r:day(@closes))"/></p></xsl:if>
    <xsl:if test="@reason"><p><xsl:value-of select="r:code('reason', @reason)"/></p></xsl:if>
    <xsl:if test="@answer"><xsl:call-template name="person-block"><xsl:with-param name="value" select="@answer"/></xsl:call-template></xsl:if>
    <xsl:if test="@named = 0"><p><xsl:value-of select="r:text('decide.unnamed')"/></p></xsl:if>
    <xsl:apply-templates select="@yes | self::item[not(@yes)][@origin = 'page' or @origin = 'phone']/@origin" mode="yes"/>
  </section>
</xsl:template>
</xsl:stylesheet>
