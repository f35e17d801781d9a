<?xml version="1.0" encoding="UTF-8"?>
<!-- In which language to call: those that the desk speaks, others only with an interpreter where
     the organisation has one.  Where it has not said what it speaks, all languages of the portal. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/errors.xsl"/>

<xsl:template name="callback-language">
  <xsl:variable name="sent" select="/page/request/param[@name = 'language']"/>
  <xsl:variable name="chosen" select="concat($sent, substring(/page/@lang, 1 + 99 * boolean($sent)))"/>
  <xsl:variable name="speaks" select="/page/organisation/speaks"/>
  <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = 'language']))}">
    <label for="language"><xsl:value-of select="r:text('callback.language')"/></label>
    <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'language'"/></xsl:call-template>
    <select class="input" id="language" name="language">
      <xsl:call-template name="described"><xsl:with-param name="name" select="'language'"/></xsl:call-template>
      <xsl:for-each select="/page/languages/language">
        <xsl:variable name="spoken" select="not($speaks) or $speaks/language[@tag = current()/@tag]"/>
        <xsl:if test="$spoken or $speaks/@interpreter = 'yes'">
          <option value="{@tag}">
            <xsl:attribute name="lang"><xsl:choose>
              <xsl:when test="$spoken"><xsl:value-of select="@tag"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="/page/@lang"/></xsl:otherwise>
            </xsl:choose></xsl:attribute>
            <xsl:if test="@tag = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:choose>
              <xsl:when test="$spoken"><xsl:value-of select="r:code('language', @tag)"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="r:text('callback.interpreter', r:code('language', @tag))"/></xsl:otherwise>
            </xsl:choose>
          </option>
        </xsl:if>
      </xsl:for-each>
    </select>
  </div>
</xsl:template>
</xsl:stylesheet>
