<?xml version="1.0" encoding="UTF-8"?>
<!-- A fault in words.   <fault status="404" say="fault.missing"/>   becomes   what-happened and
     what-to-do, a sentence each; without a fault the page is simply not there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="what-happened">
  <xsl:choose>
    <xsl:when test="starts-with(/page/fault/@say, 'fault.')">
      <xsl:value-of select="r:code('fault', substring-after(/page/fault/@say, 'fault.'))"/>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('fault.missing')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="what-to-do">
  <xsl:variable name="status" select="/page/fault/@status"/>
  <xsl:choose>
    <xsl:when test="/page/fault/@say = 'fault.closed'"><xsl:value-of select="r:text('todo.call')"/></xsl:when>
    <xsl:when test="/page/fault/@say = 'fault.signed_out'"><xsl:value-of select="r:text('todo.sign_in')"/></xsl:when>
    <xsl:when test="/page/fault/@say = 'fault.link'"><xsl:value-of select="r:text('todo.link')"/></xsl:when>
    <xsl:when test="$status &gt;= 500"><xsl:value-of select="r:text('todo.later')"/></xsl:when>
    <xsl:when test="$status = 400 or $status = 403 or $status = 409 or $status = 413 or $status = 415 or $status = 422">
      <xsl:value-of select="r:text('todo.again')"/>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('todo.search')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
