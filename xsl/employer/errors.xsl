<?xml version="1.0" encoding="UTF-8"?>
<!-- What is wrong with the forms of employers, where the general sentence would not help. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template match="error[starts-with(@param, 'registration')][@code = 'kind']" mode="say"><xsl:value-of select="r:text('register.wrong_number')"/></xsl:template>
<xsl:template match="error[@param = 'registration'][@code = 'required']" mode="say"><xsl:value-of select="r:text('register.needs_number')"/></xsl:template>
<xsl:template match="error[@param = 'agree']" mode="say"><xsl:value-of select="r:text('register.needs_agreement')"/></xsl:template>
<xsl:template match="error[@param = 'organisation_kind']" mode="say"><xsl:value-of select="r:text('register.needs_kind')"/></xsl:template>
<xsl:template match="error[@param = 'person'][@code = 'last']" mode="say"><xsl:value-of select="r:text('people.last')"/></xsl:template>
<xsl:template match="error[@param = 'mail'][@code = 'many']" mode="say"><xsl:value-of select="r:text('people.many')"/></xsl:template>
<xsl:template match="error[@param = 'interviews']" mode="say"><xsl:value-of select="r:text('pledge.none')"/></xsl:template>
</xsl:stylesheet>
