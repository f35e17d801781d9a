<?xml version="1.0" encoding="UTF-8"?>
<!-- What a job says of itself in four lines, and its pay in words.
     <job …/> in mode facts   becomes   <div><dt>…</dt><dd>…</dd></div> for place, pay, hours, way
     <job …/> in mode pay     becomes   42 to 46 per hour, in the words of the language -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/place.xsl"/>

<xsl:template match="job" mode="facts">
  <div>
    <dt><span class="i"/><span class="away"><xsl:value-of select="r:text('job.place')"/>: </span></dt>
    <dd>
      <xsl:apply-templates select="." mode="place"/>
      <xsl:if test="@further"><xsl:value-of select="concat(' ', r:count('job.further', @further))"/></xsl:if>
    </dd>
  </div>
  <div>
    <dt><span class="i i--pay"/><span class="away"><xsl:value-of select="r:text('job.pay')"/>: </span></dt>
    <dd class="pay"><xsl:apply-templates select="." mode="pay"/></dd>
  </div>
  <xsl:if test="@hours"><div>
    <dt><span class="i i--hours"/><span class="away"><xsl:value-of select="r:text('fact.hours')"/>: </span></dt>
    <dd><xsl:call-template name="person">
      <xsl:with-param name="value" select="@hours"/>
      <xsl:with-param name="lang" select="@lang"/>
    </xsl:call-template></dd>
  </div></xsl:if>
  <xsl:if test="@transport"><div>
    <dt><span class="i i--transport"/><span class="away"><xsl:value-of select="r:text('fact.transport')"/>: </span></dt>
    <dd><xsl:call-template name="person">
      <xsl:with-param name="value" select="@transport"/>
      <xsl:with-param name="lang" select="@lang"/>
    </xsl:call-template></dd>
  </div></xsl:if>
</xsl:template>

<xsl:template match="job" mode="pay">
  <xsl:choose>
    <xsl:when test="@pay_min and @pay_max and @pay_min != @pay_max">
      <xsl:value-of select="r:text('pay.range', r:money(@pay_min), r:money(@pay_max))"/>
    </xsl:when>
    <xsl:when test="@pay_min and @pay_max"><xsl:value-of select="r:money(@pay_min)"/></xsl:when>
    <xsl:when test="@pay_min"><xsl:value-of select="r:text('pay.from', r:money(@pay_min))"/></xsl:when>
    <xsl:when test="@pay_max"><xsl:value-of select="r:text('pay.to', r:money(@pay_max))"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('pay.none')"/></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@pay_min or @pay_max"><xsl:value-of select="concat(' ', r:code('unit', @pay_unit))"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
