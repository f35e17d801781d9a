<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /volunteer/withdrawn: a sign-up was erased. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('volunteer.withdrawn.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('volunteer.withdrawn.title')"/></h1>
    <p><xsl:value-of select="r:text('volunteer.withdrawn.text')"/></p>
    <p><a href="{@base}/{@lang}/volunteer"><xsl:value-of select="r:text('nav.volunteer')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
