<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /opensearch.xml: how a browser searches the jobs from its own address bar (OpenSearch 1.1).
     The address has no language: each visitor is led to his own.  A short name has 16 letters at
     most. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns="http://a9.com/-/spec/opensearch/1.1/" xmlns:r="urn:rehab:words"
                exclude-result-prefixes="r">
<xsl:output method="xml" encoding="UTF-8" indent="yes" media-type="application/opensearchdescription+xml"/>

<xsl:template match="page">
  <OpenSearchDescription>
    <ShortName><xsl:value-of select="normalize-space(substring(organisation/service, 1, 16))"/></ShortName>
    <LongName><xsl:value-of select="normalize-space(substring(organisation/service, 1, 48))"/></LongName>
    <Description><xsl:value-of select="concat(r:text('jobs.title'), ': ', organisation/service)"/></Description>
    <InputEncoding>UTF-8</InputEncoding>
    <Image width="16" height="16" type="image/svg+xml"><xsl:value-of select="concat(@url, '/favicon.svg')"/></Image>
    <Url type="text/html" template="{@url}/jobs?q={{searchTerms}}"/>
    <Url type="application/atom+xml" template="{@url}/jobs.atom?q={{searchTerms}}"/>
  </OpenSearchDescription>
</xsl:template>
</xsl:stylesheet>
