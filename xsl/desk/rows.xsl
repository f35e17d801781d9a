<?xml version="1.0" encoding="UTF-8"?>
<!-- What is said of one who waits, as rows: each is a call of the template `row` (label, value) that
     the sheet with this import has.  Roles and areas are named by <role> and <area> of the page; one
     that is no longer offered keeps its key. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="waited">
  <xsl:choose>
    <xsl:when test="@unit = 'days'"><xsl:value-of select="r:count('wait.days', @waited)"/></xsl:when>
    <xsl:when test="@unit = 'h'"><xsl:value-of select="r:count('wait.hours', @waited)"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:count('wait.minutes', @waited)"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="rows">
  <xsl:variable name="waited"><xsl:call-template name="waited"/></xsl:variable>
  <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('desk.since')"/><xsl:with-param name="value" select="concat(r:day(substring(@at, 1, 10)), ' (', $waited, ')')"/></xsl:call-template>
  <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('desk.language')"/><xsl:with-param name="value" select="r:code('speech', @lang)"/></xsl:call-template>
  <xsl:if test="@kind = 'call'">
    <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('desk.about')"/><xsl:with-param name="value" select="r:code('topic', @topic)"/></xsl:call-template>
    <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('desk.when')"/><xsl:with-param name="value" select="r:code('part_of_day', @part_of_day)"/></xsl:call-template>
  </xsl:if>
  <xsl:if test="@kind != 'call'">
    <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('desk.about')"/><xsl:with-param name="value" select="r:text('nav.volunteer')"/></xsl:call-template>
    <xsl:call-template name="ticked"><xsl:with-param name="name" select="'role'"/><xsl:with-param name="label" select="r:text('volunteer.roles')"/></xsl:call-template>
    <xsl:call-template name="ticked"><xsl:with-param name="name" select="'area'"/><xsl:with-param name="label" select="r:text('volunteer.areas')"/></xsl:call-template>
    <xsl:call-template name="ticked"><xsl:with-param name="name" select="'speaks'"/><xsl:with-param name="label" select="r:text('volunteer.speaks')"/></xsl:call-template>
    <xsl:call-template name="ticked"><xsl:with-param name="name" select="'time'"/><xsl:with-param name="label" select="r:text('volunteer.time')"/></xsl:call-template>
    <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('volunteer.skills')"/><xsl:with-param name="value" select="@skills"/></xsl:call-template>
    <xsl:if test="@reach"><xsl:call-template name="row"><xsl:with-param name="label" select="r:text('volunteer.reach')"/><xsl:with-param name="value" select="r:code('reach', @reach)"/></xsl:call-template></xsl:if>
    <xsl:call-template name="row"><xsl:with-param name="label" select="r:text('volunteer.mail')"/><xsl:with-param name="value" select="@mail"/></xsl:call-template>
  </xsl:if>
  <xsl:if test="@job_code"><xsl:call-template name="row"><xsl:with-param name="label" select="r:text('job.code')"/><xsl:with-param name="value" select="r:show-code(@job_code)"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template name="ticked">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:variable name="said"><xsl:for-each select="answer[@param = $name]">
    <xsl:variable name="named" select="/page/*[name() = $name][@key = current()/@value]"/>
    <xsl:if test="position() &gt; 1"> · </xsl:if>
    <xsl:choose>
      <xsl:when test="$name = 'speaks' and @value"><xsl:value-of select="r:code('speech', @value)"/></xsl:when>
      <xsl:when test="$name = 'time' and @value"><xsl:value-of select="r:code('time', @value)"/></xsl:when>
      <xsl:when test="$named"><xsl:value-of select="concat($named/@name, $named/@text[not($named/@name)])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@value"/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each></xsl:variable>
  <xsl:call-template name="row"><xsl:with-param name="label" select="$label"/><xsl:with-param name="value" select="string($said)"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>
