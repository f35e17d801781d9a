<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /jobs/{code}: one job whole, how to ask for it, and others like it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/job-card.xsl"/>
<xsl:import href="../parts/help.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../jobs/posting.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title">
  <xsl:call-template name="person-text">
    <xsl:with-param name="value" select="job/@title"/>
    <xsl:with-param name="lang" select="job/@lang"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="page" mode="head">
  <xsl:if test="(job/@state != 'open' or job/@unlisted) and not(organisation/@example = 'yes')"><meta name="robots" content="noindex"/></xsl:if>
  <xsl:apply-templates select="job" mode="posting"/>
</xsl:template>

<xsl:template match="page" mode="main">
  <div class="hero"><div class="wrap">
    <a class="back" href="{@base}/{@lang}/jobs"><xsl:value-of select="r:text('job.all')"/></a>
    <xsl:apply-templates select="job" mode="head"/>
  </div></div>
  <div class="wrap cols cols--aside">
    <div>
      <xsl:call-template name="advert-body"/>
    </div>
    <div>
      <xsl:apply-templates select="job" mode="apply"/>
      <xsl:call-template name="help"><xsl:with-param name="code" select="job/@code"/></xsl:call-template>
      <xsl:if test="job/@state = 'open'"><p class="small report"><a href="{@base}/{@lang}/report/{job/@code}" rel="nofollow"><xsl:value-of select="r:text('report.title')"/></a></p></xsl:if>
      <p class="printed" dir="ltr"><xsl:value-of select="concat(@url, '/', @lang, @path)"/></p>
    </div>
  </div>
  <xsl:apply-templates select="similar[job]"/>
</xsl:template>

<xsl:template match="similar">
  <section class="wrap more-work" aria-labelledby="similar">
    <h2 id="similar"><xsl:value-of select="r:text('job.similar')"/></h2>
    <ul class="jobs jobs--two">
      <xsl:for-each select="job"><li><xsl:apply-templates select="." mode="card"/></li></xsl:for-each>
    </ul>
  </section>
</xsl:template>
</xsl:stylesheet>
