<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/reports/{code}: what somebody says is wrong with a job, in their words where the reader
     holds the key; one button hides the job, one says that the report is seen to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('decide.report_title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/queue'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <a class="back" href="{@base}/{@lang}/staff/queue"><xsl:value-of select="r:text('queue.title')"/></a>
    <h1><xsl:value-of select="r:text('decide.report_title')"/></h1>
    <xsl:apply-templates select="errors"/>
    <xsl:apply-templates select="report"/>
  </div></div>
</xsl:template>

<xsl:template match="report">
  <section class="panel">
    <p><a href="{/page/@base}/{/page/@lang}/staff/jobs/{@job_code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@title"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a></p>
    <p><strong><xsl:value-of select="r:code('decide.report', @reason)"/></strong>
      <xsl:value-of select="concat(' · ', r:day(substring(@at, 1, 10)), ' · ', r:code('decide.seen', @state))"/></p>
    <xsl:if test="@text"><xsl:call-template name="person-block"><xsl:with-param name="value" select="@text"/></xsl:call-template></xsl:if>
    <xsl:if test="@sealed"><p><xsl:value-of select="r:text('decide.sealed')"/></p></xsl:if>
  </section>
  <xsl:if test="@job_state = 'open' and not(@hidden)">
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/jobs/{@job_code}/hide#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{@job_version}"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('decide.turn.hide')"/></button>
    </form>
  </xsl:if>
  <xsl:if test="@hidden"><p><xsl:value-of select="r:text('queue.hidden')"/></p></xsl:if>
  <xsl:if test="@state != 'done'">
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/reports/{@code}/done#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{@version}"/>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('decide.done_button')"/></button>
    </form>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
