<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a content page says who runs the service.  What organisation.xml does not set is left out,
     its heading too.
     contact      all ways to reach us, hours, days on which nobody is there, who we are
     ways         the ways beside the telephone
     coordinator  who answers for accessibility     privacy  who answers for one's data
     hosts        the portal's names on the net -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/organisation.xsl"/>

<xsl:template match="content/contact">
  <h2><xsl:value-of select="r:text('content.contact')"/></h2>
  <xsl:apply-templates select="/page/organisation/telephone"/>
  <xsl:call-template name="ourselves"/>
  <xsl:apply-templates select="/page/organisation/holidays[day]"/>
</xsl:template>

<xsl:template match="organisation/holidays">
  <h2><xsl:value-of select="r:text('content.holidays')"/></h2>
  <ul><xsl:for-each select="day"><li><xsl:value-of select="r:day(@date)"/></li></xsl:for-each></ul>
</xsl:template>

<xsl:template match="content/ways"><xsl:call-template name="ways"/></xsl:template>

<xsl:template match="content/coordinator">
  <xsl:for-each select="/page/organisation/accessibility[*]">
    <h2><xsl:value-of select="r:text('content.coordinator')"/></h2>
    <xsl:call-template name="somebody"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="content/privacy">
  <xsl:for-each select="/page/organisation/privacy[*]">
    <h2><xsl:value-of select="r:text('content.privacy')"/></h2>
    <xsl:call-template name="somebody"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="content/hosts">
  <xsl:for-each select="/page/organisation/hosts[host]">
    <h2><xsl:value-of select="r:text('content.hosts')"/></h2>
    <ul><xsl:for-each select="host"><li><bdi dir="ltr"><xsl:value-of select="."/></bdi></li></xsl:for-each></ul>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
