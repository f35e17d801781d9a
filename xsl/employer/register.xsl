<?xml version="1.0" encoding="UTF-8"?>
<!-- GET and refused POST /employer/register: who the employer is, whom to talk to, and what it agrees
     to.  What is sent here is sealed but for what is public. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../employer/register-fields.xsl"/>
<xsl:import href="../parts/lawyer.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>
<xsl:template match="page" mode="title"><xsl:value-of select="r:text('register.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <xsl:apply-templates select="errors"/>
    <h1><xsl:value-of select="r:text('register.title')"/></h1>
    <p class="lead"><xsl:value-of select="r:text('register.lead')"/></p>
    <form method="post" action="{@base}/{@lang}{@path}#errors" novalidate="novalidate">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="register-who"/>
      <xsl:call-template name="register-contact"/>
      <xsl:call-template name="register-agree"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('register.button')"/></button>
    </form>
    <p class="field"><a class="back" href="{@base}/{@lang}/sign-in"><xsl:value-of select="r:text('register.sign_in')"/></a></p>
  </div></div>
</xsl:template>

<xsl:template match="page[@closed = 1]" mode="main">
  <xsl:call-template name="desk-closed"><xsl:with-param name="title" select="r:text('register.title')"/></xsl:call-template>
</xsl:template>

<!-- What the law says, in plain words; the page of rights names it, with its sources. -->
<xsl:template name="register-agree">
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('register.agreement')"/></legend>
    <div class="prose"><p><xsl:value-of select="r:text('employer.register.law')"/></p>
    <ul>
      <li><xsl:value-of select="r:text('employer.register.law_ask')"/></li>
      <li><xsl:value-of select="r:text('employer.register.law_form')"/></li>
      <li><xsl:value-of select="r:text('employer.register.law_consent')"/></li>
      <li><xsl:value-of select="r:text('employer.register.law_found')"/></li>
      <li><xsl:value-of select="r:text('employer.register.law_except')"/></li>
    </ul></div>
    <p><a href="{@base}/{@lang}/rights/what-may-be-asked"><xsl:value-of select="r:text('register.law_more')"/></a></p>
    <xsl:call-template name="unread"><xsl:with-param name="page" select="'rights/what-may-be-asked'"/></xsl:call-template>
    <div class="field{substring(' field--wrong', 1 + 13 * not(errors/error[@param = 'agree']))}">
      <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'agree'"/></xsl:call-template>
      <label class="check">
        <input type="checkbox" id="agree" name="agree" value="1">
          <xsl:if test="request/param[@name = 'agree']"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
          <xsl:call-template name="described"><xsl:with-param name="name" select="'agree'"/></xsl:call-template>
        </input>
        <span><xsl:value-of select="r:text('register.agree')"/></span>
      </label>
    </div>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
