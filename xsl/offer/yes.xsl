<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /yes/{link}: the text as the public would see it, and the answer of its
     employer.  The form has no action: the link stands in the address and nowhere else. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/advert.xsl"/>
<xsl:import href="../parts/promise.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../parts/boxes.xsl"/>

<xsl:template match="page" mode="address">/</xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('yes.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('yes.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('yes.lead')"/></p>
    <xsl:call-template name="advert"/>
    <form class="field" method="post" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'say'"/><xsl:with-param name="label" select="r:text('yes.answer')"/><xsl:with-param name="keys" select="'yes no'"/><xsl:with-param name="first" select="''"/></xsl:call-template>
      <xsl:call-template name="textarea"><xsl:with-param name="name" select="'words'"/><xsl:with-param name="label" select="r:text('yes.words')"/><xsl:with-param name="hint" select="r:text('yes.words_hint')"/></xsl:call-template>
      <xsl:if test="asked/@account">
        <div class="field"><xsl:call-template name="box"><xsl:with-param name="name" select="'make_account'"/><xsl:with-param name="value" select="'1'"/><xsl:with-param name="id" select="'make_account'"/><xsl:with-param name="label" select="r:text('yes.account')"/></xsl:call-template></div>
      </xsl:if>
      <button class="btn" type="submit"><xsl:value-of select="r:text('yes.button')"/></button>
    </form>
    <div class="field"><xsl:call-template name="our-coordinator"/></div>
  </div></div>
</xsl:template>
</xsl:stylesheet>
