<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /report/{code}, and the same page again when POST /report/{code} was refused: what is wrong
     with a job.  Nobody need say who they are. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('report.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('report.title')"/></h1>
    <p class="lead"><a href="{@base}/{@lang}/jobs/{job/@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="job/@title"/><xsl:with-param name="lang" select="job/@lang"/></xsl:call-template></a></p>
    <p><xsl:value-of select="r:text('report.lead')"/></p>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
  <xsl:call-template name="radios"><xsl:with-param name="name" select="'report'"/><xsl:with-param name="label" select="r:text('report.what')"/><xsl:with-param name="keys" select="'gone pay record unfair asks_money other'"/><xsl:with-param name="first" select="''"/></xsl:call-template>
  <xsl:call-template name="textarea"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="label" select="r:text('report.text')"/><xsl:with-param name="hint" select="r:text('report.text_hint')"/></xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('report.button')"/></button>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('report.title')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
