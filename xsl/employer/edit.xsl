<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/jobs/{code}/edit, and again when its POST was refused: an own job is changed.  Of a
     public one the form says what is looked at first. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../employer/fields.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('own.edit')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/employer'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <a class="back" href="{@base}/{@lang}{substring-before(@path, '/edit')}"><xsl:value-of select="r:text('own.back')"/></a>
    <xsl:apply-templates select="errors"/>
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <xsl:apply-templates select="stored" mode="lead"/>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{stored/@version}"/>
      <xsl:apply-templates select="stored" mode="form"/>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="stored" mode="lead"><p class="lead"><xsl:value-of select="r:text('own.edit_lead')"/></p></xsl:template>
<xsl:template match="stored[@state = 'open']" mode="lead"><p class="lead"><xsl:value-of select="r:text('own.edit_open')"/></p></xsl:template>

<xsl:template match="stored" mode="form">
  <xsl:call-template name="own-fields">
    <xsl:with-param name="send" select="r:text('own.send')"/>
    <xsl:with-param name="keep" select="r:text('own.keep')"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="stored[@state = 'open']" mode="form">
  <xsl:call-template name="own-fields"><xsl:with-param name="send" select="r:text('own.save')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
