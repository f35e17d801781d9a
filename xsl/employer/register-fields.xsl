<?xml version="1.0" encoding="UTF-8"?>
<!-- The fields of /employer/register: who, and whom to talk to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/choose.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../employer/errors.xsl"/>

<xsl:template name="register-who">
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('register.who')"/></legend>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'organisation'"/><xsl:with-param name="label" select="r:text('register.organisation')"/><xsl:with-param name="autocomplete" select="'organization'"/></xsl:call-template>
    <xsl:call-template name="radios">
      <xsl:with-param name="name" select="'organisation_kind'"/>
      <xsl:with-param name="say" select="'kind'"/>
      <xsl:with-param name="label" select="r:text('register.kind')"/>
      <xsl:with-param name="keys" select="'company association public_body sole_trader'"/>
    </xsl:call-template>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'registration'"/><xsl:with-param name="label" select="r:text('register.registration')"/><xsl:with-param name="hint" select="r:text('register.registration_hint')"/></xsl:call-template>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'registration_sealed'"/><xsl:with-param name="label" select="r:text('register.own_number')"/><xsl:with-param name="hint" select="r:text('register.own_number_hint')"/></xsl:call-template>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'place'"/><xsl:with-param name="label" select="r:text('register.place')"/></xsl:call-template>
    <xsl:call-template name="choose"><xsl:with-param name="name" select="'field'"/><xsl:with-param name="label" select="r:text('register.field')"/><xsl:with-param name="from" select="/page/fields/field"/></xsl:call-template>
  </fieldset>
</xsl:template>

<xsl:template name="register-contact">
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('register.contact')"/></legend>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_name'"/><xsl:with-param name="label" select="r:text('register.contact_name')"/><xsl:with-param name="autocomplete" select="'name'"/></xsl:call-template>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_phone'"/><xsl:with-param name="label" select="r:text('register.contact_phone')"/><xsl:with-param name="hint" select="r:text('callback.phone_hint')"/><xsl:with-param name="type" select="'tel'"/><xsl:with-param name="autocomplete" select="'tel'"/></xsl:call-template>
    <xsl:call-template name="input"><xsl:with-param name="name" select="'contact_mail'"/><xsl:with-param name="label" select="r:text('register.contact_mail')"/><xsl:with-param name="hint" select="r:text('register.contact_mail_hint')"/><xsl:with-param name="type" select="'email'"/><xsl:with-param name="autocomplete" select="'email'"/></xsl:call-template>
    <xsl:call-template name="select"><xsl:with-param name="name" select="'language'"/><xsl:with-param name="label" select="r:text('register.language')"/><xsl:with-param name="keys" select="'he ar en ru fa'"/><xsl:with-param name="first" select="/page/@lang"/></xsl:call-template>
    <p class="muted"><xsl:value-of select="r:text('register.privacy')"/></p>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
