<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/jobs/{code}/edit: staff mend what a job, or its edit, says. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/job-form.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('decide.edit_link')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/queue'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <a class="back" href="{@base}/{@lang}/staff/jobs/{stored/@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="stored/@title"/></xsl:call-template></a>
    <h1><xsl:value-of select="r:text('decide.edit_link')"/></h1>
    <xsl:apply-templates select="errors"/>
    <p class="lead"><xsl:value-of select="r:text('decide.edit_hint')"/></p>
    <form method="post" action="{@base}/{@lang}/staff/jobs/{stored/@code}/edit#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{stored/@version}"/>
      <xsl:call-template name="job-what"><xsl:with-param name="fields" select="' title field text '"/></xsl:call-template>
      <xsl:call-template name="job-where"><xsl:with-param name="fields" select="' place '"/></xsl:call-template>
      <xsl:call-template name="job-pay"/>
      <xsl:call-template name="job-hours"><xsl:with-param name="fields" select="' hours '"/></xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('decide.save')"/></button>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
