<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /renew/{link}: one press keeps the job open.  The form has no action: the link stands in the
     address and nowhere else. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../parts/promise.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="page" mode="address">/</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('renew.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('renew.title')"/></h1>
    <p class="lead"><xsl:call-template name="person"><xsl:with-param name="value" select="job/@title"/><xsl:with-param name="lang" select="job/@lang"/></xsl:call-template></p>
    <p><xsl:value-of select="r:text('mail.closes', r:day(job/@closes))"/></p>
    <form method="post" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('renew.button')"/></button>
    </form>
    <div class="field"><xsl:call-template name="our-coordinator"/></div>
  </div></div>
</xsl:template>
</xsl:stylesheet>
