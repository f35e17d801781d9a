<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /volunteer/sent/{code}: what happens next and by when, and the code by which a sign-up is
     changed or withdrawn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/desk.xsl"/>

<xsl:template match="page" mode="address"><xsl:value-of select="@path"/></xsl:template>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('volunteer.sent.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('volunteer.sent.title')"/></h1>
    <div class="prose">
      <p><xsl:value-of select="r:text('sent.once')"/></p>
      <p><xsl:value-of select="r:text('volunteer.sent.next')"/></p>
      <xsl:call-template name="answer-by"/>
      <xsl:call-template name="desk-late"/>
      <p class="lead"><xsl:value-of select="concat(r:text('volunteer.sent.code'), ' ')"/>
        <strong class="ltr" dir="ltr"><xsl:value-of select="r:show-code(substring-after(@path, '/sent/'))"/></strong></p>
      <p><xsl:value-of select="r:text('volunteer.sent.keep')"/></p>
      <p><a href="{@base}/{@lang}/volunteer/change"><xsl:value-of select="r:text('volunteer.change.title')"/></a></p>
    </div>
  </div></div>
</xsl:template>
</xsl:stylesheet>
