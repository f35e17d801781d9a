<?xml version="1.0" encoding="UTF-8"?>
<!-- Own jobs as lines, each leading to its page: those that need something, with what and until when,
     and any in mode own: state, place, last day, how many are still looked for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/place.xsl"/>
<xsl:import href="../employer/answer.xsl"/>

<xsl:template match="todo">
  <section class="field" aria-labelledby="todo">
    <h2 id="todo"><xsl:value-of select="r:text('own.todo')"/></h2>
    <ul class="stack field">
      <xsl:for-each select="job">
        <li class="panel">
          <xsl:apply-templates select="." mode="line"/>
          <p><strong><xsl:value-of select="r:code('own.need', @need)"/></strong>
            <xsl:if test="@closes and @need = 'expires'"><xsl:value-of select="concat(' ', r:text('own.until', r:day(@closes)))"/></xsl:if>
            <xsl:if test="@answer_by"><xsl:value-of select="concat(' ', r:text('own.answer_by', r:day(substring(@answer_by, 1, 10))))"/></xsl:if>
          </p>
          <xsl:if test="@need = 'asked'"><xsl:apply-templates select="." mode="answer"/></xsl:if>
        </li>
      </xsl:for-each>
    </ul>
  </section>
</xsl:template>

<xsl:template match="job" mode="line">
  <h3><a href="{/page/@base}/{/page/@lang}/employer/jobs/{@code}"><xsl:call-template name="person">
    <xsl:with-param name="value" select="@title"/>
    <xsl:with-param name="lang" select="@lang"/>
  </xsl:call-template></a></h3>
</xsl:template>

<xsl:template match="job" mode="own">
  <li class="panel">
    <xsl:apply-templates select="." mode="line"/>
    <p><strong><xsl:value-of select="r:code('own.is', @state)"/></strong><xsl:text> · </xsl:text>
      <xsl:apply-templates select="." mode="place"/>
      <xsl:if test="@closes"><xsl:value-of select="concat(' · ', r:text('own.until', r:day(@closes)))"/></xsl:if>
      <xsl:if test="@filled"><xsl:value-of select="concat(' · ', r:text('own.found', r:number(@filled), r:number(@openings)))"/></xsl:if>
    </p>
  </li>
</xsl:template>
</xsl:stylesheet>
