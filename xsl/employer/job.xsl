<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/jobs/{code}, and again when one of its forms was refused: where an own job stands, what
     of its words may not stay, what may be done, and what others see. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../parts/wording.xsl"/>
<xsl:import href="../employer/answer.xsl"/>
<xsl:import href="../employer/acts.xsl"/>
<xsl:import href="../employer/wage.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title">
  <xsl:call-template name="person-text">
    <xsl:with-param name="value" select="own/@title"/>
    <xsl:with-param name="lang" select="own/@lang"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"><xsl:with-param name="here" select="'/employer'"/></xsl:call-template>
  <div class="wrap"><div class="form form--wide">
    <a class="back" href="{@base}/{@lang}/employer"><xsl:value-of select="r:text('own.all')"/></a>
    <xsl:apply-templates select="errors"/>
    <h1><xsl:call-template name="person"><xsl:with-param name="value" select="own/@title"/><xsl:with-param name="lang" select="own/@lang"/></xsl:call-template></h1>
    <xsl:apply-templates select="own"/>
    <xsl:apply-templates select="found[phrase]"/>
    <xsl:if test="found/phrase[@kind = 'record']"><p><xsl:value-of select="r:text('own.legal')"/></p></xsl:if>
    <xsl:apply-templates select="wages"/>
    <xsl:call-template name="own-acts"/>
    <h2 class="field"><xsl:value-of select="r:text('own.preview')"/></h2>
    <xsl:call-template name="advert"/>
  </div></div>
</xsl:template>

<xsl:template match="own">
  <div class="panel">
    <p><strong><xsl:value-of select="r:code('own.is', @state)"/></strong>
      <xsl:if test="@closes"><xsl:value-of select="concat(' · ', r:text('own.until', r:day(@closes)))"/></xsl:if>
      <xsl:if test="@filled"><xsl:value-of select="concat(' · ', r:text('own.found', r:number(@filled), r:number(@filled + sum(@left))))"/></xsl:if>
    </p>
    <xsl:if test="@hidden"><p><xsl:value-of select="r:text('own.hidden')"/></p></xsl:if>
    <xsl:if test="@edited"><p><xsl:value-of select="r:text('own.edited')"/></p></xsl:if>
    <xsl:for-each select="@answer_by | @edit_answer_by"><p><xsl:value-of select="r:text('own.answer_by', r:day(substring(., 1, 10)))"/></p></xsl:for-each>
    <xsl:if test="@reason">
      <p><strong><xsl:choose>
        <xsl:when test="@asked"><xsl:value-of select="r:text('own.need.asked')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('own.refused')"/></xsl:otherwise>
      </xsl:choose></strong></p>
    </xsl:if>
    <xsl:apply-templates select="." mode="answer"/>
  </div>
</xsl:template>
</xsl:stylesheet>
