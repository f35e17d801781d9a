<?xml version="1.0" encoding="UTF-8"?>
<!-- The fields of a sign-up: what somebody would do, where and when, and how to be reached.  Nobody
     is asked why, or about the past. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../volunteer/role.xsl"/>
<xsl:import href="../volunteer/reach.xsl"/>

<xsl:template name="volunteer-fields">
  <xsl:apply-templates select="roles"/>
  <xsl:apply-templates select="areas"/>
  <xsl:call-template name="boxes">
    <xsl:with-param name="name" select="'speaks'"/>
    <xsl:with-param name="label" select="r:text('volunteer.speaks')"/>
    <xsl:with-param name="keys" select="'he ar en ru fa am fr es'"/>
    <xsl:with-param name="say" select="'speech'"/>
  </xsl:call-template>
  <xsl:call-template name="boxes">
    <xsl:with-param name="name" select="'time'"/>
    <xsl:with-param name="label" select="r:text('volunteer.time')"/>
    <xsl:with-param name="keys" select="'morning noon evening weekend'"/>
  </xsl:call-template>
  <xsl:call-template name="textarea">
    <xsl:with-param name="name" select="'skills'"/>
    <xsl:with-param name="label" select="r:text('volunteer.skills')"/>
    <xsl:with-param name="hint" select="r:text('volunteer.skills_hint')"/>
  </xsl:call-template>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'name'"/>
    <xsl:with-param name="label" select="r:text('callback.name')"/>
    <xsl:with-param name="hint" select="r:text('callback.name_hint')"/>
    <xsl:with-param name="autocomplete" select="'name'"/>
  </xsl:call-template>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'phone'"/>
    <xsl:with-param name="label" select="r:text('callback.phone')"/>
    <xsl:with-param name="hint" select="r:text('callback.phone_hint')"/>
    <xsl:with-param name="type" select="'tel'"/>
    <xsl:with-param name="autocomplete" select="'tel'"/>
  </xsl:call-template>
  <xsl:call-template name="volunteer-reach"/>
</xsl:template>
</xsl:stylesheet>
