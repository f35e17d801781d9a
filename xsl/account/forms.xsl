<?xml version="1.0" encoding="UTF-8"?>
<!-- The forms of /account: the second step, a new password, the language of mails. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../account/fields.xsl"/>

<xsl:template name="form-second">
  <section class="panel">
    <h2><xsl:value-of select="r:text('account.second')"/></h2>
    <p>
      <xsl:choose>
        <xsl:when test="account/@second"><xsl:value-of select="r:count('account.second_on', account/@spares)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('account.second_off')"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <p><a class="btn btn--plain" href="{@base}/{@lang}/account/second"><xsl:value-of select="r:text('account.second_set')"/></a></p>
  </section>
</xsl:template>

<xsl:template name="form-password">
  <section class="panel">
    <h2><xsl:value-of select="r:text('account.password')"/></h2>
    <form method="post" action="{@base}/{@lang}/account/password#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="account-password">
        <xsl:with-param name="name" select="'old'"/>
        <xsl:with-param name="label" select="r:text('account.old')"/>
        <xsl:with-param name="autocomplete" select="'current-password'"/>
      </xsl:call-template>
      <xsl:call-template name="account-password">
        <xsl:with-param name="label" select="r:text('password.new')"/>
        <xsl:with-param name="hint" select="r:text('password.hint')"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('password.button')"/></button>
    </form>
  </section>
</xsl:template>

<xsl:template name="form-language">
  <section class="panel">
    <h2><xsl:value-of select="r:text('account.language')"/></h2>
    <form method="post" action="{@base}/{@lang}/account/language#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="select">
        <xsl:with-param name="name" select="'language'"/>
        <xsl:with-param name="label" select="r:text('account.language_label')"/>
        <xsl:with-param name="keys" select="'he ar en ru fa'"/>
        <xsl:with-param name="first" select="account/@lang"/>
      </xsl:call-template>
      <button class="btn" type="submit"><xsl:value-of select="r:text('account.save')"/></button>
    </form>
  </section>
</xsl:template>
</xsl:stylesheet>
