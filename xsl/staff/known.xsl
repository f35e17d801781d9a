<?xml version="1.0" encoding="UTF-8"?>
<!-- What we know of a job beside its text: how its employer was checked, what people reported, who
     did what to it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="known">
  <section class="panel" aria-labelledby="known">
    <h2 id="known"><xsl:value-of select="r:text('decide.employer')"/></h2>
    <p><a href="{/page/@base}/{/page/@lang}/staff/employers/{item/@employer_code}"><xsl:call-template name="person"><xsl:with-param name="value" select="item/@employer"/></xsl:call-template></a>
      <xsl:value-of select="concat(' · ', r:code('decide.employer', item/@employer_state))"/></p>
    <xsl:if test="not(checks/check)"><p><xsl:value-of select="r:text('decide.unchecked')"/></p></xsl:if>
    <xsl:for-each select="checks/check">
      <p><xsl:value-of select="concat(r:code('decide.how', @how), ' · ')"/><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template><xsl:value-of select="concat(' · ', r:day(substring(@at, 1, 10)))"/></p>
    </xsl:for-each>
  </section>
  <xsl:if test="reports/report">
    <section class="panel" aria-labelledby="reports">
      <h2 id="reports"><xsl:value-of select="r:text('decide.reports')"/></h2>
      <ul class="stack"><xsl:for-each select="reports/report">
        <li><a href="{/page/@base}/{/page/@lang}/staff/reports/{@code}"><xsl:value-of select="r:code('decide.report', @reason)"/></a>
          <xsl:value-of select="concat(' · ', r:day(substring(@at, 1, 10)), ' · ', r:code('decide.seen', @state))"/></li>
      </xsl:for-each></ul>
    </section>
  </xsl:if>
  <xsl:if test="acts/act">
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts"><xsl:value-of select="r:text('decide.acts')"/></h2>
      <ol class="stack"><xsl:for-each select="acts/act"><li><xsl:call-template name="act"/></li></xsl:for-each></ol>
    </section>
  </xsl:if>
</xsl:template>

<!-- Who was before me, and when. -->
<xsl:template match="act" mode="first"><p class="banner" id="before"><xsl:call-template name="act"/></p></xsl:template>

<xsl:template name="act">
  <strong><xsl:value-of select="r:code('act', @verb)"/></strong><xsl:text> · </xsl:text>
  <xsl:choose>
    <xsl:when test="@name"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template></xsl:when>
    <xsl:when test="@role = 'employer'"><xsl:value-of select="r:text('decide.by_employer')"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:text('audit.nobody')"/></xsl:otherwise>
  </xsl:choose>
  <xsl:value-of select="concat(' · ', r:day(substring(@at, 1, 10)), ' ')"/><bdi dir="ltr"><xsl:value-of select="concat(substring(@at, 12, 5), ' UTC')"/></bdi>
</xsl:template>

<xsl:template match="@yes" mode="yes">
  <p><xsl:value-of select="concat(r:code('decide.yes', ../@yes_way), ' · ', r:day(substring(., 1, 10)))"/>
    <xsl:if test="../@yes_name"><xsl:text> · </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="../@yes_name"/></xsl:call-template></xsl:if></p>
</xsl:template>
<xsl:template match="@wished" mode="yes"><p><strong><xsl:value-of select="r:text('decide.wished', r:day(substring(., 1, 10)))"/></strong></p></xsl:template>
<xsl:template match="@origin" mode="yes"><p><a href="{/page/@base}/{/page/@lang}/staff/jobs/{../@code}/yes"><xsl:value-of select="r:text('queue.no_yes')"/></a></p></xsl:template>
</xsl:stylesheet>
