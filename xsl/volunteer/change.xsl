<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /volunteer/change: code and phone erase a sign-up at once; a new form in
     its place is one link away.  What was sent is never shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../volunteer/code.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('volunteer.change.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('volunteer.change.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('volunteer.change.lead')"/></p>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="volunteer-code"/>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'phone'"/>
        <xsl:with-param name="label" select="r:text('callback.phone')"/>
        <xsl:with-param name="hint" select="r:text('callback.phone_hint')"/>
        <xsl:with-param name="type" select="'tel'"/>
        <xsl:with-param name="autocomplete" select="'tel'"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('volunteer.change.button')"/></button>
    </form>
    <p class="field"><a href="{@base}/{@lang}/volunteer/replace"><xsl:value-of select="r:text('volunteer.change.replace')"/></a></p>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed">
    <xsl:with-param name="title" select="r:text('volunteer.change.title')"/>
  </xsl:call-template>
</xsl:template>
</xsl:stylesheet>
