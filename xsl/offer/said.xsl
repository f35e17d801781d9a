<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /yes/said/{say}: thank you for the answer; what happens with it, and who is there to be asked. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/promise.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:code('yes.said', substring-after(@path, '/said/'))"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:variable name="say" select="substring-after(@path, '/said/')"/>
  <div class="wrap"><div class="form">
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:code('yes.said', concat($say, '_next'))"/></p>
      <xsl:if test="$say = 'yes'"><p><xsl:value-of select="r:text('yes.said.account')"/></p></xsl:if>
      <xsl:call-template name="promise"/>
    </div>
  </div></div>
</xsl:template>
</xsl:stylesheet>
