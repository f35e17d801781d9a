<?xml version="1.0" encoding="UTF-8"?>
<!-- A field of several lines: name, label, hint; refilled as field.xsl does.  Needs errors.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="textarea">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="hint" select="''"/>
  <xsl:param name="rows" select="3"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = $name]))}">
    <label for="{$name}"><xsl:value-of select="$label"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
    <textarea class="input" id="{$name}" name="{$name}" rows="{$rows}" dir="auto">
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/><xsl:with-param name="hint" select="$hint"/></xsl:call-template>
      <xsl:value-of select="(/page/request/param[@name = $name] | /page[not(errors)]/stored/@*[name() = $name])[1]"/>
    </textarea>
  </div>
</xsl:template>
</xsl:stylesheet>
