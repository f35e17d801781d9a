<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a job is, written by name: its place, and up to three further ones.  For job-form.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="job-places">
  <xsl:param name="fields"/>
  <xsl:call-template name="job-input"><xsl:with-param name="fields" select="$fields"/><xsl:with-param name="name" select="'place'"/></xsl:call-template>
  <xsl:if test="contains($fields, ' further_place ')">
    <xsl:variable name="kept" select="/page/request/param[@name = 'further_place'] | /page[not(errors)]/stored_many/value[@name = 'further_place']/@key"/>
    <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = 'further_place']))}">
      <label for="further_place"><xsl:value-of select="r:text('form.further_place')"/></label>
      <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'further_place'"/><xsl:with-param name="hint" select="r:text('form.further_place_each')"/></xsl:call-template>
      <input class="input" id="further_place" name="further_place" autocomplete="off" dir="auto" value="{$kept[1]}">
        <xsl:call-template name="described"><xsl:with-param name="name" select="'further_place'"/><xsl:with-param name="hint" select="'each'"/></xsl:call-template>
      </input>
      <input class="input" name="further_place" autocomplete="off" dir="auto" value="{$kept[2]}" aria-label="{r:text('form.further_place')} 2"/>
      <input class="input" name="further_place" autocomplete="off" dir="auto" value="{$kept[3]}" aria-label="{r:text('form.further_place')} 3"/>
    </div>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
