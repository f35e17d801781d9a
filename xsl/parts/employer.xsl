<?xml version="1.0" encoding="UTF-8"?>
<!-- Who offers a job: a name, whether we checked it, whether a pledge of a friendly employer stands;
     one that does not want to be named is a field of work and a place.
     <job employer="…" employer_checked="1" pledge="2027-05-01"/>
     <job field="…" place="…"/>   in mode employer   become   <p class="by">…</p>
     and in mode employer-text what stands first in it, where no element can stand -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/place.xsl"/>

<xsl:template match="job" mode="employer">
  <p class="by">
    <xsl:call-template name="person"><xsl:with-param name="value" select="@employer"/></xsl:call-template>
    <xsl:if test="@employer_checked = 1">
      <xsl:text> </xsl:text>
      <span class="ok"><span class="i i--checked"/><xsl:value-of select="concat(' ', r:text('employer.checked'))"/></span>
    </xsl:if>
    <xsl:if test="@pledge">
      <xsl:text> </xsl:text>
      <span class="ok"><span class="i i--checked"/><xsl:value-of select="concat(' ', r:text('job.pledge'))"/></span>
    </xsl:if>
  </p>
</xsl:template>

<xsl:template match="job[not(@employer)]" mode="employer">
  <p class="by"><span>
    <xsl:call-template name="unnamed"/><xsl:text> </xsl:text>
    <xsl:apply-templates select="." mode="place"/>
  </span></p>
</xsl:template>

<xsl:template match="job" mode="employer-text">
  <xsl:call-template name="person-text"><xsl:with-param name="value" select="@employer"/></xsl:call-template>
</xsl:template>

<xsl:template match="job[not(@employer)]" mode="employer-text">
  <xsl:call-template name="unnamed"/><xsl:text> </xsl:text>
  <xsl:apply-templates select="." mode="place-text"/>
</xsl:template>

<!-- A field's name stands inside the sentence: it begins small where letters are small or large. -->
<xsl:template name="unnamed">
  <xsl:value-of select="r:text('job.unnamed', concat(
    translate(substring(@field, 1, 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЁЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ',
                                       'abcdefghijklmnopqrstuvwxyzабвгдеёжзиклмнопрстуфхцчшщэюя'),
    substring(@field, 2)))"/>
</xsl:template>
</xsl:stylesheet>
