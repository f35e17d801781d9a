<?xml version="1.0" encoding="UTF-8"?>
<!-- How to be reached, the agreement, and for how long we keep what was sent. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>

<xsl:template name="volunteer-reach">
  <xsl:call-template name="radios">
    <xsl:with-param name="name" select="'reach'"/>
    <xsl:with-param name="label" select="r:text('volunteer.reach')"/>
    <xsl:with-param name="keys" select="'call message mail'"/>
    <xsl:with-param name="first" select="'call'"/>
  </xsl:call-template>
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'mail'"/>
    <xsl:with-param name="label" select="r:text('volunteer.mail')"/>
    <xsl:with-param name="hint" select="r:text('volunteer.mail_hint')"/>
    <xsl:with-param name="type" select="'email'"/>
    <xsl:with-param name="autocomplete" select="'email'"/>
  </xsl:call-template>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = 'consent']))}">
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'consent'"/></xsl:call-template>
    <label class="check">
      <input type="checkbox" id="consent" name="consent" value="1">
        <xsl:if test="/page/request/param[@name = 'consent']"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
        <xsl:call-template name="described"><xsl:with-param name="name" select="'consent'"/></xsl:call-template>
      </input>
      <span><xsl:value-of select="r:text('volunteer.consent')"/></span>
    </label>
  </div>
  <xsl:for-each select="/page/organisation/keep/@volunteers">
    <p class="field muted"><xsl:value-of select="r:count('volunteer.kept', .)"/></p>
  </xsl:for-each>
  <p class="field muted"><xsl:value-of select="r:text('volunteer.privacy')"/></p>
</xsl:template>
</xsl:stylesheet>
