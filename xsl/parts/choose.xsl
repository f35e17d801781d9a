<?xml version="1.0" encoding="UTF-8"?>
<!-- One of many rows, or several, as a <select>: name, label, from (rows with key and text), groups (rows
     with key and text, which a row names in its attribute region), many.  Refilled as field.xsl does. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="choose">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="from"/>
  <xsl:param name="groups" select="/.."/>
  <xsl:param name="many" select="0"/>
  <xsl:param name="hint" select="''"/>
  <xsl:variable name="chosen" select="/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name] | /page[not(errors)]/stored_many/value[@name = $name]/@key"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
    <select class="input" id="{$name}" name="{$name}">
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$many"><xsl:attribute name="multiple">multiple</xsl:attribute><xsl:attribute name="size">6</xsl:attribute></xsl:when>
        <xsl:otherwise><option value=""><xsl:value-of select="r:text('form.choose')"/></option></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="choose-options">
        <xsl:with-param name="from" select="$from[not(@region = $groups/@key)]"/><xsl:with-param name="chosen" select="$chosen"/>
      </xsl:call-template>
      <xsl:for-each select="$groups[@key = $from/@region]">
        <optgroup label="{@text}">
          <xsl:call-template name="choose-options">
            <xsl:with-param name="from" select="$from[@region = current()/@key]"/><xsl:with-param name="chosen" select="$chosen"/>
          </xsl:call-template>
        </optgroup>
      </xsl:for-each>
    </select>
  </div>
</xsl:template>

<xsl:template name="choose-options">
  <xsl:param name="from"/>
  <xsl:param name="chosen"/>
  <xsl:for-each select="$from">
    <option value="{@key}">
      <xsl:copy-of select="@lang"/>
      <xsl:if test="@key = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
      <xsl:value-of select="@text"/>
      <xsl:if test="@en"><xsl:value-of select="concat(' / ', @en)"/></xsl:if>
    </option>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
