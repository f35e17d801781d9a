<?xml version="1.0" encoding="UTF-8"?>
<!-- The head of a job's own page: trade, title, employer, labels, and whether it is still open.
     <job …/>, <trades>   in mode head   becomes   <h1>…</h1> and what stands below it; titles that are whole
     sentences are set smaller. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/job-card.xsl"/>

<xsl:template match="job" mode="head">
  <xsl:apply-templates select="../trades/trade[1]" mode="trade"/>
  <h1>
    <xsl:if test="string-length(@title) &gt; 150"><xsl:attribute name="class">long</xsl:attribute></xsl:if>
    <xsl:call-template name="person">
      <xsl:with-param name="value" select="@title"/>
      <xsl:with-param name="lang" select="@lang"/>
    </xsl:call-template>
  </h1>
  <xsl:apply-templates select="." mode="employer"/>
  <xsl:apply-templates select="." mode="tags"/>
  <xsl:if test="@state = 'open'"><p class="skip-to"><a href="#apply"><xsl:value-of select="r:text('apply.title')"/></a></p></xsl:if>
  <xsl:if test="@state = 'filled' or @state = 'expired' or @state = 'closed'">
    <p class="banner"><strong><xsl:value-of select="r:text('job.not_open')"/></strong>
      <xsl:if test="../similar/job"><xsl:text> </xsl:text><a href="#similar"><xsl:value-of select="r:text('job.similar')"/></a></xsl:if></p>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
