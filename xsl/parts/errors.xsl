<?xml version="1.0" encoding="UTF-8"?>
<!-- What is wrong with a form that came back.
     <errors><error param="phone" code="kind"/></errors>   becomes   a box on top that names each field
     and leads to it; beside-field says the same at the field, described ties the two together for who
     listens.  An error without param is the form's own and is said with the telephone number. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../parts/field-name.xsl"/>

<xsl:template match="errors">
  <div class="summary" id="errors" tabindex="-1" role="alert">
    <xsl:if test="error/@param">
      <h2><xsl:value-of select="r:count('error.count', count(error))"/></h2>
      <ul>
        <xsl:for-each select="error[@param]"><xsl:variable name="field"><xsl:apply-templates select="." mode="field"/></xsl:variable>
          <li><a href="#{@param}"><xsl:if test="$field != ''"><xsl:value-of select="concat($field, substring(':', 1 + (contains($field, '?') or contains($field, '؟'))), ' ')"/></xsl:if><xsl:apply-templates select="." mode="say"/></a></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:if test="not(error/@param)"><h2><xsl:value-of select="r:text('error.not_sent')"/></h2></xsl:if>
    <xsl:for-each select="error[not(@param)]">
      <p><xsl:apply-templates select="." mode="say"/><xsl:if test="not(starts-with(/page/@path, '/staff/'))"><xsl:value-of select="concat(' ', r:text('error.call'), ' ')"/><xsl:call-template name="our-telephone"/></xsl:if></p>
    </xsl:for-each>
  </div>
</xsl:template>

<!-- The sentence for this field where there is one, else the general one. -->
<xsl:template match="error" mode="say"><xsl:value-of select="r:code('error', @code)"/></xsl:template>
<xsl:template match="error[@param = 'name'][@code = 'required']" mode="say"><xsl:value-of select="r:text('error.name.required')"/></xsl:template>
<xsl:template match="error[@param = 'name'][@code = 'long']" mode="say"><xsl:value-of select="r:text('error.name.long')"/></xsl:template>
<xsl:template match="error[@param = 'phone'][@code = 'required']" mode="say"><xsl:value-of select="r:text('error.phone.required')"/></xsl:template>
<xsl:template match="error[contains(@param, 'phone')][@code = 'kind']" mode="say"><xsl:value-of select="r:text('error.phone.kind')"/></xsl:template>
<xsl:template match="error[@param = 'topic']" mode="say"><xsl:value-of select="r:text('error.topic.required')"/></xsl:template>
<xsl:template match="error[@param = 'consent']" mode="say"><xsl:value-of select="r:text('error.consent.required')"/></xsl:template>
<xsl:template match="error[@code = 'often']" mode="say"><xsl:value-of select="r:count('error.often', @minutes)"/></xsl:template>
<xsl:template match="error[@param = 'code']" mode="say"><xsl:value-of select="r:text('error.code.kind')"/></xsl:template>

<xsl:template name="beside-field">
  <xsl:param name="name"/>
  <xsl:param name="hint" select="''"/>
  <xsl:if test="$hint != ''"><span class="hint" id="{$name}-hint"><xsl:value-of select="$hint"/></span></xsl:if>
  <xsl:for-each select="/page/errors/error[@param = $name][1]">
    <span class="wrong" id="{$name}-wrong"><span class="away"><xsl:value-of select="r:text('error.title')"/>: </span><xsl:apply-templates select="." mode="say"/></span>
  </xsl:for-each>
</xsl:template>

<xsl:template name="described">
  <xsl:param name="name"/>
  <xsl:param name="hint" select="''"/>
  <xsl:variable name="error" select="/page/errors/error[@param = $name]"/>
  <xsl:if test="$error"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
  <xsl:if test="$error or $hint != ''">
    <xsl:attribute name="aria-describedby">
      <xsl:value-of select="normalize-space(concat(substring(concat($name, '-hint'), 1, 99 * ($hint != '')), ' ',
                                                   substring(concat($name, '-wrong'), 1, 99 * boolean($error))))"/>
    </xsl:attribute>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
