<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of /staff/rates for one rate more. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/boxes.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="rate-form">
  <section class="form panel" id="add">
    <h2><xsl:value-of select="r:text('rates.add')"/></h2>
    <form method="post" action="{@base}/{@lang}/staff/rates#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'since'"/><xsl:with-param name="type" select="'date'"/><xsl:with-param name="label" select="r:text('rates.from')"/></xsl:call-template>
      <xsl:call-template name="select"><xsl:with-param name="name" select="'who'"/><xsl:with-param name="label" select="r:text('rates.who')"/><xsl:with-param name="keys" select="'adult under_18 under_17 under_16 apprentice'"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'amount'"/><xsl:with-param name="label" select="r:text('rates.amount')"/></xsl:call-template>
      <xsl:call-template name="select"><xsl:with-param name="name" select="'unit'"/><xsl:with-param name="label" select="r:text('rates.unit')"/><xsl:with-param name="keys" select="'hour day month'"/></xsl:call-template>
      <xsl:call-template name="select"><xsl:with-param name="name" select="'status'"/><xsl:with-param name="label" select="r:text('rates.status')"/><xsl:with-param name="keys" select="'announced in_force'"/></xsl:call-template>
      <xsl:call-template name="box"><xsl:with-param name="name" select="'official'"/><xsl:with-param name="value" select="'1'"/><xsl:with-param name="id" select="'official'"/><xsl:with-param name="label" select="r:text('rates.official')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="label" select="r:text('rates.source')"/><xsl:with-param name="hint" select="r:text('rates.hint')"/></xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('rates.save')"/></button>
    </form>
  </section>
</xsl:template>

</xsl:stylesheet>
