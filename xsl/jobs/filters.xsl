<?xml version="1.0" encoding="UTF-8"?>
<!-- What narrows the list of jobs, inside the list's form: what suits me, town, field of work.
     Closed on a telephone; it says how many filters are active. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/place.xsl"/>

<xsl:template name="filters">
  <xsl:variable name="active" select="count(/page/request/param[@name != 'q' and @name != 'region' and @name != 'after'])"/>
  <details class="filters">
    <summary>
      <xsl:value-of select="r:text('filters.title')"/>
      <xsl:if test="$active"><xsl:value-of select="concat(' (', r:number($active), ')')"/></xsl:if>
    </summary>
    <div class="filters__in">
      <h2><xsl:value-of select="r:text('filters.title')"/></h2>
      <fieldset class="group">
        <legend><xsl:value-of select="r:text('filters.suits')"/></legend>
        <xsl:call-template name="flag"><xsl:with-param name="name" select="'no_experience'"/></xsl:call-template>
        <xsl:call-template name="flag"><xsl:with-param name="name" select="'day_only'"/></xsl:call-template>
        <xsl:call-template name="flag"><xsl:with-param name="name" select="'no_licence'"/></xsl:call-template>
        <xsl:call-template name="flag"><xsl:with-param name="name" select="'ride'"/></xsl:call-template>
        <xsl:call-template name="flag"><xsl:with-param name="name" select="'training'"/></xsl:call-template>
      </fieldset>
      <xsl:apply-templates select="/page/places"/>
      <xsl:apply-templates select="/page/fields"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('filters.button')"/></button>
    </div>
  </details>
</xsl:template>

<xsl:template name="flag">
  <xsl:param name="name"/>
  <label class="check">
    <input type="checkbox" name="{$name}" value="1">
      <xsl:if test="/page/request/param[@name = $name]"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
    </input>
    <span><xsl:value-of select="r:code('flag', $name)"/></span>
  </label>
</xsl:template>

<xsl:template match="places">
  <xsl:if test="place">
    <div class="group">
      <label for="place"><xsl:value-of select="r:text('filters.town')"/></label>
      <select class="input" id="place" name="place">
        <option value=""><xsl:value-of select="r:text('filters.any_town')"/></option>
        <xsl:for-each select="place">
          <option value="{@key}">
            <xsl:copy-of select="@lang"/>
            <xsl:if test="@key = /page/request/param[@name = 'place']"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:apply-templates select="." mode="place-text"/>
            <xsl:value-of select="concat(' (', r:number(@n), ')')"/>
          </option>
        </xsl:for-each>
      </select>
    </div>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
