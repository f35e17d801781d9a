<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/register/sent: the same for every address, known or not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('register.sent_title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('register.sent_title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('register.sent')"/></p>
      <p><xsl:value-of select="r:text('register.sent_week')"/></p>
      <p><xsl:value-of select="r:text('register.sent_next')"/></p>
      <xsl:call-template name="our-coordinator"/>
      <xsl:call-template name="desk-late"/>
      <p><xsl:value-of select="concat(r:text('register.sent_none'), ' ')"/><xsl:call-template name="our-telephone"/></p>
    </div>
  </div></div>
</xsl:template>
<xsl:template match="desk"/>
</xsl:stylesheet>
