<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /callback/sent: thank you; who calls, when, and from which number. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('sent.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('sent.title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('sent.once')"/></p>
      <p><xsl:value-of select="r:text('sent.who')"/></p>
      <xsl:call-template name="answer-by"/>
      <xsl:call-template name="desk-late"/>
      <p><xsl:value-of select="r:text('sent.when')"/><br/><xsl:apply-templates select="organisation/hours"/></p>
      <p><xsl:value-of select="concat(r:text('sent.number'), ' ')"/><xsl:call-template name="our-telephone"/></p>
    </div>
    <p><a class="btn" href="{@base}/{@lang}/jobs"><xsl:value-of select="r:text('job.all')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
