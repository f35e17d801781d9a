<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /offer-job/sent: thank you; what happens next, by when, and who is there to be asked. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('offer.sent.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('offer.sent.title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('sent.once')"/></p>
      <p><xsl:value-of select="r:text('offer.sent.next')"/></p>
      <xsl:call-template name="promise"/>
      <xsl:call-template name="desk-late"/>
      <p><xsl:value-of select="r:text('offer.sent.yes')"/></p>
    </div>
  </div></div>
</xsl:template>
</xsl:stylesheet>
