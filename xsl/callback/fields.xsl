<?xml version="1.0" encoding="UTF-8"?>
<!-- The fields of the call-back form.  Only name and phone are asked; the rest is filled in already
     and may be changed. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../callback/language.xsl"/>

<xsl:template name="callback-fields">
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'name'"/>
    <xsl:with-param name="label" select="r:text('callback.name')"/>
    <xsl:with-param name="hint" select="r:text('callback.name_hint')"/>
    <xsl:with-param name="autocomplete" select="'name'"/>
  </xsl:call-template>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'phone'"/>
    <xsl:with-param name="label" select="r:text('callback.phone')"/>
    <xsl:with-param name="hint" select="r:text('callback.phone_hint')"/>
    <xsl:with-param name="type" select="'tel'"/>
    <xsl:with-param name="autocomplete" select="'tel'"/>
  </xsl:call-template>
  <xsl:call-template name="callback-message"/>
  <xsl:call-template name="radios">
    <xsl:with-param name="name" select="'topic'"/>
    <xsl:with-param name="label" select="r:text('callback.topic')"/>
    <xsl:with-param name="keys" select="'work family rights volunteer offer other'"/>
    <xsl:with-param name="first" select="'work'"/>
  </xsl:call-template>
  <xsl:call-template name="callback-language"/>
  <xsl:call-template name="select">
    <xsl:with-param name="name" select="'part_of_day'"/>
    <xsl:with-param name="label" select="r:text('callback.part_of_day')"/>
    <xsl:with-param name="keys" select="'any morning noon evening'"/>
    <xsl:with-param name="first" select="'any'"/>
  </xsl:call-template>
</xsl:template>

<!-- Unticked by itself: nothing is left on anybody's telephone without leave. -->
<xsl:template name="callback-message">
  <div class="field">
    <label class="check">
      <input type="checkbox" id="message" name="message" value="1">
        <xsl:if test="/page/request/param[@name = 'message']"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input>
      <span><xsl:value-of select="r:text('callback.message')"/></span>
    </label>
  </div>
</xsl:template>
</xsl:stylesheet>
