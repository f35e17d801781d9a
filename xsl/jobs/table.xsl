<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything that a job says of itself, name and value, then the employer's own text.  What it
     does not say has no line.   <job …/> in mode table   becomes   <dl class="table">…</dl> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/facts.xsl"/>
<xsl:import href="../jobs/needs.xsl"/>
<xsl:import href="../jobs/legal.xsl"/>

<xsl:template match="job" mode="table">
  <div class="panel">
    <dl class="table">
      <div><dt><xsl:value-of select="r:text('job.place')"/></dt><dd>
        <xsl:apply-templates select="." mode="place"/>
        <xsl:if test="@region != @place"><xsl:value-of select="concat(' · ', @region)"/></xsl:if>
      </dd></div>
      <xsl:apply-templates select="../places[place]" mode="table"/>
      <div><dt><xsl:value-of select="r:text('job.pay')"/></dt><dd><xsl:apply-templates select="." mode="pay"/></dd></div>
      <xsl:apply-templates select="@hours" mode="table"/>
      <xsl:apply-templates select="../shifts[shift]" mode="table"/>
      <xsl:apply-templates select="@transport" mode="table"/>
      <xsl:if test="@starts"><div><dt><xsl:value-of select="r:text('job.starts')"/></dt><dd><xsl:value-of select="r:day(@starts)"/></dd></div></xsl:if>
      <xsl:if test="@field"><div><dt><xsl:value-of select="r:text('job.field')"/></dt><dd><xsl:value-of select="@field"/></dd></div></xsl:if>
      <xsl:apply-templates select="@openings[. &gt; 1 or ../@filled]" mode="table"/>
      <xsl:apply-templates select="../trades[trade[2]]" mode="table"/>
      <xsl:apply-templates select="../skills[skill] | ../spoken[language]" mode="table"/>
      <xsl:if test="@closes and @state = 'open'"><div><dt><xsl:value-of select="r:text('job.until')"/></dt><dd><xsl:value-of select="r:day(@closes)"/></dd></div></xsl:if>
      <div><dt><xsl:value-of select="r:text('job.code')"/></dt><dd><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></dd></div>
    </dl>
    <xsl:apply-templates select="@legal_check"/>
  </div>
</xsl:template>

<xsl:template match="job/@hours | job/@transport" mode="table">
  <div><dt><xsl:value-of select="r:code('fact', name())"/></dt><dd><xsl:call-template name="person">
    <xsl:with-param name="value" select="."/>
    <xsl:with-param name="lang" select="../@lang"/>
  </xsl:call-template></dd></div>
</xsl:template>

<!-- Openings count down. -->
<xsl:template match="job/@openings" mode="table">
  <div><dt><xsl:value-of select="r:text('job.openings')"/></dt><dd><xsl:choose>
    <xsl:when test="../@filled"><xsl:value-of select="r:text('job.openings_left', r:number(.), r:number(. + ../@filled))"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="r:number(.)"/></xsl:otherwise>
  </xsl:choose></dd></div>
</xsl:template>

<xsl:template match="job/@text | job/@about">
  <section class="panel">
    <h2><xsl:value-of select="r:code('job', name())"/></h2>
    <xsl:call-template name="person-block"><xsl:with-param name="value" select="."/><xsl:with-param name="lang" select="../@lang"/></xsl:call-template>
  </section>
</xsl:template>
</xsl:stylesheet>
