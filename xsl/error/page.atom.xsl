<?xml version="1.0" encoding="UTF-8"?>
<!-- The error page for feed readers: a feed with one entry that says what happened. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns="http://www.w3.org/2005/Atom" xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../error/fault.xsl"/>
<xsl:output method="xml" encoding="UTF-8" indent="yes" media-type="application/atom+xml"/>

<xsl:template match="page">
  <xsl:variable name="here" select="concat(@url, '/', @lang, '/')"/>
  <feed xml:lang="{@lang}">
    <id><xsl:value-of select="concat($here, 'error')"/></id>
    <title><xsl:value-of select="organisation/service"/></title>
    <updated><xsl:value-of select="concat(@today, 'T00:00:00Z')"/></updated>
    <author><name><xsl:value-of select="organisation/service"/></name></author>
    <link rel="alternate" type="text/html" href="{$here}"/>
    <entry>
      <id><xsl:value-of select="concat($here, 'error/', @today)"/></id>
      <title><xsl:call-template name="what-happened"/></title>
      <updated><xsl:value-of select="concat(@today, 'T00:00:00Z')"/></updated>
      <link rel="alternate" type="text/html" href="{$here}"/>
      <summary><xsl:call-template name="what-to-do"/></summary>
    </entry>
  </feed>
</xsl:template>
</xsl:stylesheet>
