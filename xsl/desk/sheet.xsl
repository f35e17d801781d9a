<?xml version="1.0" encoding="UTF-8"?>
<!-- The desk's list on paper, made by the command line: who waits, oldest first, each with the first
     sentence of the call in the person's own language, and room for notes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/unmatched.xsl"/>
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../desk/answers.xsl"/>
<xsl:output method="html" encoding="UTF-8" indent="yes"/>

<xsl:template match="page">
  <html lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <title><xsl:value-of select="concat(r:text('desk.title'), ', ', r:day(@today))"/></title>
    </head>
    <body>
      <h1><xsl:value-of select="concat(r:text('desk.title'), ', ', r:day(@today))"/></h1>
      <xsl:if test="not(item)"><p><xsl:value-of select="r:text('desk.none')"/></p></xsl:if>
      <xsl:apply-templates select="item"/>
    </body>
  </html>
</xsl:template>

<xsl:template match="item">
  <section>
    <h2>
      <bdi dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
      <xsl:text> </xsl:text>
      <xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template>
    </h2>
    <xsl:if test="@closed"><p><xsl:value-of select="r:text('desk.sealed')"/></p></xsl:if>
    <p>
      <xsl:call-template name="telephone"><xsl:with-param name="number" select="@phone"/></xsl:call-template>
      <xsl:value-of select="concat(' · ', r:code('speech', @lang), ' · ')"/>
      <xsl:choose>
        <xsl:when test="@kind = 'call'"><xsl:value-of select="concat(r:code('topic', @topic), ' · ', r:code('part_of_day', @part_of_day))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('nav.volunteer')"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <p><xsl:value-of select="concat(r:text('desk.since'), ' ', r:day(substring(@at, 1, 10)), ' (', @waits, ')')"/></p>
    <p><xsl:choose>
      <xsl:when test="@message = 1"><xsl:value-of select="r:text('desk.message')"/></xsl:when>
      <xsl:otherwise><strong><xsl:value-of select="r:text('desk.no_message')"/></strong></xsl:otherwise>
    </xsl:choose></p>
    <p lang="{@lang}" dir="{@dir}"><q><xsl:value-of select="@opening"/></q></p>
    <xsl:if test="@job_code"><p><xsl:value-of select="concat(r:text('job.code'), ' ')"/><bdi dir="ltr"><xsl:value-of select="r:show-code(@job_code)"/></bdi></p></xsl:if>
    <xsl:if test="@kind = 'volunteer'"><xsl:call-template name="answers"/></xsl:if>
    <xsl:if test="@erased"><p><xsl:value-of select="r:text('desk.erased', r:day(@erased))"/></p></xsl:if>
    <p><xsl:value-of select="r:text('desk.notes')"/></p>
    <hr/>
  </section>
</xsl:template>
</xsl:stylesheet>
