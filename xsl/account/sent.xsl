<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /password/sent: the same for every address, ours or not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('forgotten.sent_title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('forgotten.sent_title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('forgotten.sent')"/></p>
      <p><xsl:value-of select="concat(r:text('forgotten.none'), ' ')"/><xsl:call-template name="our-telephone"/></p>
    </div>
    <p class="field"><a class="back" href="{@base}/{@lang}/sign-in"><xsl:value-of select="r:text('sign_in.title')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
