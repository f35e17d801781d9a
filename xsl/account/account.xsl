<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /account, and again when one of its forms was refused: who one is here, and four things to
     change. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../account/forms.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('nav.account')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('nav.account')"/></h1>
    <xsl:apply-templates select="account"/>
    <xsl:call-template name="form-second"/>
    <xsl:call-template name="form-password"/>
    <xsl:call-template name="form-language"/>
    <xsl:apply-templates select="sessions"/>
  </div></div>
</xsl:template>

<xsl:template match="account">
  <p class="lead">
    <xsl:if test="@name"><bdi><xsl:value-of select="@name"/></bdi>, </xsl:if>
    <xsl:for-each select="/page/roles/role">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="r:code('role', @role)"/>
    </xsl:for-each>
    <xsl:text> (</xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="concat(substring(@code, 1, 3), '-', substring(@code, 4))"/></bdi><xsl:text>)</xsl:text>
  </p>
</xsl:template>

<xsl:template match="sessions">
  <section class="panel">
    <h2><xsl:value-of select="r:text('account.sessions')"/></h2>
    <ul>
      <xsl:for-each select="session">
        <li>
          <xsl:value-of select="r:text('account.since', r:day(@since), r:day(@seen))"/>
          <xsl:if test="@here"><strong><xsl:value-of select="concat(' ', r:text('account.here'))"/></strong></xsl:if>
        </li>
      </xsl:for-each>
    </ul>
    <form method="post" action="{/page/@base}/{/page/@lang}/account/sessions">
      <xsl:call-template name="hidden"/>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('account.end')"/></button>
    </form>
  </section>
</xsl:template>
<xsl:template match="roles"/>
</xsl:stylesheet>
