<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/desk/{code}: one request, opened for who holds the key, and what to do with it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/key.xsl"/>
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../staff/desk-rows.xsl"/>
<xsl:import href="../staff/desk-open.xsl"/>
<xsl:import href="../staff/desk-acts.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title">
  <xsl:for-each select="item"><xsl:call-template name="item-name"/></xsl:for-each>
  <xsl:value-of select="concat(' ', r:show-code(item/@code))"/>
</xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/desk'"/></xsl:call-template>
  <div class="wrap work">
    <p><a class="back" href="{@base}/{@lang}/staff/desk"><xsl:value-of select="r:text('desk.back')"/></a></p>
    <xsl:apply-templates select="errors"/>
    <xsl:call-template name="key-hint"/>
    <xsl:apply-templates select="item"/>
  </div>
</xsl:template>

<!-- Who comes second reads below who was first, and when. -->
<xsl:template match="error[@code = 'conflict']" mode="say"><xsl:value-of select="r:text('desk.conflict')"/></xsl:template>

<xsl:template match="item">
  <h1><xsl:call-template name="item-name"/><xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></h1>
  <xsl:call-template name="item-tags"/>
  <section class="panel">
    <xsl:if test="/page/key/@open and (/page/people/person | /page/ticks/tick | /page/reports/report)/@sealed">
      <p><xsl:value-of select="r:text('staff.key_old')"/></p>
      <xsl:call-template name="command"><xsl:with-param name="words" select="'key take'"/></xsl:call-template>
    </xsl:if>
    <dl class="table">
      <xsl:apply-templates select="/page/people/person | /page/reports/report"/>
      <xsl:call-template name="item-rows"/>
      <xsl:apply-templates select="/page/jobs/job"/>
      <xsl:call-template name="ticks"/>
    </dl>
    <xsl:if test="@kind = 'call'"><p><strong><xsl:choose>
      <xsl:when test="@message"><xsl:value-of select="r:text('desk.message')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="r:text('desk.no_message')"/></xsl:otherwise>
    </xsl:choose></strong></p></xsl:if>
    <xsl:call-template name="acts"/>
  </section>
  <xsl:if test="@kind = 'call'"><xsl:call-template name="agreed"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
