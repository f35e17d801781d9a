<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /error/{status}: what happened, what to do now, the telephone, and the search.  The number
     of the error tells us which line of the log it is and says nothing to anybody else. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/search.xsl"/>
<xsl:import href="../parts/desk.xsl"/>
<xsl:import href="../error/fault.xsl"/>

<!-- This address is nobody's: other languages begin at their front page. -->
<xsl:template match="page" mode="address">/</xsl:template>

<xsl:template match="page" mode="title"><xsl:call-template name="what-happened"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:call-template name="what-happened"/></h1>
    <div class="prose">
      <p><xsl:call-template name="what-to-do"/></p>
      <p><xsl:value-of select="concat(r:text('error.call'), ' ')"/><xsl:call-template name="our-telephone"/></p>
      <xsl:call-template name="office"/>
    </div>
    <ul class="regions">
      <li><a href="{@base}/{@lang}/"><xsl:value-of select="r:text('nav.home')"/></a></li>
      <li><a href="{@base}/{@lang}/jobs"><xsl:value-of select="r:text('home.newest')"/></a></li>
      <li><a href="{@base}/{@lang}/callback"><xsl:value-of select="r:text('nav.callback')"/></a></li>
      <li><a href="{@base}/{@lang}/rights"><xsl:value-of select="r:text('content.foot.rights')"/></a></li>
      <li><a href="{@base}/{@lang}/help-now"><xsl:value-of select="r:text('content.foot.help-now')"/></a></li>
    </ul>
    <form class="field" action="{@base}/{@lang}/jobs" method="get"><xsl:call-template name="search"/></form>
    <xsl:if test="fault/@id">
      <p class="field muted small"><xsl:value-of select="concat(r:text('error.number'), ' ')"/>
        <bdi class="ltr" dir="ltr"><xsl:value-of select="fault/@id"/></bdi></p>
    </xsl:if>
  </div></div>
</xsl:template>
</xsl:stylesheet>
