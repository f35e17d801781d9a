<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /volunteer, and the same page again when POST /volunteer was refused: ways to help, and the
     form to offer it.  While forms are closed, telephone and hours stand in their place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../volunteer/fields.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('volunteer.title')"/></xsl:template>

<xsl:template match="page" mode="lead">
  <p class="lead"><xsl:value-of select="r:text('volunteer.lead')"/></p>
  <p><a href="{@base}/{@lang}/volunteer/change"><xsl:value-of select="r:text('volunteer.changed')"/></a></p>
</xsl:template>

<xsl:template match="page" mode="before"/>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <xsl:apply-templates select="." mode="lead"/>
    <xsl:call-template name="desk-late"/>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:apply-templates select="." mode="before"/>
      <xsl:call-template name="volunteer-fields"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('check.next')"/></button>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed">
    <xsl:with-param name="title" select="r:text('nav.volunteer')"/>
  </xsl:call-template>
</xsl:template>
</xsl:stylesheet>
