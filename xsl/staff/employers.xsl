<?xml version="1.0" encoding="UTF-8"?>
<!-- GET /staff/employers: employers that wait for a decision, then all others. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/area.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/pager.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="r:text('employers.title')"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:variable name="state" select="request/param[@name = 'state']"/>
  <xsl:call-template name="area-nav"/>
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="r:text('employers.title')"/></h1>
    <form action="{@base}/{@lang}{@path}">
      <xsl:call-template name="input"><xsl:with-param name="name" select="'q'"/><xsl:with-param name="label" select="r:text('employers.search')"/></xsl:call-template>
      <div class="field">
        <label for="state"><xsl:value-of select="r:text('employers.state')"/></label>
        <select class="input" id="state" name="state"><option value=""><xsl:value-of select="r:text('employers.any')"/></option>
          <xsl:call-template name="options"><xsl:with-param name="name" select="'employer.state'"/><xsl:with-param name="keys" select="'new approved refused found'"/><xsl:with-param name="chosen" select="$state"/></xsl:call-template>
        </select>
      </div>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.button')"/></button>
    </form>
    <xsl:if test="not(request/param[@name = 'after']) and ($state = 'new' or not($state))"><xsl:apply-templates select="waiting"/></xsl:if>
    <section>
      <div class="prose"><h2><xsl:value-of select="r:text('employers.others')"/></h2></div>
      <xsl:if test="not(employers/employer)"><p><xsl:value-of select="r:text('employers.none')"/></p></xsl:if>
      <ul class="stack"><xsl:apply-templates select="employers/employer"/></ul>
      <xsl:apply-templates select="employers" mode="pager"/>
    </section>
  </div></div>
</xsl:template>

<xsl:template match="waiting">
  <section>
    <div class="prose"><h2><xsl:value-of select="r:text('employers.waiting')"/></h2></div>
    <xsl:if test="not(employer)"><p><xsl:value-of select="r:text('employers.none_waits')"/></p></xsl:if>
    <ul class="stack"><xsl:apply-templates select="employer"/></ul>
  </section>
</xsl:template>

<xsl:template match="employer">
  <li class="panel">
    <h3><a href="{/page/@base}/{/page/@lang}/staff/employers/{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a></h3>
    <p>
      <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
      <xsl:if test="@state"><xsl:value-of select="concat(' · ', r:code('employer.state', @state))"/></xsl:if>
      <xsl:if test="@kind"><xsl:value-of select="concat(' · ', r:code('kind', @kind))"/></xsl:if>
      <xsl:if test="@place"><xsl:text> · </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="@place"/><xsl:with-param name="lang" select="string(@place_lang)"/></xsl:call-template></xsl:if>
      <xsl:if test="@jobs &gt; 0"><xsl:value-of select="concat(' · ', r:count('employers.jobs', @jobs))"/></xsl:if>
    </p>
    <xsl:if test="@since"><p><strong><xsl:value-of select="r:text('employers.since', r:day(@since))"/></strong></p></xsl:if>
    <xsl:if test="@coordinator"><p class="muted"><xsl:value-of select="concat(r:text('employers.coordinator'), ': ')"/><xsl:call-template name="person"><xsl:with-param name="value" select="@coordinator"/></xsl:call-template></p></xsl:if>
    <xsl:if test="@next_call"><p class="muted"><xsl:value-of select="r:text('employers.call', r:day(@next_call))"/></p></xsl:if>
  </li>
</xsl:template>
</xsl:stylesheet>
