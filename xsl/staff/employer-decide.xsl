<?xml version="1.0" encoding="UTF-8"?>
<!-- How we know that an employer exists, and the decision about it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>

<!-- Where a form of this page leads, and the version of the employer as it is read. -->
<xsl:template name="employer-action"><xsl:param name="act"/>
  <xsl:attribute name="action"><xsl:value-of select="concat(/page/@base, '/', /page/@lang, '/staff/employers/', /page/employer/@code, '/', $act, '#errors')"/></xsl:attribute>
</xsl:template>
<xsl:template name="employer-version">
  <input type="hidden" name="version" value="{/page/employer/@version}"/>
</xsl:template>

<xsl:template name="employer-checks">
  <xsl:param name="decides"/>
  <section class="panel">
    <h2><xsl:value-of select="r:text('employers.checks')"/></h2>
    <xsl:if test="not(checks/check)"><p><xsl:value-of select="r:text('employers.no_check')"/></p></xsl:if>
    <ul><xsl:for-each select="checks/check"><li>
      <xsl:value-of select="concat(r:code('how', @how), ': ')"/><xsl:call-template name="employer-who"/>
    </li></xsl:for-each></ul>
    <xsl:if test="$decides">
      <form method="post">
        <xsl:call-template name="employer-action"><xsl:with-param name="act" select="'check'"/></xsl:call-template>
        <xsl:call-template name="hidden"/>
        <xsl:call-template name="radios"><xsl:with-param name="name" select="'how'"/><xsl:with-param name="label" select="r:text('employers.how')"/><xsl:with-param name="keys" select="'register visit call'"/></xsl:call-template>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.check')"/></button>
      </form>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template name="employer-decide">
  <section class="panel">
    <h2><xsl:value-of select="r:text('employers.decide')"/></h2>
    <xsl:if test="employer/@state != 'approved'">
      <form method="post">
        <xsl:call-template name="employer-action"><xsl:with-param name="act" select="'approve'"/></xsl:call-template>
        <xsl:call-template name="hidden"/><xsl:call-template name="employer-version"/>
        <button class="btn" type="submit"><xsl:value-of select="r:text('employers.approve')"/></button>
      </form>
    </xsl:if>
    <xsl:if test="employer/@state != 'refused'">
      <form method="post" novalidate="novalidate">
        <xsl:call-template name="employer-action"><xsl:with-param name="act" select="'refuse'"/></xsl:call-template>
        <xsl:call-template name="hidden"/><xsl:call-template name="employer-version"/>
        <xsl:call-template name="radios"><xsl:with-param name="name" select="'reason'"/><xsl:with-param name="say" select="'employer.reason'"/><xsl:with-param name="label" select="r:text('employers.reason')"/><xsl:with-param name="keys" select="'not_found double unlawful unclear other'"/></xsl:call-template>
        <xsl:call-template name="textarea"><xsl:with-param name="name" select="'words'"/><xsl:with-param name="label" select="r:text('employers.words')"/><xsl:with-param name="hint" select="r:text('employers.words_hint')"/></xsl:call-template>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.refuse')"/></button>
      </form>
    </xsl:if>
  </section>
</xsl:template>
</xsl:stylesheet>
