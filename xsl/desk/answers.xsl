<?xml version="1.0" encoding="UTF-8"?>
<!-- What a volunteer ticked and wrote, on the desk's paper. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="answers">
  <ul>
    <xsl:apply-templates select="answer"/>
    <xsl:if test="@reach"><li><xsl:value-of select="r:code('reach', @reach)"/></li></xsl:if>
    <xsl:if test="@mail"><li><bdi dir="ltr"><xsl:value-of select="@mail"/></bdi></li></xsl:if>
  </ul>
  <xsl:call-template name="person-block"><xsl:with-param name="value" select="@skills"/></xsl:call-template>
</xsl:template>

<!-- A way to help that is no longer offered keeps its key. -->
<xsl:template match="answer">
  <xsl:variable name="named" select="/page/*[name() = current()/@param][@key = current()/@value]"/>
  <li>
    <xsl:choose>
      <xsl:when test="@param = 'speaks' and @value"><xsl:value-of select="r:code('speech', @value)"/></xsl:when>
      <xsl:when test="@param = 'time' and @value"><xsl:value-of select="r:code('time', @value)"/></xsl:when>
      <xsl:when test="$named"><xsl:value-of select="concat($named/@name, $named/@text[not($named/@name)])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@value"/></xsl:otherwise>
    </xsl:choose>
  </li>
</xsl:template>
</xsl:stylesheet>
