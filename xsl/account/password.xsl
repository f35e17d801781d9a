<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /password/{link}: a password of one's own, by a link for a new one or by an
     invitation.  The form has no action: the link stands in the address and nowhere else. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>

<!-- Other languages begin where a new link is asked for. -->
<xsl:template match="page" mode="address">/password</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('password.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('password.title')"/></h1>
    <xsl:if test="link/@kind = 'invite'"><p class="lead"><xsl:value-of select="r:text('password.invite')"/></p></xsl:if>
    <form method="post" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="account-password">
        <xsl:with-param name="label" select="r:text('password.new')"/>
        <xsl:with-param name="hint" select="r:text('password.hint')"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('password.button')"/></button>
    </form>
  </div></div>
</xsl:template>
</xsl:stylesheet>
