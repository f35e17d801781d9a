<?xml version="1.0" encoding="UTF-8"?>
<!-- One job in a list: its trade, its title, which is the only link, who offers it, place, pay,
     hours, how to get there, what is easy about it, and how long it stands.  Knows nothing of its
     place in the list.   <job …/> in mode card   becomes   <article class="job">…</article> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/trade.xsl"/>
<xsl:import href="../parts/employer.xsl"/>
<xsl:import href="../parts/facts.xsl"/>
<xsl:import href="../parts/tags.xsl"/>

<xsl:template match="job" mode="card">
  <article class="job">
    <xsl:apply-templates select="." mode="trade"/>
    <h3><a href="{/page/@base}/{/page/@lang}/jobs/{@code}">
      <xsl:call-template name="person">
        <xsl:with-param name="value" select="@title"/>
        <xsl:with-param name="lang" select="@lang"/>
      </xsl:call-template>
    </a></h3>
    <xsl:apply-templates select="." mode="employer"/>
    <dl class="facts">
      <xsl:apply-templates select="." mode="facts"/>
    </dl>
    <xsl:apply-templates select="." mode="tags"/>
    <p class="when">
      <span><xsl:value-of select="r:text('job.posted', r:day(@opens, 'short'))"/></span>
      <xsl:text> · </xsl:text>
      <xsl:apply-templates select="." mode="closes"/>
    </p>
  </article>
</xsl:template>

<!-- The last three days are counted, the others named. -->
<xsl:template match="job" mode="closes">
  <xsl:variable name="left" select="r:days(/page/@today, @closes)"/>
  <xsl:choose>
    <xsl:when test="$left = 0"><span class="soon"><xsl:value-of select="r:text('job.closes_today')"/></span></xsl:when>
    <xsl:when test="$left &gt; 0 and $left &lt; 4"><span class="soon"><xsl:value-of select="r:count('job.days_left', $left)"/></span></xsl:when>
    <xsl:otherwise><span><xsl:value-of select="r:text('job.closes', r:day(@closes, 'short'))"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
