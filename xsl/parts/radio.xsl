<?xml version="1.0" encoding="UTF-8"?>
<!-- Radio buttons from keys apart by spaces, one call a key.  The first has the name as its id, so
     that what is said of the group leads to it.  Needs errors.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="radio">
  <xsl:param name="name"/>
  <xsl:param name="keys"/>
  <xsl:param name="chosen"/>
  <xsl:param name="say" select="$name"/>
  <xsl:param name="id" select="$name"/>
  <xsl:variable name="key" select="substring-before(concat($keys, ' '), ' ')"/>
  <xsl:if test="$key != ''">
    <label class="check">
      <input type="radio" id="{$id}" name="{$name}" value="{$key}">
        <xsl:if test="$key = $chosen"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
        <xsl:if test="$id = $name">
          <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:if>
      </input>
      <span><xsl:value-of select="r:code($say, $key)"/></span>
    </label>
    <xsl:call-template name="radio">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="keys" select="substring-after($keys, ' ')"/>
      <xsl:with-param name="chosen" select="$chosen"/>
      <xsl:with-param name="say" select="$say"/>
      <xsl:with-param name="id" select="concat($name, '-', substring-before(concat(substring-after($keys, ' '), ' '), ' '))"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
