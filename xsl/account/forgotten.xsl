<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /password: the address to which a link for a new password goes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('forgotten.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('forgotten.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('forgotten.lead')"/></p>
    <form method="post" action="{@base}/{@lang}/password#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="account-mail"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('forgotten.button')"/></button>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
