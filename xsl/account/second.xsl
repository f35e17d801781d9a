<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /sign-in/second, and again when the code was wrong: the six digits of the telephone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('second.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('second.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('second.lead')"/></p>
    <form method="post" action="{@base}/{@lang}/sign-in/second#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="to-hidden"/>
      <xsl:call-template name="account-code">
        <xsl:with-param name="hint" select="r:text('second.hint')"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('second.button')"/></button>
    </form>
    <p class="field"><a class="back" href="{@base}/{@lang}/sign-in"><xsl:value-of select="r:text('second.again')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
