<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a content page.
     p h2 ul li q cite   as in HTML; cite holds the name of a law or of an authority; <p given="yes">
                         is a text that the organisation has fixed: no word of it is ours to change
     pair of two sides   beside each other where there is room
     a to="/rights"      a page of ours           tiles   a list of such links
     easy                the matter in five sentences
     telephone           our number               days of="done"  how long things are kept, as
                         <keep done="…"> of the organisation says it -->
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

<!-- A line that would say an unset number of days is left out; without any, so is what stands
     around the lines. -->
<xsl:template match="content/*[self::ul[li/days] or self::h2[following-sibling::*[1][li/days]]
                               or self::p[preceding-sibling::*[1][li/days]]]
                              [not(/page/organisation/keep/@*)]" priority="2"/>

<xsl:template match="ul/li[days]" priority="1">
  <xsl:if test="/page/organisation/keep/@*[name() = current()/days/@of] != ''"><li><xsl:apply-templates/></li></xsl:if>
</xsl:template>

<xsl:template match="li/days">
  <xsl:value-of select="r:number(/page/organisation/keep/@*[name() = current()/@of])"/>
</xsl:template>
</xsl:stylesheet>
