<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /report/{code}/sent: thank you; what happens with a report. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('report.sent.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('report.sent.title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('report.sent.next')"/></p>
      <p><xsl:value-of select="r:text('report.sent.hide')"/></p>
    </div>
    <p><a class="btn" href="{@base}/{@lang}/jobs"><xsl:value-of select="r:text('job.all')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
