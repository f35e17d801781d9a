<?xml version="1.0" encoding="UTF-8"?>
<!-- The forms of /staff/phrases: what to show, and one phrase more. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/boxes.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="phrase-filters">
  <xsl:param name="kinds"/>
  <div class="field">
    <label for="q"><xsl:value-of select="r:text('phrases.q')"/></label>
    <input class="input" id="q" name="q" dir="auto" autocomplete="off" value="{request/param[@name = 'q']}"/>
  </div>
  <div class="field">
    <label for="show-kind"><xsl:value-of select="r:text('phrases.about')"/></label>
    <select class="input" id="show-kind" name="phrase_kind">
      <option value=""><xsl:value-of select="r:text('phrases.all')"/></option>
      <xsl:call-template name="options">
        <xsl:with-param name="name" select="'phrases.kind'"/>
        <xsl:with-param name="keys" select="$kinds"/>
        <xsl:with-param name="chosen" select="string(request/param[@name = 'phrase_kind'])"/>
      </xsl:call-template>
    </select>
  </div>
</xsl:template>

<xsl:template name="phrase-form">
  <xsl:param name="kinds"/>
  <section class="form panel" id="add">
    <h2><xsl:value-of select="r:text('phrases.add')"/></h2>
    <form method="post" action="{@base}/{@lang}/staff/phrases#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="label" select="r:text('phrases.text')"/></xsl:call-template>
      <xsl:call-template name="select"><xsl:with-param name="name" select="'phrase_kind'"/><xsl:with-param name="say" select="'phrases.kind'"/><xsl:with-param name="label" select="r:text('phrases.about')"/><xsl:with-param name="keys" select="$kinds"/></xsl:call-template>
      <xsl:call-template name="select"><xsl:with-param name="name" select="'phrase_lang'"/><xsl:with-param name="say" select="'language'"/><xsl:with-param name="label" select="r:text('phrases.lang')"/><xsl:with-param name="keys" select="'he ar en ru fa'"/></xsl:call-template>
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'around'"/><xsl:with-param name="label" select="r:text('phrases.around')"/><xsl:with-param name="keys" select="'none before behind both'"/><xsl:with-param name="first" select="'none'"/></xsl:call-template>
      <xsl:call-template name="box"><xsl:with-param name="name" select="'harmless'"/><xsl:with-param name="value" select="'1'"/><xsl:with-param name="id" select="'harmless'"/><xsl:with-param name="label" select="r:text('phrases.harmless_box')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="label" select="r:text('phrases.law')"/></xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('phrases.save')"/></button>
    </form>
  </section>
</xsl:template>
</xsl:stylesheet>
