<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a job stands: its state, how it came, how long it waits, what was answered, whether its
     employer said yes.   <item …/> in mode state   becomes   <section>…</section> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/waits.xsl"/>

<xsl:template match="item" mode="state">
  <section class="panel" aria-labelledby="state">
    <h2 id="state"><xsl:value-of select="r:code('decide.state', concat(@state, substring('-hidden', 1 + 7 * not(@hidden))))"/></h2>
    <p><xsl:value-of select="concat(r:code('decide.origin', @origin), ' · ')"/>
      <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
    </p>
    <xsl:if test="@edit"><p><strong><xsl:value-of select="r:code('decide.edit', @edit)"/></strong></p></xsl:if>
    <xsl:if test="@state = 'review' or @edit = 'waits'"><xsl:call-template name="waits"><xsl:with-param name="since" select="@waits"/></xsl:call-template></xsl:if>
    <xsl:if test="@closes"><p><xsl:value-of select="r:text('job.closes', r:day(@closes))"/></p></xsl:if>
    <xsl:if test="@reason"><p><xsl:value-of select="r:code('reason', @reason)"/></p></xsl:if>
    <xsl:if test="@answer"><xsl:call-template name="person-block"><xsl:with-param name="value" select="@answer"/></xsl:call-template></xsl:if>
    <p><a href="{/page/@base}/{/page/@lang}/staff/jobs/{@code}/edit"><xsl:value-of select="r:text('decide.edit_link')"/></a></p>
    <xsl:if test="@named = 0"><p><xsl:value-of select="r:text('decide.unnamed')"/></p></xsl:if>
    <xsl:apply-templates select="@wished | @yes | self::item[not(@yes)][@origin = 'page' or @origin = 'phone']/@origin" mode="yes"/>
  </section>
</xsl:template>
</xsl:stylesheet>
