<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of text, rendered once by the command line.  In comes <page><content> with <title>, <p>,
     <h2> and <ul><li>; anything else in it is loud. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/help.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="content/title"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap cols cols--aside">
    <article class="prose">
      <h1><xsl:value-of select="content/title"/></h1>
      <xsl:apply-templates select="content/*[not(self::title)]"/>
    </article>
    <div class="side"><xsl:call-template name="help"/></div>
  </div>
</xsl:template>

<xsl:template match="content/p"><p><xsl:value-of select="."/></p></xsl:template>
<xsl:template match="content/h2"><h2><xsl:value-of select="."/></h2></xsl:template>
<xsl:template match="content/ul"><ul><xsl:apply-templates select="*"/></ul></xsl:template>
<xsl:template match="content/ul/li"><li><xsl:value-of select="."/></li></xsl:template>
</xsl:stylesheet>
