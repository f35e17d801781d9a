<?xml version="1.0" encoding="UTF-8"?>
<!-- The form that publishes a job: its easy sentences, and a closing day where its employer named none. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="publish">
  <section class="panel" aria-labelledby="publish">
    <h2 id="publish"><xsl:value-of select="r:text('decide.publish')"/></h2>
    <p class="hint"><xsl:value-of select="r:text('decide.easy')"/></p>
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/jobs/{@code}/publish#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{@version}"/>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'does'"/><xsl:with-param name="label" select="r:text('decide.does')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'at_times'"/><xsl:with-param name="label" select="r:text('decide.at_times')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'needs'"/><xsl:with-param name="label" select="r:text('decide.needs')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'gets'"/><xsl:with-param name="label" select="r:text('decide.gets')"/></xsl:call-template>
      <xsl:call-template name="input"><xsl:with-param name="name" select="'comes'"/><xsl:with-param name="label" select="r:text('decide.comes')"/></xsl:call-template>
      <xsl:if test="not(@closes) or /page/errors/error[@param = 'closes']"><xsl:call-template name="input"><xsl:with-param name="name" select="'closes'"/><xsl:with-param name="label" select="r:text('decide.closes')"/><xsl:with-param name="hint" select="r:text('decide.closes_hint')"/><xsl:with-param name="type" select="'date'"/></xsl:call-template></xsl:if>
      <button class="btn" type="submit"><xsl:value-of select="r:text('decide.publish_button')"/></button>
    </form>
  </section>
</xsl:template>
</xsl:stylesheet>
