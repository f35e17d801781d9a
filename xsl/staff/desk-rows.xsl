<?xml version="1.0" encoding="UTF-8"?>
<!-- What is said of an <item> of the desk without opening anything.
     item-name   what it is about     item-tags   late, and who sees to it     item-rows   the rest
     desk-row    label, value; nothing without a value -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>

<xsl:template name="item-name">
  <xsl:choose>
    <xsl:when test="@kind = 'call'"><xsl:value-of select="r:code('topic', @topic)"/></xsl:when>
    <xsl:when test="@kind = 'report'"><xsl:value-of select="r:code('desk.reason', @topic)"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('nav.volunteer')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="item-tags">
  <ul class="tags">
    <li class="tag"><xsl:value-of select="r:code('desk.state', @state)"/></li>
    <xsl:if test="@late"><li class="tag tag--new"><xsl:value-of select="r:text('desk.overdue')"/></li></xsl:if>
  </ul>
</xsl:template>

<xsl:template name="item-rows">
  <xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.since')"/><xsl:with-param name="value" select="r:day(@at, 'weekday')"/></xsl:call-template>
  <xsl:if test="@answer_by and @state = 'new'"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.answer')"/><xsl:with-param name="value" select="r:day(@answer_by, 'weekday')"/></xsl:call-template></xsl:if>
  <xsl:if test="@lang"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.language')"/><xsl:with-param name="value" select="r:code('speech', @lang)"/></xsl:call-template></xsl:if>
  <xsl:if test="@part_of_day"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.when')"/><xsl:with-param name="value" select="r:code('part_of_day', @part_of_day)"/></xsl:call-template></xsl:if>
  <xsl:if test="@job and not(/page/jobs)"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.job')"/><xsl:with-param name="value" select="r:show-code(@job)"/></xsl:call-template></xsl:if>
  <xsl:if test="@taken"><xsl:call-template name="desk-row"><xsl:with-param name="label" select="r:text('desk.by')"/><xsl:with-param name="value" select="concat(@by, substring(', ', 1, 2 * boolean(@by)), r:day(@taken))"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template name="desk-row">
  <xsl:param name="label"/>
  <xsl:param name="value"/>
  <xsl:if test="$value != ''"><div><dt><xsl:value-of select="$label"/></dt><dd><xsl:call-template name="person"><xsl:with-param name="value" select="$value"/></xsl:call-template></dd></div></xsl:if>
</xsl:template>
</xsl:stylesheet>
