<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /volunteer/replace: the form of form.xsl, with the code and the phone by
     which the old one is found.  Nothing of the old one is shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="form.xsl"/>
<xsl:import href="../volunteer/code.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('volunteer.replace.title')"/></xsl:template>

<xsl:template match="page" mode="lead">
  <p class="lead"><xsl:value-of select="r:text('volunteer.replace.lead')"/></p>
</xsl:template>

<xsl:template match="page" mode="before">
  <xsl:call-template name="volunteer-code"/>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'old_phone'"/>
    <xsl:with-param name="label" select="r:text('volunteer.old_phone')"/>
    <xsl:with-param name="type" select="'tel'"/>
    <xsl:with-param name="autocomplete" select="'tel'"/>
  </xsl:call-template>
</xsl:template>
</xsl:stylesheet>
