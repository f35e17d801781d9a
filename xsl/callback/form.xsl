<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /callback, and the same page again when POST /callback was refused: a name and a phone, and
     what may be said with them.  While forms are closed, telephone and hours stand in their place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../callback/fields.xsl"/>

<!-- What was typed never goes into an address; only the job does. -->
<xsl:template match="page" mode="address">
  <xsl:value-of select="@path"/>
  <xsl:for-each select="request/param[@name = 'job']"><xsl:value-of select="concat('?job=', .)"/></xsl:for-each>
</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('callback.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('callback.title')"/></h1>
    <xsl:apply-templates select="asked"/>
    <p class="lead"><xsl:value-of select="r:text('callback.lead')"/></p>
    <xsl:call-template name="office"/>
    <xsl:call-template name="desk-late"/>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:for-each select="request/param[@name = 'job']"><input type="hidden" name="job" value="{.}"/></xsl:for-each>
      <xsl:call-template name="callback-fields"/>
      <p class="field muted"><xsl:value-of select="r:text('callback.privacy')"/></p>
      <button class="btn" type="submit"><xsl:value-of select="r:text('callback.button')"/></button>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="title"><xsl:value-of select="r:text('nav.callback')"/></xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed">
    <xsl:with-param name="title" select="r:text('nav.callback')"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="asked"/>
<xsl:template match="asked[job]">
  <p class="banner"><xsl:value-of select="concat(r:text('callback.about'), ' ')"/>
    <a href="{/page/@base}/{/page/@lang}/jobs/{job/@code}"><xsl:call-template name="person">
      <xsl:with-param name="value" select="job/@title"/>
      <xsl:with-param name="lang" select="job/@lang"/>
    </xsl:call-template></a></p>
</xsl:template>
</xsl:stylesheet>
