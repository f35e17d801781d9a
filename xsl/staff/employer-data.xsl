<?xml version="1.0" encoding="UTF-8"?>
<!-- What is kept of an employer, those of the same name or number, who speaks for it, and its jobs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../parts/person.xsl"/>

<xsl:template match="page/employer">
  <section class="panel">
    <p><strong><xsl:value-of select="r:code('employer.state', @state)"/></strong>
      <xsl:if test="@waits"><xsl:value-of select="concat(' · ', r:text('employers.since', r:day(substring(@waits, 1, 10))))"/></xsl:if>
      <xsl:if test="@reason"><xsl:value-of select="concat(' · ', r:code('employer.reason', @reason))"/></xsl:if>
    </p>
    <xsl:if test="@decided"><p class="muted"><xsl:value-of select="r:text('employers.decided', r:day(substring(@decided, 1, 10)))"/><xsl:text> </xsl:text><bdi><xsl:value-of select="@decided_by"/></bdi><xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(string(@decider))"/></bdi></p></xsl:if>
    <dl class="table">
      <div><dt><xsl:value-of select="r:text('employers.code')"/></dt><dd><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></dd></div>
      <xsl:if test="@kind"><div><dt><xsl:value-of select="r:text('register.kind')"/></dt><dd><xsl:value-of select="r:code('kind', @kind)"/></dd></div></xsl:if>
      <xsl:for-each select="@registration | @registration_sealed"><div><dt><xsl:value-of select="r:text('employers.number')"/></dt><dd><bdi class="ltr" dir="ltr"><xsl:value-of select="."/></bdi></dd></div></xsl:for-each>
      <xsl:if test="@place"><div><dt><xsl:value-of select="r:text('register.place')"/></dt><dd><xsl:call-template name="person"><xsl:with-param name="value" select="@place"/><xsl:with-param name="lang" select="string(@place_lang)"/></xsl:call-template></dd></div></xsl:if>
      <xsl:if test="@field"><div><dt><xsl:value-of select="r:text('register.field')"/></dt><dd><xsl:value-of select="@field"/></dd></div></xsl:if>
      <xsl:if test="@contact_name"><div><dt><xsl:value-of select="r:text('register.contact_name')"/></dt><dd><xsl:call-template name="person"><xsl:with-param name="value" select="@contact_name"/></xsl:call-template></dd></div></xsl:if>
      <xsl:if test="@contact_phone"><div><dt><xsl:value-of select="r:text('register.contact_phone')"/></dt><dd><xsl:call-template name="telephone"><xsl:with-param name="number" select="@contact_phone"/></xsl:call-template></dd></div></xsl:if>
      <xsl:if test="@contact_mail"><div><dt><xsl:value-of select="r:text('register.contact_mail')"/></dt><dd><bdi class="ltr" dir="ltr"><xsl:value-of select="@contact_mail"/></bdi></dd></div></xsl:if>
      <xsl:if test="@speaks"><div><dt><xsl:value-of select="r:text('register.language')"/></dt><dd lang="{@speaks}"><xsl:value-of select="r:code('language', @speaks)"/></dd></div></xsl:if>
      <xsl:if test="@agreed"><div><dt><xsl:value-of select="r:text('register.agreement')"/></dt><dd><xsl:value-of select="r:day(@agreed)"/></dd></div></xsl:if>
    </dl>
    <xsl:if test="@sealed"><p><xsl:value-of select="r:text('employers.sealed')"/></p></xsl:if>
  </section>
</xsl:template>

<xsl:template match="page/alike">
  <section class="panel">
    <h2><xsl:value-of select="r:text('employers.alike')"/></h2>
    <ul><xsl:for-each select="employer"><li>
      <a href="{/page/@base}/{/page/@lang}/staff/employers/{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a>
      <xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
      <xsl:value-of select="concat(' · ', r:code('employer.state', @state), ' · ', r:count('employers.jobs', @jobs))"/>
    </li></xsl:for-each></ul>
  </section>
</xsl:template>

<xsl:template match="page/people | page/jobs">
  <section class="panel">
    <h2><xsl:choose><xsl:when test="person"><xsl:value-of select="r:text('people.title')"/></xsl:when><xsl:otherwise><xsl:value-of select="r:text('employers.their_jobs')"/></xsl:otherwise></xsl:choose></h2>
    <ul><xsl:for-each select="person | job"><li>
      <xsl:if test="@name | @title"><xsl:call-template name="person"><xsl:with-param name="value" select="concat(@name, @title)"/><xsl:with-param name="lang" select="string(@lang[../@title])"/></xsl:call-template><xsl:text> </xsl:text></xsl:if>
      <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
      <xsl:if test="@state"><xsl:value-of select="concat(' · ', r:code('employers.job', @state))"/></xsl:if>
      <xsl:if test="@since"><xsl:value-of select="concat(' · ', r:text('people.since', r:day(@since)))"/></xsl:if>
    </li></xsl:for-each></ul>
  </section>
</xsl:template>
</xsl:stylesheet>
