<?xml version="1.0" encoding="UTF-8"?>
<!-- What the list is narrowed by, each as a link to the same page without it.
     <request><param name="ride">1</param></request>   becomes   <ul class="chips"><li>…</li></ul> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/query.xsl"/>
<xsl:import href="../parts/person.xsl"/>

<xsl:template match="request" mode="chips">
  <xsl:variable name="active" select="param[@name != 'after']"/>
  <xsl:if test="$active">
    <ul class="chips" aria-label="{r:text('chips.name')}">
      <xsl:apply-templates select="$active" mode="chips"/>
      <xsl:if test="count($active) &gt; 1">
        <li><a href="{/page/@base}/{/page/@lang}{/page/@path}"><xsl:value-of select="r:text('chips.clear')"/></a></li>
      </xsl:if>
    </ul>
  </xsl:if>
</xsl:template>

<xsl:template match="param" mode="chips">
  <xsl:variable name="query">
    <xsl:call-template name="query">
      <xsl:with-param name="without" select="concat(' after ', @name, ' ')"/>
      <xsl:with-param name="value" select="."/>
    </xsl:call-template>
  </xsl:variable>
  <li><a class="chip" href="{/page/@base}/{/page/@lang}{/page/@path}{$query}">
    <xsl:apply-templates select="." mode="chip-name"/>
    <xsl:text> </xsl:text><span class="i i--remove"/>
    <span class="away"><xsl:value-of select="concat(' ', r:text('chips.remove'))"/></span>
  </a></li>
</xsl:template>

<xsl:template match="param" mode="chip-name"><xsl:value-of select="r:code('flag', @name)"/></xsl:template>

<xsl:template match="param[@name = 'q']" mode="chip-name">
  <xsl:call-template name="person"><xsl:with-param name="value" select="."/></xsl:call-template>
</xsl:template>

<!-- A key that no list has is shown as it is: it can be taken away, too. -->
<xsl:template match="param[@name = 'region' or @name = 'place' or @name = 'field']" mode="chip-name">
  <xsl:variable name="named" select="(/page/regions/region | /page/places/place | /page/fields/field)
                                     [@key = current() and name() = current()/@name]"/>
  <xsl:call-template name="person">
    <xsl:with-param name="value" select="$named/@text | self::*[not($named)]"/>
    <xsl:with-param name="lang" select="$named/@lang"/>
  </xsl:call-template>
  <xsl:if test="$named/@en">
    <xsl:text> </xsl:text>
    <xsl:call-template name="person"><xsl:with-param name="value" select="$named/@en"/><xsl:with-param name="lang" select="'en'"/></xsl:call-template>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
