<?xml version="1.0" encoding="UTF-8"?>
<!-- One field of a form: label, hint, what is wrong with it, and the control, refilled with what was
     sent (/page/request).
     input   name, label, hint, type (text, tel, email, password), autocomplete
     select  name, label, keys (apart by spaces, each said as name.key), first (until one is sent)
     radios  the same, all of them in sight; in options.xsl -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/options.xsl"/>
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="input">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="hint" select="''"/>
  <xsl:param name="type" select="'text'"/>
  <xsl:param name="autocomplete" select="'off'"/>
  <xsl:variable name="error" select="/page/errors/error[@param = $name]"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not($error))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
    <input class="input input--{$type}" id="{$name}" name="{$name}" type="{$type}" autocomplete="{$autocomplete}"
           value="{/page/request/param[@name = $name]}">
      <xsl:attribute name="dir"><xsl:choose><xsl:when test="$type = 'tel' or $type = 'email'">ltr</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:attribute>
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
    </input>
  </div>
</xsl:template>

<xsl:template name="select">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="keys"/>
  <xsl:param name="first"/>
  <xsl:variable name="sent" select="/page/request/param[@name = $name]"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    <select class="input" id="{$name}" name="{$name}">
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/></xsl:call-template>
      <xsl:call-template name="options">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="keys" select="$keys"/>
        <xsl:with-param name="chosen" select="concat($sent, substring($first, 1 + 99 * boolean($sent)))"/>
      </xsl:call-template>
    </select>
  </div>
</xsl:template>
</xsl:stylesheet>
