<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /offer-job, and the same page again when POST /offer-job was refused or is to be changed: a
     job and whom to call about it, without an account. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>
<xsl:import href="../offer/fields.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('offer.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('offer.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('offer.lead')"/></p>
    <p><xsl:value-of select="r:text('offer.safe')"/></p>
    <xsl:call-template name="desk-late"/>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="offer-job"/>
      <xsl:call-template name="offer-contact"/>
      <p class="field muted"><xsl:value-of select="r:text('offer.private')"/></p>
      <button class="btn" type="submit"><xsl:value-of select="r:text('check.next')"/></button>
    </form>
    <div class="field"><xsl:call-template name="promise"/></div>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('offer.title')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
