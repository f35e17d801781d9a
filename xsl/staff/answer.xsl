<?xml version="1.0" encoding="UTF-8"?>
<!-- Ask an employer back, or refuse: one form, a reason of the list, words, two buttons. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="answer">
  <xsl:variable name="here" select="concat(/page/@base, '/', /page/@lang, '/staff/jobs/', @code)"/>
  <section class="panel" aria-labelledby="ask">
    <h2 id="ask"><xsl:value-of select="r:text('decide.ask')"/></h2>
    <p class="hint"><xsl:value-of select="r:text('decide.ask_hint')"/></p>
    <form method="post" action="{$here}/ask#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{@version}"/>
      <xsl:call-template name="radios"><xsl:with-param name="name" select="'reason'"/><xsl:with-param name="label" select="r:text('decide.reason')"/><xsl:with-param name="keys" select="'wording pay unclear double not_found unlawful other'"/><xsl:with-param name="first" select="''"/></xsl:call-template>
      <xsl:call-template name="textarea"><xsl:with-param name="name" select="'answer'"/><xsl:with-param name="label" select="r:text('decide.words')"/></xsl:call-template>
      <p><button class="btn" type="submit"><xsl:value-of select="r:text('decide.ask_button')"/></button></p>
      <p><button class="btn btn--plain" type="submit" formaction="{$here}/refuse#errors"><xsl:value-of select="r:text('decide.refuse_button')"/></button></p>
    </form>
  </section>
</xsl:template>
</xsl:stylesheet>
