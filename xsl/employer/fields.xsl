<?xml version="1.0" encoding="UTF-8"?>
<!-- All fieldsets of an own job, and the two buttons that keep or send it.
     send, keep: what the buttons say; without keep there is one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/job-form.xsl"/>

<xsl:template name="own-fields">
  <xsl:param name="send"/>
  <xsl:param name="keep" select="''"/>
  <xsl:call-template name="job-what"/>
  <xsl:call-template name="job-where"/>
  <xsl:call-template name="job-pay"/>
  <xsl:call-template name="job-hours"/>
  <xsl:call-template name="job-apply"/>
  <xsl:call-template name="job-legal"/>
  <button class="btn" type="submit" name="act" value="send"><xsl:value-of select="$send"/></button>
  <xsl:if test="$keep != ''">
    <xsl:text> </xsl:text>
    <button class="btn btn--plain" type="submit" name="act" value="draft"><xsl:value-of select="$keep"/></button>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
