<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /employer/people, and again when one of its forms was refused: who speaks for the employer,
     who is invited, and a form to invite somebody. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../account/fields.xsl"/>
<xsl:import href="../employer/errors.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>
<xsl:template match="page" mode="title"><xsl:value-of select="r:text('people.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('people.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('people.lead')"/></p>
    <ul class="stack" id="person"><xsl:apply-templates select="people/person"/></ul>
    <section class="panel">
      <h2><xsl:value-of select="r:text('people.invite')"/></h2>
      <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
        <xsl:call-template name="hidden"/>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'mail'"/><xsl:with-param name="label" select="r:text('people.mail')"/><xsl:with-param name="type" select="'email'"/></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="label" select="r:text('people.name')"/><xsl:with-param name="hint" select="r:text('people.name_hint')"/></xsl:call-template>
        <xsl:call-template name="select"><xsl:with-param name="name" select="'language'"/><xsl:with-param name="label" select="r:text('people.language')"/><xsl:with-param name="keys" select="'he ar en ru fa'"/><xsl:with-param name="first" select="@lang"/></xsl:call-template>
        <p class="muted"><xsl:value-of select="r:text('people.known')"/></p>
        <button class="btn" type="submit"><xsl:value-of select="r:text('people.button')"/></button>
      </form>
    </section>
  </div></div>
</xsl:template>

<xsl:template match="person">
  <li class="panel">
    <p>
      <xsl:if test="@name"><strong><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template></strong><xsl:text> </xsl:text></xsl:if>
      <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
      <xsl:if test="@me"><xsl:value-of select="concat(' · ', r:text('people.me'))"/></xsl:if>
      <br/>
      <xsl:choose>
        <xsl:when test="@invited or @waits"><xsl:value-of select="r:text('people.invited', r:day(@since))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('people.since', r:day(@since))"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <form method="post" action="{/page/@base}/{/page/@lang}/employer/people/{substring('uninvite', 1, 8 * boolean(@invited))}{substring('remove', 1 + 6 * boolean(@invited))}#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="person" value="{@code}"/>
      <button class="btn btn--plain" type="submit"><xsl:choose>
        <xsl:when test="@invited"><xsl:value-of select="r:text('people.uninvite')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('people.remove')"/></xsl:otherwise>
      </xsl:choose><span class="away"><xsl:text> </xsl:text><xsl:value-of select="concat(@name, ' ', r:show-code(@code))"/></span></button>
    </form>
  </li>
</xsl:template>
</xsl:stylesheet>
