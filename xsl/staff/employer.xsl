<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/employers/{code}, and again when one of its forms was refused: what is known of an
     employer, what is to be decided, and the log of who spoke with it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../staff/employer-data.xsl"/>
<xsl:import href="../staff/employer-decide.xsl"/>
<xsl:import href="../staff/employer-care.xsl"/>
<xsl:import href="../staff/employer-log.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>
<xsl:template match="page" mode="title">
  <xsl:call-template name="person-text"><xsl:with-param name="value" select="employer/@name"/><xsl:with-param name="lang" select="employer/@lang"/></xsl:call-template>
</xsl:template>

<xsl:template match="page" mode="main">
  <xsl:variable name="decides" select="contains(concat(' ', @role, ' '), ' coordinator ')"/>
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/staff/employers'"/></xsl:call-template>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:call-template name="person"><xsl:with-param name="value" select="employer/@name"/><xsl:with-param name="lang" select="employer/@lang"/></xsl:call-template></h1>
    <xsl:apply-templates select="employer"/>
    <xsl:apply-templates select="alike[employer]"/>
    <xsl:call-template name="employer-checks"><xsl:with-param name="decides" select="$decides"/></xsl:call-template>
    <xsl:if test="$decides"><xsl:call-template name="employer-decide"/></xsl:if>
    <xsl:call-template name="employer-care"><xsl:with-param name="decides" select="$decides"/></xsl:call-template>
    <xsl:call-template name="employer-log"><xsl:with-param name="decides" select="$decides"/></xsl:call-template>
    <xsl:apply-templates select="people[person] | jobs[job]"/>
  </div></div>
</xsl:template>

<!-- Somebody of us was faster: who, and when. -->
<xsl:template match="error[@code = 'conflict']" mode="say">
  <xsl:value-of select="r:text('employers.changed')"/>
  <xsl:for-each select="/page/changes/change">
    <xsl:value-of select="concat(' ', r:code('act', @verb), ': ')"/>
    <xsl:call-template name="employer-who"/>
  </xsl:for-each>
</xsl:template>
<xsl:template match="error[@code = 'unchecked']" mode="say"><xsl:value-of select="r:text('employers.unchecked')"/></xsl:template>

<!-- name and by, an account's code, and at, an instant. -->
<xsl:template name="employer-who">
  <xsl:if test="@name"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template><xsl:text> </xsl:text></xsl:if>
  <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@by)"/></bdi>
  <xsl:value-of select="concat(', ', r:day(substring(@at, 1, 10)), ' ')"/><bdi dir="ltr"><xsl:value-of select="concat(substring(@at, 12, 5), ' UTC')"/></bdi>
</xsl:template>
</xsl:stylesheet>
