<?xml version="1.0" encoding="UTF-8"?>
<!-- How people apply, and the law by which an approval must be asked for: of job-form.xsl, which says
     what they ask for.  With <bases/basis> (wording/bases.sql) those laws are offered, and named, that
     are not retired. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="job-apply">
  <xsl:param name="fields" select="' apply_way apply_phone named indexed '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.apply')"/></legend>
    <xsl:if test="contains($fields, ' apply_way ')">
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'apply_way'"/><xsl:with-param name="label" select="r:text('form.apply_way')"/><xsl:with-param name="keys" select="'us phone both'"/><xsl:with-param name="first" select="'us'"/><xsl:with-param name="say" select="'form.apply_way'"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'apply_phone'"/><xsl:with-param name="hint" select="r:text('form.apply_phone_hint')"/><xsl:with-param name="type" select="'tel'"/><xsl:with-param name="autocomplete" select="'tel'"/></xsl:call-template>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'named'"/></xsl:call-template>
    <xsl:if test="contains($fields, ' named ')">
      <p class="hint"><xsl:value-of select="r:text('form.named_hint')"/></p>
    </xsl:if>
    <xsl:call-template name="job-box"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'indexed'"/></xsl:call-template>
  </fieldset>
</xsl:template>

<xsl:template name="job-legal">
  <xsl:param name="fields" select="' legal_basis '"/>
  <fieldset class="panel">
    <legend><xsl:value-of select="r:text('form.legal')"/></legend>
    <xsl:if test="contains($fields, ' legal_basis ')">
      <p class="hint"><xsl:value-of select="r:text('form.legal_hint')"/></p>
      <xsl:variable name="bases" select="/page/bases/basis[not(@retired)]"/>
      <xsl:variable name="keys">
        <xsl:for-each select="$bases"><xsl:value-of select="concat(@code, ' ')"/></xsl:for-each>
        <xsl:if test="not(/page/bases)">minors_2001 violence_2023 licence schedule</xsl:if>
      </xsl:variable>
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'legal_basis'"/><xsl:with-param name="label" select="r:text('form.legal_basis')"/><xsl:with-param name="keys" select="normalize-space($keys)"/><xsl:with-param name="first" select="''"/><xsl:with-param name="say" select="'form.legal_basis'"/><xsl:with-param name="none" select="r:text('form.legal_none')"/></xsl:call-template>
      <xsl:for-each select="$bases">
        <p class="hint small"><xsl:value-of select="concat(r:code('form.legal_basis', @code), ': ')"/><bdi lang="he" dir="rtl"><xsl:value-of select="@law"/></bdi></p>
      </xsl:for-each>
    </xsl:if>
  </fieldset>
</xsl:template>
</xsl:stylesheet>
