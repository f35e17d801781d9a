<?xml version="1.0" encoding="UTF-8"?>
<!-- Ticked boxes, several of which may be chosen; refilled as field.xsl does.
     box    name, value, label, and more in the content of the call, if any
     boxes  a group from keys apart by spaces, each said as say.key; the first is what an error
            leads to -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="box">
  <xsl:param name="name"/>
  <xsl:param name="value"/>
  <xsl:param name="label"/>
  <xsl:param name="id" select="concat($name, '-', $value)"/>
  <label class="check">
    <input type="checkbox" id="{$id}" name="{$name}" value="{$value}">
      <xsl:if test="/page/request/param[@name = $name][. = $value] or /page[not(errors)]/stored/@*[name() = $name][. = $value] or /page[not(errors)]/stored_many/value[@name = $name][@key = $value]"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
    </input>
    <span><xsl:value-of select="$label"/></span>
  </label>
</xsl:template>

<xsl:template name="boxes">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="keys"/>
  <xsl:param name="say" select="$name"/>
  <fieldset class="field">
    <legend><xsl:value-of select="$label"/></legend>
    <xsl:call-template name="boxes-of">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="keys" select="$keys"/>
      <xsl:with-param name="say" select="$say"/>
    </xsl:call-template>
  </fieldset>
</xsl:template>

<xsl:template name="boxes-of">
  <xsl:param name="name"/>
  <xsl:param name="keys"/>
  <xsl:param name="say"/>
  <xsl:variable name="key" select="substring-before(concat($keys, ' '), ' ')"/>
  <xsl:if test="$key != ''">
    <xsl:call-template name="box">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="value" select="$key"/>
      <xsl:with-param name="label" select="r:code($say, $key)"/>
    </xsl:call-template>
    <xsl:call-template name="boxes-of">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="keys" select="substring-after($keys, ' ')"/>
      <xsl:with-param name="say" select="$say"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
