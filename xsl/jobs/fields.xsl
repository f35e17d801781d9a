<?xml version="1.0" encoding="UTF-8"?>
<!-- The fields of work as check boxes with the number of their jobs: the chosen ones, the largest up
     to eight, then the others behind a summary; empty ones are left out. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="fields">
  <xsl:variable name="chosen" select="/page/request/param[@name = 'field']"/>
  <xsl:variable name="shown" select="field[@n &gt; 0 or @key = $chosen]"/>
  <xsl:if test="$shown">
    <fieldset class="group">
      <legend><xsl:value-of select="r:text('filters.field')"/></legend>
      <xsl:for-each select="$shown">
        <xsl:sort select="number(@key = $chosen)" data-type="number" order="descending"/>
        <xsl:sort select="@n" data-type="number" order="descending"/>
        <xsl:if test="position() &lt; 9"><xsl:apply-templates select="."/></xsl:if>
      </xsl:for-each>
      <xsl:if test="count($shown) &gt; 8">
        <details class="more">
          <summary><xsl:value-of select="r:text('filters.more_fields')"/></summary>
          <xsl:for-each select="$shown">
            <xsl:sort select="number(@key = $chosen)" data-type="number" order="descending"/>
            <xsl:sort select="@n" data-type="number" order="descending"/>
            <xsl:if test="position() &gt; 8"><xsl:apply-templates select="."/></xsl:if>
          </xsl:for-each>
        </details>
      </xsl:if>
    </fieldset>
  </xsl:if>
</xsl:template>

<xsl:template match="fields/field">
  <label class="check">
    <input type="checkbox" name="field" value="{@key}">
      <xsl:if test="@key = /page/request/param[@name = 'field']">
        <xsl:attribute name="checked">checked</xsl:attribute>
      </xsl:if>
    </input>
    <span><xsl:value-of select="@text"/></span>
    <span class="n"><xsl:value-of select="r:number(@n)"/></span>
  </label>
</xsl:template>
</xsl:stylesheet>
