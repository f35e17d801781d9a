<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/verified: an address is proved; by when an answer comes, and from whom. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('register.done_title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('register.done_title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('register.done')"/></p>
      <xsl:call-template name="promise"/>
      <xsl:call-template name="desk-late"/>
      <p><xsl:value-of select="r:text('register.done_draft')"/></p>
    </div>
    <p class="field"><a class="btn" href="{@base}/{@lang}/sign-in"><xsl:value-of select="r:text('sign_in.title')"/></a></p>
  </div></div>
</xsl:template>
<xsl:template match="desk"/>
</xsl:stylesheet>
