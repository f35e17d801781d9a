<?xml version="1.0" encoding="UTF-8"?>
<!-- One field of a form: label, hint, what is wrong with it, and the control, refilled with what was
     sent (/page/request), or with what is kept: <stored title="…"/>, and for several values of a
     name <stored_many><value name="shift" key="night"/>…</stored_many>.
     input   name, label, hint, type (text, tel, email, password, date), autocomplete, mode (of the
             keys that a telephone shows: numeric, decimal)
     select  name, label, keys (apart by spaces, each said as say.key, by itself name.key), first (until one is sent)
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
  <xsl:param name="mode" select="''"/>
  <xsl:variable name="error" select="/page/errors/error[@param = $name]"/>
  <xsl:variable name="sent" select="(/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name])[1]"/>
  <!-- What is no date can be mended only as text. -->
  <xsl:variable name="text" select="$type = 'date' and $sent and ($error or translate($sent, '0123456789', '0000000000') != '0000-00-00')"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not($error))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
    <input class="input input--{$type}" id="{$name}" name="{$name}" type="{concat(substring($type, 1 + 99 * $text), substring('text', 1 + 4 * not($text)))}" autocomplete="{$autocomplete}" value="{$sent}">
      <xsl:if test="$mode != ''"><xsl:attribute name="inputmode"><xsl:value-of select="$mode"/></xsl:attribute></xsl:if>
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
  <xsl:param name="say" select="$name"/>
  <xsl:variable name="sent" select="(/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name])[1]"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    <select class="input" id="{$name}" name="{$name}">
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/></xsl:call-template>
      <xsl:call-template name="options">
        <xsl:with-param name="name" select="$say"/>
        <xsl:with-param name="keys" select="$keys"/>
        <xsl:with-param name="chosen" select="concat($sent, substring($first, 1 + 99 * boolean($sent)))"/>
      </xsl:call-template>
    </select>
  </div>
</xsl:template>
</xsl:stylesheet>
