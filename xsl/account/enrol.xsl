<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /account/second, and again when the first code was wrong: the key for a telephone, codes for
     a sheet of paper, and the field in which the telephone shows that it knows the key. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../account/fields.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('enrol.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('enrol.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('enrol.lead')"/></p>
    <xsl:apply-templates select="second"/>
    <form method="post" action="{@base}/{@lang}/account/second#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="to-hidden"/>
      <xsl:call-template name="account-code">
        <xsl:with-param name="hint" select="r:text('enrol.code')"/>
      </xsl:call-template>
      <xsl:if test="second/@asks_password">
        <xsl:call-template name="account-password">
          <xsl:with-param name="label" select="r:text('account.old')"/>
          <xsl:with-param name="autocomplete" select="'current-password'"/>
        </xsl:call-template>
      </xsl:if>
      <button class="btn" type="submit"><xsl:value-of select="r:text('enrol.button')"/></button>
    </form>
  </div></div>
</xsl:template>

<xsl:template match="second">
  <section class="panel">
    <h2><xsl:value-of select="r:text('enrol.app')"/></h2>
    <p><bdi class="key" dir="ltr"><xsl:value-of select="@secret"/></bdi></p>
    <p><a href="{@address}"><xsl:value-of select="r:text('enrol.here')"/></a></p>
  </section>
  <section class="panel">
    <h2><xsl:value-of select="r:text('enrol.spares')"/></h2>
    <p><xsl:value-of select="r:text('enrol.paper')"/></p>
    <ul class="keys" dir="ltr"><xsl:for-each select="spare"><li class="key"><xsl:value-of select="@code"/></li></xsl:for-each></ul>
  </section>
</xsl:template>
</xsl:stylesheet>
