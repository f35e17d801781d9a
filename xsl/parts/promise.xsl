<?xml version="1.0" encoding="UTF-8"?>
<!-- What an employer is promised: by when we answer, and whom of us to call.  Needs no query; what
     organisation.xml does not set leaves its sentence out.
     promise       both       our-coordinator   name and telephone of the coordinator for employers
     <organisation answer_day="…" answer_hour="…"><coordinator><name/><telephone/></coordinator> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/desk.xsl"/>

<xsl:template name="promise">
  <xsl:call-template name="answer-by"/>
  <xsl:call-template name="our-coordinator"/>
</xsl:template>

<xsl:template name="our-coordinator">
  <xsl:for-each select="/page/organisation/coordinator[name != '' or telephone != '']">
    <p>
      <xsl:value-of select="concat(r:text('promise.coordinator'), ' ')"/>
      <bdi dir="auto"><xsl:value-of select="name"/></bdi>
      <xsl:if test="name != '' and telephone != ''">, </xsl:if>
      <xsl:for-each select="telephone[. != '']"><xsl:call-template name="telephone"><xsl:with-param name="number" select="."/></xsl:call-template></xsl:for-each>
    </p>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
