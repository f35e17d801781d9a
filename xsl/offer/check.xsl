<?xml version="1.0" encoding="UTF-8"?>
<!-- POST /offer-job, once all is filled in: what was typed, what the check of wording says of it, and
     what will be so, to read over and send, or to change.  Nothing is kept yet. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../parts/check.xsl"/>
<xsl:import href="../parts/wording.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('check.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('check.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('check.lead')"/></p>
    <xsl:call-template name="desk-late"/>
    <xsl:apply-templates select="found[phrase]"/>
    <xsl:if test="wages/wage[@status = 'in_force']"><p class="banner"><xsl:value-of select="r:text('offer.wage')"/></p></xsl:if>
    <dl class="answers">
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="label" select="r:text('form.title')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'openings'"/><xsl:with-param name="label" select="r:text('form.openings')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'place'"/><xsl:with-param name="label" select="r:text('form.place')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'pay_min'"/><xsl:with-param name="label" select="r:text('form.pay_min')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'pay_unit'"/><xsl:with-param name="label" select="r:text('form.pay_unit')"/><xsl:with-param name="say" select="'unit'"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'hours'"/><xsl:with-param name="label" select="r:text('form.hours')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'needed_by'"/><xsl:with-param name="label" select="r:text('form.needed_by')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="label" select="r:text('form.text')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'business'"/><xsl:with-param name="label" select="r:text('offer.employer')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'contact_name'"/><xsl:with-param name="label" select="r:text('offer.name')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'contact_phone'"/><xsl:with-param name="label" select="r:text('offer.phone')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'contact_mail'"/><xsl:with-param name="label" select="r:text('offer.mail')"/></xsl:call-template>
    </dl>
    <p><xsl:value-of select="r:text('offer.safe')"/></p>
    <p class="muted"><xsl:value-of select="r:text('offer.private')"/></p>
    <xsl:call-template name="check-send"><xsl:with-param name="send" select="r:text('offer.send')"/></xsl:call-template>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('offer.title')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
