<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines of a job's table that come from lists beside it: further places, shifts, trades, skills,
     languages.   <shifts><shift shift="night"/></shifts> in mode table   becomes   <div>…</div>;
     a list of nothing has no line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/trade.xsl"/>

<xsl:template match="places" mode="table">
  <div><dt><xsl:value-of select="r:text('job.further_places')"/></dt>
    <dd><xsl:for-each select="place">
      <xsl:value-of select="substring(' · ', 1 + 3 * (position() = 1))"/>
      <xsl:call-template name="person"><xsl:with-param name="value" select="@text"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
      <xsl:if test="@en">
        <xsl:text> (</xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="@en"/><xsl:with-param name="lang" select="'en'"/></xsl:call-template><xsl:text>)</xsl:text>
      </xsl:if>
    </xsl:for-each></dd></div>
</xsl:template>

<!-- In the order of the day. -->
<xsl:template match="shifts" mode="table">
  <div><dt><xsl:value-of select="r:text('job.shifts')"/></dt>
    <dd><xsl:for-each select="shift">
      <xsl:sort select="string-length(substring-before('morning noon evening night weekend', @shift))" data-type="number"/>
      <xsl:value-of select="concat(substring(' · ', 1 + 3 * (position() = 1)), r:code('shift', @shift))"/>
    </xsl:for-each></dd></div>
</xsl:template>

<xsl:template match="trades" mode="table">
  <div><dt><xsl:value-of select="r:text('job.trades')"/></dt>
    <dd><xsl:for-each select="trade"><xsl:value-of select="substring(' · ', 1 + 3 * (position() = 1))"/><xsl:apply-templates select="." mode="trade-text"/></xsl:for-each></dd></div>
</xsl:template>

<xsl:template match="skills" mode="table">
  <div><dt><xsl:value-of select="r:text('job.skills')"/></dt>
    <dd><xsl:for-each select="skill"><xsl:value-of select="concat(substring(' · ', 1 + 3 * (position() = 1)), @text)"/></xsl:for-each></dd></div>
</xsl:template>

<xsl:template match="spoken" mode="table">
  <div><dt><xsl:value-of select="r:text('job.languages')"/></dt>
    <dd><xsl:for-each select="language"><xsl:value-of select="concat(substring(' · ', 1 + 3 * (position() = 1)), r:code('speech', @lang))"/></xsl:for-each></dd></div>
</xsl:template>
</xsl:stylesheet>
