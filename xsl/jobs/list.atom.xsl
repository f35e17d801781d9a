<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /jobs.atom: the same list for feed readers (RFC 4287).  Addresses are absolute and come from
     /page/@url.  An entry is named by its job's address and dated by the day on which it opened. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns="http://www.w3.org/2005/Atom" xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/query.xsl"/>
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/facts.xsl"/>
<xsl:import href="../parts/trade.xsl"/>
<xsl:import href="../parts/employer.xsl"/>
<xsl:output method="xml" encoding="UTF-8" indent="yes" media-type="application/atom+xml"/>

<xsl:template match="page">
  <xsl:variable name="here" select="concat(@url, '/', @lang, @path)"/>
  <xsl:variable name="query"><xsl:call-template name="query"/></xsl:variable>
  <xsl:variable name="first"><xsl:call-template name="query"><xsl:with-param name="without" select="' after '"/></xsl:call-template></xsl:variable>
  <feed xml:lang="{@lang}">
    <id><xsl:value-of select="concat($here, '.atom', $first)"/></id>
    <title><xsl:value-of select="concat(r:text('jobs.title'), ' | ', organisation/service)"/></title>
    <subtitle><xsl:value-of select="r:text('jobs.lead')"/></subtitle>
    <updated><xsl:value-of select="concat(substring(concat(jobs/job/@opens, @today), 1, 10), 'T00:00:00Z')"/></updated>
    <author><name><xsl:value-of select="organisation/service"/></name></author>
    <link rel="self" type="application/atom+xml" href="{$here}.atom{$query}"/>
    <link rel="alternate" type="text/html" href="{$here}{$query}"/>
    <xsl:if test="jobs/@more">
      <link rel="next" type="application/atom+xml" href="{$here}.atom{$first}{substring('?&amp;', 1 + ($first != ''), 1)}after={jobs/@more}"/>
    </xsl:if>
    <xsl:apply-templates select="jobs/job"/>
  </feed>
</xsl:template>

<xsl:template match="job">
  <xsl:variable name="address" select="concat(/page/@url, '/', /page/@lang, '/jobs/', @code)"/>
  <entry>
    <id><xsl:value-of select="$address"/></id>
    <title><xsl:if test="@example"><xsl:value-of select="concat(r:text('job.example'), ': ')"/></xsl:if><xsl:call-template name="person-text">
      <xsl:with-param name="value" select="@title"/>
      <xsl:with-param name="lang" select="@lang"/>
    </xsl:call-template></title>
    <updated><xsl:value-of select="concat(@opens, 'T00:00:00Z')"/></updated>
    <published><xsl:value-of select="concat(@opens, 'T00:00:00Z')"/></published>
    <author><name><xsl:apply-templates select="." mode="employer-text"/></name></author>
    <link rel="alternate" type="text/html" hreflang="{/page/@lang}" href="{$address}"/>
    <xsl:if test="@trade and not(@trade_guessed)"><category term="{@trade}"/></xsl:if>
    <summary>
      <xsl:if test="@trade"><xsl:apply-templates select="." mode="trade-text"/><xsl:text> · </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="place-text"/>
      <xsl:text> · </xsl:text>
      <xsl:apply-templates select="." mode="pay"/>
      <xsl:if test="@hours"><xsl:text> · </xsl:text><xsl:call-template name="person-text"><xsl:with-param name="value" select="@hours"/></xsl:call-template></xsl:if>
      <xsl:value-of select="concat(' · ', r:text('job.closes', r:day(@closes, 'short')))"/>
    </summary>
  </entry>
</xsl:template>
</xsl:stylesheet>
