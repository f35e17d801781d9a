<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a job, a fieldset a template, refilled as parts/field.xsl does.
     job-what   title field openings text text_lang     job-where  place further_place transport ride
     job-pay    pay_min pay_max pay_unit                job-hours  hours shift starts needed_by closes
     job-apply  apply_way apply_phone named indexed                no_experience day_only no_licence
     job-legal  legal_basis                                        training
     Each has a parameter "fields": the names that it asks for, each between spaces, by itself all.
     Needs the list fields/field (conf/sql/form).  Places are written by their names, since a list of
     all of them weighs more than a page may. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/boxes.xsl"/>
<xsl:import href="../parts/choose.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../parts/job-input.xsl"/>
<xsl:import href="../parts/job-places.xsl"/>
<xsl:import href="../parts/job-terms.xsl"/>
<xsl:import href="../parts/job-apply.xsl"/>

<xsl:template name="job-what">
  <xsl:param name="fields" select="' title field openings text text_lang '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.what')"/></legend>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'title'"/><xsl:with-param name="hint" select="r:text('form.title_hint')"/></xsl:call-template>
    <xsl:if test="contains($fields, ' field ')">
      <xsl:call-template name="choose"><xsl:with-param name="name" select="'field'"/><xsl:with-param name="label" select="r:text('form.field')"/><xsl:with-param name="from" select="/page/fields/field"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'openings'"/><xsl:with-param name="mode" select="'numeric'"/></xsl:call-template>
    <xsl:if test="contains($fields, ' text ')">
      <xsl:call-template name="textarea"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="label" select="r:text('form.text')"/><xsl:with-param name="rows" select="8"/><xsl:with-param name="hint" select="r:text('form.text_hint')"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="contains($fields, ' text_lang ')">
      <xsl:call-template name="select"><xsl:with-param name="name" select="'text_lang'"/><xsl:with-param name="label" select="r:text('form.text_lang')"/><xsl:with-param name="keys" select="'he ar en ru fa'"/><xsl:with-param name="first" select="/page/@lang"/><xsl:with-param name="say" select="'language'"/></xsl:call-template>
    </xsl:if>
  </fieldset>
</xsl:template>

<xsl:template name="job-where">
  <xsl:param name="fields" select="' place further_place transport ride '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.where')"/></legend>
    <xsl:call-template name="job-places"><xsl:with-param name="fields" select="$fields"/></xsl:call-template>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'transport'"/><xsl:with-param name="hint" select="r:text('form.transport_hint')"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'ride'"/><xsl:with-param name="say" select="'flag'"/></xsl:call-template>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
