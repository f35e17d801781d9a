<?xml version="1.0" encoding="UTF-8"?>
<!-- Pay and hours of job-form.xsl, which says what they ask for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="job-pay">
  <xsl:param name="fields" select="' pay_min pay_max pay_unit '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.pay')"/></legend>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'pay_min'"/><xsl:with-param name="mode" select="'decimal'"/></xsl:call-template>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'pay_max'"/><xsl:with-param name="hint" select="r:text('form.pay_max_hint')"/><xsl:with-param name="mode" select="'decimal'"/></xsl:call-template>
    <xsl:if test="contains($fields, ' pay_unit ')">
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'pay_unit'"/><xsl:with-param name="label" select="r:text('form.pay_unit')"/><xsl:with-param name="keys" select="'hour day month job'"/><xsl:with-param name="first" select="''"/><xsl:with-param name="say" select="'unit'"/></xsl:call-template>
    </xsl:if>
  </fieldset>
</xsl:template>

<xsl:template name="job-hours">
  <xsl:param name="fields" select="' hours shift starts needed_by closes no_experience day_only no_licence training '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.when')"/></legend>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'hours'"/><xsl:with-param name="hint" select="r:text('form.hours_hint')"/></xsl:call-template>
    <xsl:if test="contains($fields, ' shift ')">
      <xsl:call-template name="boxes"><xsl:with-param name="name" select="'shift'"/><xsl:with-param name="label" select="r:text('form.shift')"/><xsl:with-param name="keys" select="'morning noon evening night weekend'"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'starts'"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'needed_by'"/><xsl:with-param name="hint" select="r:text('form.needed_by_hint')"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'closes'"/><xsl:with-param name="hint" select="r:text('form.closes_hint')"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'no_experience'"/><xsl:with-param name="say" select="'flag'"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'day_only'"/><xsl:with-param name="say" select="'flag'"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'no_licence'"/><xsl:with-param name="say" select="'flag'"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'training'"/><xsl:with-param name="say" select="'flag'"/></xsl:call-template>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
