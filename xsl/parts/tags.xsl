<?xml version="1.0" encoding="UTF-8"?>
<!-- Whether a job is an example, what is easy about it, and what a reader should know before the click, as short labels.
     <job no_experience="1" ride="1"/> in mode tags   becomes   <ul class="tags"><li>…</li></ul> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="job" mode="tags">
  <xsl:variable name="age" select="r:days(@opens, /page/@today)"/>
  <xsl:variable name="easy" select="@no_experience | @day_only | @no_licence | @ride | @training"/>
  <!-- A card has no state: all of a list are open. -->
  <xsl:variable name="new" select="$age &lt; 3 and (not(@state) or @state = 'open')"/>
  <xsl:variable name="needed" select="@needed_by[translate(., '-', '') &gt;= translate(/page/@today, '-', '')]"/>
  <xsl:if test="$easy or @legal_check or @source_name or @example or $new or $needed">
    <ul class="tags">
      <xsl:if test="@example"><li class="tag"><xsl:value-of select="r:text('job.example')"/></li></xsl:if>
      <xsl:if test="$new"><li class="tag tag--new"><xsl:value-of select="r:text('job.new')"/></li></xsl:if>
      <xsl:for-each select="$needed"><li class="tag tag--new"><xsl:value-of select="r:text('job.needed_by', r:day(., 'short'))"/></li></xsl:for-each>
      <xsl:for-each select="$easy">
        <li class="tag"><xsl:value-of select="r:code('flag', name())"/></li>
      </xsl:for-each>
      <xsl:if test="@legal_check"><li class="tag"><xsl:value-of select="r:text('job.legal')"/></li></xsl:if>
      <xsl:if test="@source_name"><li class="tag"><xsl:value-of select="r:text('job.elsewhere')"/></li></xsl:if>
    </ul>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
