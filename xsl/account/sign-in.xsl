<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /sign-in, and again when the name or the password was wrong: two fields and a way to a new
     password. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('sign_in.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('sign_in.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('sign_in.lead')"/></p>
    <form method="post" action="{@base}/{@lang}/sign-in#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="to-hidden"/>
      <xsl:call-template name="account-mail"/>
      <xsl:call-template name="account-password">
        <xsl:with-param name="label" select="r:text('sign_in.password')"/>
        <xsl:with-param name="autocomplete" select="'current-password'"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('sign_in.button')"/></button>
    </form>
    <p class="field"><a class="back" href="{@base}/{@lang}/password"><xsl:value-of select="r:text('sign_in.forgot')"/></a></p>
    <p><a class="back" href="{@base}/{@lang}/employer/register"><xsl:value-of select="r:text('register.title')"/></a></p>
  </div></div>
</xsl:template>
</xsl:stylesheet>
