<?xml version="1.0" encoding="UTF-8"?>
<!-- The choices of a field, from keys apart by spaces; each is said as say.key, by itself name.key.
     options  as <option> of a <select>; names of languages stand in their own
     radios   a group, one under the other, the first with the id that an error leads to; none: what
              choosing none of them is called, where that may be chosen -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../parts/radio.xsl"/>

<xsl:template name="options">
  <xsl:param name="name"/>
  <xsl:param name="keys"/>
  <xsl:param name="chosen"/>
  <xsl:variable name="key" select="substring-before(concat($keys, ' '), ' ')"/>
  <xsl:if test="$key != ''">
    <option value="{$key}">
      <xsl:if test="$name = 'language'"><xsl:attribute name="lang"><xsl:value-of select="$key"/></xsl:attribute></xsl:if>
      <xsl:if test="$key = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
      <xsl:value-of select="r:code($name, $key)"/>
    </option>
    <xsl:call-template name="options">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="keys" select="substring-after($keys, ' ')"/>
      <xsl:with-param name="chosen" select="$chosen"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<xsl:template name="radios">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="keys"/>
  <xsl:param name="first"/>
  <xsl:param name="say" select="$name"/>
  <xsl:param name="none" select="''"/>
  <xsl:variable name="sent" select="(/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name])[1]"/>
  <fieldset class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <legend><xsl:value-of select="$label"/></legend>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    <xsl:call-template name="radio">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="say" select="$say"/>
      <xsl:with-param name="keys" select="$keys"/>
      <xsl:with-param name="chosen" select="concat($sent, substring($first, 1 + 99 * boolean($sent)))"/>
    </xsl:call-template>
    <xsl:if test="$none != ''">
      <label class="check">
        <input type="radio" id="{$name}-none" name="{$name}" value=""><xsl:if test="not($sent) or $sent = ''"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
        <span><xsl:value-of select="$none"/></span>
      </label>
    </xsl:if>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
