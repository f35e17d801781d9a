<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/jobs/{code}/yes, and the same page again when a POST of it was refused: a job to be read
     out to its employer, whom to call, and the yes that was heard. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../parts/field.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('phone.yes.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/queue'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <a class="back" href="{@base}/{@lang}/staff/jobs/{contact/@code}"><xsl:value-of select="r:text('queue.title')"/></a>
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('phone.yes.title')"/></h1>
    <xsl:apply-templates select="contact" mode="call"/>
    <xsl:apply-templates select="wishes/wish"/>
    <xsl:call-template name="advert"/>
    <xsl:if test="contact[@state = 'review'][not(@yes)]">
      <form class="field" method="post" action="{@base}/{@lang}/staff/jobs/{contact/@code}/yes#errors" novalidate="novalidate">
        <xsl:call-template name="hidden"/>
        <p><xsl:value-of select="r:text('phone.yes.lead')"/></p>
        <xsl:call-template name="radios"><xsl:with-param name="name" select="'how'"/><xsl:with-param name="label" select="r:text('phone.yes.how')"/><xsl:with-param name="keys" select="'we_called they_called'"/><xsl:with-param name="first" select="''"/></xsl:call-template>
        <button class="btn" type="submit"><xsl:value-of select="r:text('phone.yes.button')"/></button>
      </form>
      <xsl:if test="contact/@mailed">
        <form class="field" method="post" action="{@base}/{@lang}/staff/jobs/{contact/@code}/letter#errors">
          <xsl:call-template name="hidden"/>
          <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('phone.letter')"/></button>
        </form>
      </xsl:if>
    </xsl:if>
  </div></div>
</xsl:template>

<xsl:template match="contact" mode="call">
  <p class="banner"><xsl:value-of select="concat(r:text('phone.contact'), ': ')"/>
    <xsl:choose>
      <xsl:when test="@sealed"><xsl:value-of select="r:text('phone.closed')"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="person"><xsl:with-param name="value" select="@contact_name"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="telephone"><xsl:with-param name="number" select="@contact_phone"/></xsl:call-template></xsl:otherwise>
    </xsl:choose></p>
  <xsl:if test="@yes"><p><strong><xsl:value-of select="concat(r:code('decide.yes', @yes_way), ' · ', r:day(substring(@yes, 1, 10)))"/></strong>
    <xsl:text> </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="@yes_name"/></xsl:call-template></p></xsl:if>
</xsl:template>

<xsl:template match="wish">
  <div class="banner"><p><strong><xsl:value-of select="r:text('phone.wish')"/></strong></p>
    <xsl:if test="@sealed"><p><xsl:value-of select="r:text('phone.closed')"/></p></xsl:if>
    <xsl:call-template name="person-block"><xsl:with-param name="value" select="@words"/></xsl:call-template></div>
</xsl:template>
</xsl:stylesheet>
