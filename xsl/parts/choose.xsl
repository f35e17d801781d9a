<?xml version="1.0" encoding="UTF-8"?>
<!-- One of many rows as a <select>: name, label, from (rows with key and text).  Refilled as field.xsl
     does. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="choose">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="from"/>
  <xsl:variable name="chosen" select="/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name]"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    <select class="input" id="{$name}" name="{$name}">
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/></xsl:call-template>
      <option value=""><xsl:value-of select="r:text('form.choose')"/></option>
      <xsl:for-each select="$from">
        <option value="{@key}">
          <xsl:if test="@key = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
          <xsl:value-of select="@text"/>
        </option>
      </xsl:for-each>
    </select>
  </div>
</xsl:template>
</xsl:stylesheet>
