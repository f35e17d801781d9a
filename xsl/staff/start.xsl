<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff: what waits for the reader, where something with a code is, and a few figures. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/key.xsl"/>
<xsl:import href="../staff/found.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('staff.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap work">
    <h1><xsl:value-of select="r:text('staff.title')"/></h1>
    <xsl:if test="contains(concat(' ', @role, ' '), ' worker ') or contains(concat(' ', @role, ' '), ' coordinator ')"><xsl:call-template name="key-hint"/></xsl:if>
    <xsl:call-template name="find"/>
    <xsl:variable name="waits" select="desk/wait | queue/wait | mail/wait"/>
    <xsl:if test="not($waits or calls/employer)"><p><xsl:value-of select="r:text('staff.none')"/></p></xsl:if>
    <ul class="regions"><xsl:apply-templates select="$waits"/></ul>
    <xsl:if test="mail/wait"><p><xsl:value-of select="r:text('staff.mail')"/></p><xsl:call-template name="command"><xsl:with-param name="words" select="'mail --list'"/></xsl:call-template></xsl:if>
    <xsl:if test="wage/@old and not(@role = 'worker' or @role = 'admin')"><p class="banner"><xsl:value-of select="r:text('staff.wage', r:day(wage/@since))"/></p></xsl:if>
    <xsl:apply-templates select="calls[employer]"/>
    <section class="panel">
      <h2><xsl:value-of select="r:text('staff.totals')"/></h2>
      <dl class="table">
        <div><dt><xsl:value-of select="r:text('staff.jobs')"/></dt><dd><xsl:value-of select="r:number(totals/@jobs)"/></dd></div>
        <div><dt><xsl:value-of select="r:text('staff.employers')"/></dt><dd><xsl:value-of select="r:number(totals/@employers)"/></dd></div>
      </dl>
    </section>
  </div>
</xsl:template>

<xsl:template match="wait">
  <xsl:variable name="text">
    <strong><xsl:value-of select="r:number(@n)"/></strong><xsl:value-of select="concat(' ', r:code('staff.wait', @key))"/>
    <xsl:if test="@late"><br/><span class="soon"><xsl:choose>
      <xsl:when test="parent::desk"><xsl:value-of select="r:text('staff.late', r:number(@late))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="r:text('staff.urgent', r:number(@late))"/></xsl:otherwise>
    </xsl:choose></span></xsl:if>
  </xsl:variable>
  <li><xsl:choose>
    <xsl:when test="parent::desk"><a href="{/page/@base}/{/page/@lang}/staff/desk?kind={@key}"><xsl:copy-of select="$text"/></a></xsl:when>
    <xsl:when test="parent::queue"><a href="{/page/@base}/{/page/@lang}/staff/queue"><xsl:copy-of select="$text"/></a></xsl:when>
    <xsl:otherwise><xsl:copy-of select="$text"/></xsl:otherwise>
  </xsl:choose></li>
</xsl:template>
</xsl:stylesheet>
