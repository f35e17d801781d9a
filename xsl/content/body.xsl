<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a content page.
     p h2 ul li q cite   as in HTML; cite holds the name of a law or of an authority; <p given="yes">
                         is a text that the organisation has fixed: no word of it is ours to change
     pair of two sides   beside each other where there is room
     a to="/rights"      a page of ours           tiles   a list of such links
     easy                the matter in five sentences
     telephone           our number               days of="done"  how long things are kept, as
                         <keep done="…"> of the organisation says it, else as it is written here
     coordinator         who answers for accessibility, where the organisation names somebody -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>

<xsl:template match="content/p | easy/p | part/p | side/p"><p><xsl:apply-templates/></p></xsl:template>
<xsl:template match="content/h2 | side/h2"><h2><xsl:apply-templates/></h2></xsl:template>
<xsl:template match="content/ul | side/ul"><ul><xsl:apply-templates select="*"/></ul></xsl:template>
<xsl:template match="ul/li"><li><xsl:apply-templates/></li></xsl:template>
<xsl:template match="content/pair"><div class="table"><xsl:apply-templates select="*"/></div></xsl:template>
<xsl:template match="pair/side"><section><xsl:apply-templates select="*"/></section></xsl:template>
<xsl:template match="tiles"><ul class="regions"><xsl:apply-templates select="*"/></ul></xsl:template>
<xsl:template match="tiles/a"><li><xsl:call-template name="own-link"/></li></xsl:template>

<xsl:template match="p//cite | li//cite"><cite><xsl:apply-templates/></cite></xsl:template>
<xsl:template match="p//q | li//q"><q><xsl:apply-templates/></q></xsl:template>

<xsl:template match="p/a | li/a" name="own-link">
  <a href="{/page/@base}/{/page/@lang}{@to}"><xsl:value-of select="."/></a>
</xsl:template>

<xsl:template match="content/easy">
  <h2><xsl:value-of select="r:text('content.easy')"/></h2>
  <xsl:apply-templates select="*"/>
</xsl:template>

<xsl:template match="p/telephone | li/telephone"><xsl:call-template name="our-telephone"/></xsl:template>

<xsl:template match="p/days | li/days">
  <xsl:variable name="said" select="/page/organisation/keep/@*[name() = current()/@of]"/>
  <xsl:choose>
    <xsl:when test="$said"><xsl:value-of select="r:number($said)"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:number(.)"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="content/coordinator">
  <xsl:for-each select="/page/organisation/accessibility">
    <h2><xsl:value-of select="r:text('content.coordinator')"/></h2>
    <xsl:for-each select="*">
      <p><bdi dir="auto"><xsl:value-of select="."/></bdi></p>
    </xsl:for-each>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
