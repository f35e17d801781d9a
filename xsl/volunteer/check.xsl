<?xml version="1.0" encoding="UTF-8"?>
<!-- POST /volunteer and /volunteer/replace, once all is filled in: what was typed, to read over and
     send, or to change.  Nothing is kept yet. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../parts/check.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('check.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('check.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('check.lead')"/></p>
    <xsl:call-template name="desk-late"/>
    <dl class="answers">
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'code'"/><xsl:with-param name="label" select="r:text('volunteer.code')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'old_phone'"/><xsl:with-param name="label" select="r:text('volunteer.old_phone')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'role'"/><xsl:with-param name="label" select="r:text('volunteer.roles')"/><xsl:with-param name="from" select="roles/role"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'area'"/><xsl:with-param name="label" select="r:text('volunteer.areas')"/><xsl:with-param name="from" select="areas/area"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'speaks'"/><xsl:with-param name="label" select="r:text('volunteer.speaks')"/><xsl:with-param name="say" select="'speech'"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'time'"/><xsl:with-param name="label" select="r:text('volunteer.time')"/><xsl:with-param name="say" select="'time'"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'skills'"/><xsl:with-param name="label" select="r:text('volunteer.skills')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="label" select="r:text('callback.name')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'phone'"/><xsl:with-param name="label" select="r:text('callback.phone')"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'reach'"/><xsl:with-param name="label" select="r:text('volunteer.reach')"/><xsl:with-param name="say" select="'reach'"/></xsl:call-template>
      <xsl:call-template name="answer"><xsl:with-param name="name" select="'mail'"/><xsl:with-param name="label" select="r:text('volunteer.mail')"/></xsl:call-template>
    </dl>
    <p class="muted"><xsl:value-of select="r:text('volunteer.consent')"/></p>
    <xsl:call-template name="check-send"><xsl:with-param name="send" select="r:text('volunteer.button')"/></xsl:call-template>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1 or desk/@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('nav.volunteer')"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
