<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/jobs/new, and the same page again when POST /staff/jobs was refused: a job that comes by
     telephone, its fields in the order in which one asks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/job-form.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('phone.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('phone.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('phone.lead')"/></p>
    <form method="post" action="{@base}/{@lang}/staff/jobs#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <fieldset class="panel">
        <legend><xsl:value-of select="r:text('offer.who')"/></legend>
        <xsl:for-each select="known/employer"><p class="banner"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></p></xsl:for-each>
        <xsl:call-template name="radios"><xsl:with-param name="name" select="'whose'"/><xsl:with-param name="label" select="r:text('phone.whose')"/><xsl:with-param name="keys" select="'new known'"/><xsl:with-param name="first" select="concat(substring('known', 1, 9 * boolean(known/employer)), substring('new', 1, 9 * not(known/employer)))"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'business'"/><xsl:with-param name="label" select="r:text('offer.employer')"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'employer'"/><xsl:with-param name="label" select="r:text('phone.employer')"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_name'"/><xsl:with-param name="label" select="r:text('phone.name')"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_phone'"/><xsl:with-param name="label" select="r:text('offer.phone')"/><xsl:with-param name="type" select="'tel'"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_mail'"/><xsl:with-param name="label" select="r:text('phone.mail')"/><xsl:with-param name="type" select="'email'"/></xsl:call-template>
      </fieldset>
      <xsl:call-template name="job-what"></xsl:call-template>
      <xsl:call-template name="job-where"><xsl:with-param name="fields" select="' place transport ride '"/></xsl:call-template>
      <xsl:call-template name="job-pay"></xsl:call-template>
      <xsl:call-template name="job-hours"><xsl:with-param name="fields" select="' hours shift needed_by no_experience day_only no_licence training '"/></xsl:call-template>
      <xsl:call-template name="job-apply"></xsl:call-template>
    <p class="field muted"><xsl:value-of select="r:text('phone.letter_sent')"/></p>
      <button class="btn" type="submit"><xsl:value-of select="r:text('phone.button')"/></button>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('phone.title')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
