<?xml version="1.0" encoding="UTF-8"?>
<!-- Ways to help: each with its hours, place, training, and whether the law asks for an approval.
     Without any, the page asks people to tell. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/boxes.xsl"/>
<xsl:import href="../parts/lawyer.xsl"/>

<xsl:template match="roles">
  <p class="field"><xsl:value-of select="r:text('volunteer.none')"/></p>
</xsl:template>

<xsl:template match="roles[role]">
  <fieldset class="field">
    <legend><xsl:value-of select="r:text('volunteer.roles')"/></legend>
    <xsl:if test="role/@legal_check">
      <xsl:call-template name="unread"><xsl:with-param name="page" select="'volunteer'"/></xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="role"/>
  </fieldset>
</xsl:template>

<xsl:template match="role">
  <div class="check--more">
    <xsl:copy-of select="@lang"/>
    <xsl:call-template name="box">
      <xsl:with-param name="name" select="'role'"/>
      <xsl:with-param name="value" select="@key"/>
      <xsl:with-param name="label" select="@name"/>
    </xsl:call-template>
    <p class="prose"><xsl:value-of select="@text"/></p>
    <p class="muted">
      <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="/page/@lang"/></xsl:attribute></xsl:if>
      <xsl:value-of select="concat(r:count('volunteer.hours', @hours), ' · ', r:code('volunteer.place', @place))"/>
      <xsl:if test="@training"><xsl:value-of select="concat(' · ', r:text('volunteer.training'))"/></xsl:if>
      <xsl:if test="@legal_check"><br/><xsl:value-of select="r:code('volunteer.legal', @legal_check)"/></xsl:if>
    </p>
  </div>
</xsl:template>

<xsl:template match="areas">
  <fieldset class="field">
    <legend><xsl:value-of select="r:text('volunteer.areas')"/></legend>
    <xsl:for-each select="area">
      <xsl:call-template name="box">
        <xsl:with-param name="name" select="'area'"/>
        <xsl:with-param name="value" select="@key"/>
        <xsl:with-param name="label" select="@text"/>
      </xsl:call-template>
    </xsl:for-each>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
