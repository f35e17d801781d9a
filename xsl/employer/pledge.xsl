<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/pledge, and again when a form of it was refused: what a friendly employer promises,
     what this one has promised and until when, and the form to sign. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../employer/errors.xsl"/>
<xsl:import href="../employer/promises.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>
<xsl:template match="page" mode="title"><xsl:value-of select="r:text('pledge.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('pledge.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('pledge.lead')"/></p>
    <p><xsl:value-of select="r:text('pledge.counts_nobody')"/></p>
    <xsl:apply-templates select="pledges/pledge"/>
    <section class="panel">
      <h2><xsl:value-of select="r:text('pledge.sign')"/></h2>
      <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
        <xsl:call-template name="hidden"/>
        <xsl:call-template name="promises-form"/>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'signed_by'"/><xsl:with-param name="label" select="r:text('pledge.signed_by')"/><xsl:with-param name="hint" select="r:text('pledge.signed_by_hint')"/><xsl:with-param name="autocomplete" select="'name'"/></xsl:call-template>
        <p class="muted"><xsl:value-of select="r:text('pledge.year')"/></p>
        <button class="btn" type="submit"><xsl:value-of select="r:text('pledge.button')"/></button>
      </form>
    </section>
  </div></div>
</xsl:template>

<xsl:template match="pledge">
  <section class="panel">
    <h2><xsl:choose>
      <xsl:when test="@over"><xsl:value-of select="r:text('pledge.over', r:day(@lapses))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="r:text('pledge.stands', r:day(@lapses))"/></xsl:otherwise>
    </xsl:choose></h2>
    <xsl:apply-templates select="." mode="promises"/>
    <p class="muted"><xsl:value-of select="r:text('pledge.signed', r:day(@signed))"/></p>
    <form method="post" action="{/page/@base}/{/page/@lang}/employer/pledge/withdraw#errors">
      <xsl:call-template name="hidden"/>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('pledge.withdraw')"/></button>
    </form>
  </section>
</xsl:template>

<xsl:template match="page[@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('pledge.title')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
