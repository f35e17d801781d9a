<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /employer/verify/{link}: a password, which proves the address.  The form has
     no action: the link stands in the address and nowhere else. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<!-- Other languages begin where an employer registers. -->
<xsl:template match="page" mode="address">/employer/register</xsl:template>
<xsl:template match="page" mode="title"><xsl:value-of select="r:text('register.verify_title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('register.verify_title')"/></h1>
    <xsl:apply-templates select="invite"/>
    <form method="post" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="account-password">
        <xsl:with-param name="label" select="r:text('password.new')"/>
        <xsl:with-param name="hint" select="r:text('password.hint')"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('register.verify_button')"/></button>
    </form>
    <xsl:if test="invite/@first">
      <div class="prose field"><xsl:call-template name="promise"/><xsl:call-template name="desk-late"/></div>
    </xsl:if>
  </div></div>
</xsl:template>

<xsl:template match="invite">
  <p class="lead">
    <xsl:value-of select="concat(r:text('register.verify_for'), ' ')"/>
    <xsl:call-template name="person"><xsl:with-param name="value" select="@employer"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
  </p>
</xsl:template>
<xsl:template match="desk"/>
</xsl:stylesheet>
