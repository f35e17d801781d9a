<?xml version="1.0" encoding="UTF-8"?>
<!-- What nobody matched is loud: XSLT's silent default would lose it, or print it bare.  Page sheets
     win over these because they import them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="*" name="unmatched">
  <xsl:message>no template matches &lt;<xsl:value-of select="name()"/>&gt; in &lt;<xsl:value-of select="name(..)"/>&gt;</xsl:message>
  <strong class="wrong">&lt;<xsl:value-of select="name()"/>&gt;</strong>
</xsl:template>
<xsl:template match="*" mode="title"><xsl:call-template name="unmatched"/></xsl:template>
<xsl:template match="*" mode="main"><xsl:call-template name="unmatched"/></xsl:template>
<xsl:template match="*" mode="card"><xsl:call-template name="unmatched"/></xsl:template>
<xsl:template match="*" mode="pay"><xsl:call-template name="unmatched"/></xsl:template>
<xsl:template match="*" mode="tags"><xsl:call-template name="unmatched"/></xsl:template>
<xsl:template match="*" mode="facts"><xsl:call-template name="unmatched"/></xsl:template>
</xsl:stylesheet>
