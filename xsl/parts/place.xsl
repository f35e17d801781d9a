<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a job is.  A place that has no name in the reader's language is written in Hebrew, as its
     road signs have it, and then in English.
     <job place="אבו תלול" place_lang="he" place_en="Abu Tulul"/>
     in mode place       becomes   <bdi lang="he">אבו תלול</bdi> (<bdi lang="en">Abu Tulul</bdi>)
     in mode place-text  the same where no element can stand
     <place text="…" lang="he" en="…"/> in mode place-text   becomes   the text of an option -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="../parts/person.xsl"/>

<xsl:template match="job" mode="place">
  <xsl:call-template name="person">
    <xsl:with-param name="value" select="@place"/>
    <xsl:with-param name="lang" select="@place_lang"/>
  </xsl:call-template>
  <xsl:if test="@place_en">
    <xsl:text> (</xsl:text>
    <xsl:call-template name="person">
      <xsl:with-param name="value" select="@place_en"/>
      <xsl:with-param name="lang" select="'en'"/>
    </xsl:call-template>
    <xsl:text>)</xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="job" mode="place-text">
  <xsl:call-template name="person-text"><xsl:with-param name="value" select="@place"/></xsl:call-template>
  <xsl:if test="@place_en">
    <xsl:text> (</xsl:text>
    <xsl:call-template name="person-text"><xsl:with-param name="value" select="@place_en"/></xsl:call-template>
    <xsl:text>)</xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="place" mode="place-text">
  <xsl:value-of select="@text"/>
  <xsl:if test="@en"><xsl:value-of select="concat(' / ', @en)"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
