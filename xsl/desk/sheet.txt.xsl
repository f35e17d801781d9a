<?xml version="1.0" encoding="UTF-8"?>
<!-- The desk's list as plain text, for a terminal or a message: what sheet.xsl says, a line each. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words">
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../desk/rows.xsl"/>
<xsl:output method="text" encoding="UTF-8" media-type="text/plain"/>

<xsl:template match="page">
  <xsl:value-of select="concat(r:text('desk.title'), ', ', r:day(@today), '&#10;')"/>
  <xsl:if test="not(item)"><xsl:value-of select="concat(r:text('desk.none'), '&#10;')"/></xsl:if>
  <xsl:apply-templates select="item"/>
</xsl:template>

<xsl:template match="item">
  <xsl:value-of select="concat('&#10;', r:show-code(@code), '  ', @name, '&#10;')"/>
  <xsl:if test="@closed"><xsl:value-of select="concat('  ', r:text('desk.sealed'), '&#10;')"/></xsl:if>
  <xsl:variable name="phone"><xsl:call-template name="telephone"><xsl:with-param name="number" select="@phone"/></xsl:call-template></xsl:variable>
  <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('callback.phone')"/><xsl:with-param name="value" select="string($phone)"/></xsl:call-template>
  <xsl:value-of select="concat('  ', @opening, '&#10;')"/>
  <xsl:if test="@kind = 'call'"><xsl:text>  </xsl:text><xsl:choose>
    <xsl:when test="@message = 1"><xsl:value-of select="r:text('desk.message')"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('desk.no_message')"/></xsl:otherwise>
  </xsl:choose><xsl:text>&#10;</xsl:text></xsl:if>
  <xsl:call-template name="rows"/>
  <xsl:if test="@erased"><xsl:value-of select="concat('  ', r:text('desk.erased', r:day(@erased)), '&#10;')"/></xsl:if>
</xsl:template>

<!-- What was written stays one line: nothing in it can look like the next person.  A label that
     asks has no colon. -->
<xsl:template name="row">
  <xsl:param name="label"/>
  <xsl:param name="value"/>
  <xsl:if test="$value != ''"><xsl:value-of select="concat('  ', $label, substring(': ', 1 + contains(translate($label, '؟', '?'), '?')), normalize-space($value), '&#10;')"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
