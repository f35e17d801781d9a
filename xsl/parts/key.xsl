<?xml version="1.0" encoding="UTF-8"?>
<!-- <key>: whether this reader opens what is sealed.
     key-hint   what to do where the session holds no key; nothing where it does -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="key-hint">
  <xsl:for-each select="/page/key[not(@open)]">
    <xsl:variable name="code" select="r:show-code(@code)"/>
    <div class="banner" id="key">
      <xsl:choose>
        <xsl:when test="@given"><p><xsl:value-of select="r:text('staff.key_again')"/></p></xsl:when>
        <xsl:when test="not(@pair)">
          <p><xsl:value-of select="r:text('staff.key_pair')"/></p>
          <xsl:call-template name="command"><xsl:with-param name="words" select="concat('key add ', $code, ' --by HOLDER')"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="@team">
          <p><xsl:value-of select="r:text('staff.key_ask')"/></p>
          <xsl:call-template name="command"><xsl:with-param name="words" select="concat('key add ', $code, ' --by HOLDER')"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <p><xsl:value-of select="r:text('staff.key_none')"/></p>
          <xsl:call-template name="command"><xsl:with-param name="words" select="concat('key new ', $code)"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:for-each>
</xsl:template>

<xsl:template name="command">
  <xsl:param name="words"/>
  <p><code class="key" dir="ltr" lang="en"><xsl:value-of select="$words"/></code></p>
</xsl:template>
</xsl:stylesheet>
