<?xml version="1.0" encoding="UTF-8"?>
<!-- The three promises of a friendly employer.
     promises-form   as boxes to tick, refilled
     <pledge interviews="1" no_record="1" accompanies="1"/> in mode promises   becomes   a list of those
     that were given -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="promises-form">
  <fieldset class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = 'interviews']))}">
    <legend><xsl:value-of select="r:text('pledge.promises')"/></legend>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'interviews'"/></xsl:call-template>
    <xsl:call-template name="promise-box"><xsl:with-param name="name" select="'interviews'"/></xsl:call-template>
    <xsl:call-template name="promise-box"><xsl:with-param name="name" select="'no_record'"/></xsl:call-template>
    <xsl:call-template name="promise-box"><xsl:with-param name="name" select="'accompanies'"/></xsl:call-template>
  </fieldset>
</xsl:template>

<xsl:template name="promise-box">
  <xsl:param name="name"/>
  <label class="check">
    <input type="checkbox" id="{$name}" name="{$name}" value="1">
      <xsl:if test="/page/request/param[@name = $name]"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      <xsl:call-template name="described"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </input>
    <span><xsl:value-of select="r:code('pledge.promise', $name)"/></span>
  </label>
</xsl:template>

<xsl:template match="pledge" mode="promises">
  <div class="prose"><ul>
    <xsl:for-each select="@interviews | @no_record | @accompanies">
      <li><xsl:value-of select="r:code('pledge.promise', name())"/></li>
    </xsl:for-each>
  </ul></div>
</xsl:template>
</xsl:stylesheet>
