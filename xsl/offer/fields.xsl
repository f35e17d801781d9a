<?xml version="1.0" encoding="UTF-8"?>
<!-- The twelve fields of the one page: the job, by the form that all share, then whom to call about it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/job-form.xsl"/>

<xsl:template name="offer-job">
  <xsl:call-template name="job-what"><xsl:with-param name="fields" select="' title openings text '"/></xsl:call-template>
  <xsl:call-template name="job-where"><xsl:with-param name="fields" select="' place '"/></xsl:call-template>
  <xsl:call-template name="job-pay"><xsl:with-param name="fields" select="' pay_min pay_unit '"/></xsl:call-template>
  <xsl:call-template name="job-hours"><xsl:with-param name="fields" select="' hours needed_by '"/></xsl:call-template>
</xsl:template>

<xsl:template name="offer-contact">
  <fieldset class="panel">
  <legend><xsl:value-of select="r:text('offer.who')"/></legend>
  <xsl:call-template name="input"><xsl:with-param name="name" select="'business'"/><xsl:with-param name="label" select="r:text('offer.employer')"/><xsl:with-param name="autocomplete" select="'organization'"/></xsl:call-template>
  <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_name'"/><xsl:with-param name="label" select="r:text('offer.name')"/><xsl:with-param name="autocomplete" select="'name'"/></xsl:call-template>
  <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_phone'"/><xsl:with-param name="label" select="r:text('offer.phone')"/><xsl:with-param name="type" select="'tel'"/><xsl:with-param name="autocomplete" select="'tel'"/></xsl:call-template>
  <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_mail'"/><xsl:with-param name="label" select="r:text('offer.mail')"/><xsl:with-param name="hint" select="r:text('offer.mail_hint')"/><xsl:with-param name="type" select="'email'"/><xsl:with-param name="autocomplete" select="'email'"/></xsl:call-template>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
