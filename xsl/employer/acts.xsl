<?xml version="1.0" encoding="UTF-8"?>
<!-- What an employer may do with an own job in its state, each a form or a link.
     <own state="open" left="2" renews="1" at_once="1"/>   What was sent stays, also when the state is
     another by now. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../parts/field.xsl"/>

<xsl:template name="own-acts">
  <section class="field" aria-labelledby="acts">
    <h2 id="acts"><xsl:value-of select="r:text('own.acts')"/></h2>
    <div class="acts">
      <div><a class="btn btn--plain" href="{@base}/{@lang}{@path}/edit"><xsl:value-of select="r:text('own.edit')"/></a></div>
      <xsl:if test="own/@state = 'draft'"><xsl:call-template name="own-act"><xsl:with-param name="act" select="'send'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="own-act"><xsl:with-param name="act" select="'duplicate'"/></xsl:call-template>
      <xsl:if test="contains(' draft review open ', concat(' ', own/@state, ' '))"><xsl:call-template name="own-act"><xsl:with-param name="act" select="'close'"/></xsl:call-template></xsl:if>
    </div>
    <xsl:if test="own/@renews and own/@left and own/@state != 'filled' or request/param[@name = 'found']">
      <xsl:call-template name="own-act-field">
        <xsl:with-param name="act" select="'filled'"/>
        <xsl:with-param name="name" select="'found'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="own/@renews or request/param[@name = 'closes']">
      <xsl:call-template name="own-act-field">
        <xsl:with-param name="act" select="'renew'"/>
        <xsl:with-param name="name" select="'closes'"/>
        <xsl:with-param name="type" select="'date'"/>
        <xsl:with-param name="hint" select="r:code('own.renew', substring('once look', 1 + 5 * not(own/@at_once), 4))"/>
      </xsl:call-template>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template name="own-act">
  <xsl:param name="act"/>
  <form method="post" action="{@base}/{@lang}{@path}/{$act}#errors">
    <xsl:call-template name="hidden"/>
    <button class="btn{substring(' btn--plain', 1 + 11 * ($act = 'send'))}" type="submit"><xsl:value-of select="r:code('own.act', $act)"/></button>
  </form>
</xsl:template>

<xsl:template name="own-act-field">
  <xsl:param name="act"/><xsl:param name="name"/>
  <xsl:param name="type" select="'text'"/><xsl:param name="hint" select="''"/>
  <form class="panel" method="post" action="{@base}/{@lang}{@path}/{$act}#errors" novalidate="novalidate">
    <xsl:call-template name="hidden"/>
    <xsl:call-template name="input">
      <xsl:with-param name="name" select="$name"/><xsl:with-param name="type" select="$type"/><xsl:with-param name="hint" select="$hint"/>
      <xsl:with-param name="label" select="r:code('own.field', $name)"/>
    </xsl:call-template>
    <button class="btn btn--plain" type="submit"><xsl:value-of select="r:code('own.act', $act)"/></button>
  </form>
</xsl:template>
</xsl:stylesheet>
