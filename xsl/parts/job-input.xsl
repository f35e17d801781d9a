<?xml version="1.0" encoding="UTF-8"?>
<!-- One field, or one box, of a job where its name is among "fields"; its label is form.name, that of a
     box say.name.  For job-form.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="job-input">
  <xsl:param name="fields"/><xsl:param name="name"/>
  <xsl:param name="hint" select="''"/><xsl:param name="type" select="'text'"/>
  <xsl:param name="mode" select="''"/><xsl:param name="autocomplete" select="'off'"/>
  <xsl:if test="contains($fields, concat(' ', $name, ' '))">
    <xsl:call-template name="input"><xsl:with-param name="name" select="$name"/><xsl:with-param name="label" select="r:code('form', $name)"/><xsl:with-param name="hint" select="$hint"/><xsl:with-param name="type" select="$type"/><xsl:with-param name="mode" select="$mode"/><xsl:with-param name="autocomplete" select="$autocomplete"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<xsl:template name="job-box">
  <xsl:param name="fields"/><xsl:param name="name"/><xsl:param name="say" select="'form'"/>
  <xsl:if test="contains($fields, concat(' ', $name, ' '))">
    <xsl:call-template name="box"><xsl:with-param name="name" select="$name"/><xsl:with-param name="value" select="'1'"/><xsl:with-param name="id" select="$name"/><xsl:with-param name="label" select="r:code($say, $name)"/></xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
