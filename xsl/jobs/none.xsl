<?xml version="1.0" encoding="UTF-8"?>
<!-- When nothing is found, nothing is there, or nothing older: it says so, and one tap finds more.  The filters
     above can each be taken away; here are the whole country, all jobs, and a person to ask. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/query.xsl"/>

<xsl:template name="nothing-found">
  <xsl:variable name="whole"><xsl:call-template name="query"><xsl:with-param name="without" select="' after region place '"/></xsl:call-template></xsl:variable>
  <div class="panel">
    <p><xsl:choose>
      <xsl:when test="/page/found/@n &gt; 0"><xsl:value-of select="r:text('pager.end')"/></xsl:when>
      <xsl:when test="/page/request/param[@name != 'after']"><xsl:value-of select="r:text('jobs.none')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="r:text('home.none')"/></xsl:otherwise>
    </xsl:choose></p>
    <ul class="chips">
      <xsl:if test="/page/request/param[@name = 'region' or @name = 'place'] and /page/request/param[@name != 'after' and @name != 'region' and @name != 'place']">
        <li><a href="{/page/@base}/{/page/@lang}/jobs{$whole}"><xsl:value-of select="r:text('jobs.none_country')"/></a></li>
      </xsl:if>
      <xsl:if test="/page/request/param[@name != 'after']">
        <li><a href="{/page/@base}/{/page/@lang}/jobs"><xsl:value-of select="r:text('jobs.none_all')"/></a></li>
      </xsl:if>
      <li><a href="{/page/@base}/{/page/@lang}/callback"><xsl:value-of select="r:text('nav.callback')"/></a></li>
    </ul>
    <p><xsl:value-of select="r:text('jobs.none_call')"/></p>
  </div>
</xsl:template>
</xsl:stylesheet>
