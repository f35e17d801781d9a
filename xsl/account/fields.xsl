<?xml version="1.0" encoding="UTF-8"?>
<!-- Fields that the forms of accounts share: the address, a password, the code, and, unseen, where
     somebody wanted to go. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="account-mail">
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'mail'"/>
    <xsl:with-param name="label" select="r:text('sign_in.mail')"/>
    <xsl:with-param name="type" select="'email'"/>
    <xsl:with-param name="autocomplete" select="'username'"/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="account-password">
  <xsl:param name="name" select="'password'"/>
  <xsl:param name="label"/>
  <xsl:param name="hint" select="''"/>
  <xsl:param name="autocomplete" select="'new-password'"/>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="$name"/>
    <xsl:with-param name="label" select="$label"/>
    <xsl:with-param name="hint" select="$hint"/>
    <xsl:with-param name="type" select="'password'"/>
    <xsl:with-param name="autocomplete" select="$autocomplete"/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="account-code">
  <xsl:param name="hint" select="''"/>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'second_code'"/>
    <xsl:with-param name="label" select="r:text('second.code')"/>
    <xsl:with-param name="hint" select="$hint"/>
    <xsl:with-param name="autocomplete" select="'one-time-code'"/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="to-hidden">
  <xsl:for-each select="/page/request/param[@name = 'to']"><input type="hidden" name="to" value="{.}"/></xsl:for-each>
</xsl:template>
<xsl:template match="error[@param = 'password'][@code = 'wrong'] | error[@param = 'old'][@code = 'wrong']" mode="say"><xsl:value-of select="r:text('error.password.wrong')"/></xsl:template>
<xsl:template match="error[@param = 'password'][@code = 'short']" mode="say"><xsl:value-of select="r:text('error.password.short')"/></xsl:template>
<xsl:template match="error[@param = 'second_code']" mode="say"><xsl:value-of select="r:text('error.second_code.wrong')"/></xsl:template>
</xsl:stylesheet>
