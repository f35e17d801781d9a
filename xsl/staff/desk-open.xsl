<?xml version="1.0" encoding="UTF-8"?>
<!-- What was sealed, as far as it is open to the reader: a person's own rows, a report's text, the
     ticked boxes of a sign-up (ticks); and the job that it is about. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../parts/person.xsl"/>

<xsl:template match="people/person">
  <xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('callback.name')"/><xsl:with-param name="value" select="@name"/></xsl:call-template>
  <xsl:if test="@phone"><div><dt><xsl:value-of select="r:text('callback.phone')"/></dt><dd class="phone"><xsl:call-template name="telephone"><xsl:with-param name="number" select="@phone"/></xsl:call-template></dd></div></xsl:if>
  <xsl:if test="@reach"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('volunteer.reach')"/><xsl:with-param name="value" select="r:code('reach', @reach)"/></xsl:call-template></xsl:if>
  <xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('volunteer.mail')"/><xsl:with-param name="value" select="@mail"/></xsl:call-template>
  <xsl:if test="@skills"><div><dt><xsl:value-of select="r:text('volunteer.skills')"/></dt><dd><xsl:call-template name="person-block"><xsl:with-param name="value" select="@skills"/></xsl:call-template></dd></div></xsl:if>
</xsl:template>

<xsl:template match="reports/report">
  <xsl:if test="@text"><div><dt><xsl:value-of select="r:text('desk.wrote')"/></dt><dd><xsl:call-template name="person-block"><xsl:with-param name="value" select="@text"/></xsl:call-template></dd></div></xsl:if>
</xsl:template>

<xsl:template match="jobs/job">
  <xsl:variable name="path"><xsl:choose>
    <xsl:when test="contains(concat(' ', /page/@role, ' '), ' coordinator ')">/staff/jobs/</xsl:when>
    <xsl:otherwise>/jobs/</xsl:otherwise>
  </xsl:choose></xsl:variable>
  <div><dt><xsl:value-of select="r:text('desk.job')"/></dt><dd><a href="{/page/@base}/{/page/@lang}{$path}{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@title"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a></dd></div>
</xsl:template>

<xsl:template name="ticks">
  <xsl:variable name="ticks" select="/page/ticks/tick"/>
  <xsl:call-template name="ticked"><xsl:with-param name="label" select="r:text('volunteer.roles')"/><xsl:with-param name="said" select="/page/roles/role[@key = $ticks/@role]/@name"/></xsl:call-template>
  <xsl:call-template name="ticked"><xsl:with-param name="label" select="r:text('volunteer.areas')"/><xsl:with-param name="said" select="/page/areas/area[@key = $ticks/@area]/@text"/></xsl:call-template>
  <xsl:call-template name="ticked"><xsl:with-param name="label" select="r:text('volunteer.speaks')"/><xsl:with-param name="said" select="$ticks/@speaks"/><xsl:with-param name="words" select="'speech'"/></xsl:call-template>
  <xsl:call-template name="ticked"><xsl:with-param name="label" select="r:text('volunteer.time')"/><xsl:with-param name="said" select="$ticks/@time"/><xsl:with-param name="words" select="'time'"/></xsl:call-template>
</xsl:template>

<xsl:template name="ticked">
  <xsl:param name="label"/>
  <xsl:param name="said"/>
  <xsl:param name="words" select="''"/>
  <xsl:variable name="all"><xsl:for-each select="$said">
    <xsl:if test="position() &gt; 1"> · </xsl:if>
    <xsl:choose>
      <xsl:when test="$words = 'speech'"><xsl:value-of select="r:code('speech', .)"/></xsl:when>
      <xsl:when test="$words = 'time'"><xsl:value-of select="r:code('time', .)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each></xsl:variable>
  <xsl:call-template name="desk-row"><xsl:with-param name="label" select="$label"/><xsl:with-param name="value" select="string($all)"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
