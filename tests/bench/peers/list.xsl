<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of jobs for xslt.php.  The page without rows comes as parameters of finished text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html" encoding="UTF-8" indent="no"/>
<xsl:param name="top"/>
<xsl:param name="places"/>
<xsl:param name="fields"/>
<xsl:param name="jobs"/>
<xsl:param name="bottom"/>

<xsl:template match="page">
  <xsl:value-of select="$top" disable-output-escaping="yes"/>
  <xsl:apply-templates select="regions/row"/>
  <xsl:value-of select="$places" disable-output-escaping="yes"/>
  <xsl:apply-templates select="places/row"/>
  <xsl:value-of select="$fields" disable-output-escaping="yes"/>
  <xsl:apply-templates select="fields/row"/>
  <xsl:value-of select="$jobs" disable-output-escaping="yes"/>
  <xsl:apply-templates select="jobs/row"/>
  <xsl:value-of select="$bottom" disable-output-escaping="yes"/>
</xsl:template>

<xsl:template match="regions/row | places/row">
  <option value="{@key}"><xsl:value-of select="concat(@text, ' (', @n, ')')"/></option>
</xsl:template>

<xsl:template match="fields/row">
  <label class="check"><input type="checkbox" name="field" value="{@key}"/><span><xsl:value-of select="@text"/></span><span class="n"><xsl:value-of select="@n"/></span></label>
</xsl:template>

<xsl:template match="jobs/row">
  <li><article class="job">
    <xsl:if test="@trade"><p class="trade"><xsl:value-of select="@trade"/></p></xsl:if>
    <h3><a href="/he/jobs/{@code}"><bdi><xsl:if test="@lang != 'he'"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if><xsl:value-of select="@title"/></bdi></a></h3>
    <p class="by"><bdi><xsl:value-of select="@employer"/></bdi><xsl:if test="@employer_checked"><span class="ok"><span class="i i--checked"/> מעסיק מאושר</span></xsl:if></p>
    <dl class="facts">
      <div><dt><span class="i"/><span class="away">מקום: </span></dt><dd><bdi><xsl:value-of select="@place"/></bdi></dd></div>
      <div><dt><span class="i i--pay"/><span class="away">שכר: </span></dt><dd class="pay"><xsl:value-of select="@pay"/></dd></div>
      <xsl:if test="@hours"><div><dt><span class="i i--hours"/><span class="away">שעות עבודה: </span></dt><dd><bdi><xsl:value-of select="@hours"/></bdi></dd></div></xsl:if>
      <xsl:if test="@transport"><div><dt><span class="i i--transport"/><span class="away">איך מגיעים: </span></dt><dd><bdi><xsl:value-of select="@transport"/></bdi></dd></div></xsl:if>
    </dl>
    <ul class="tags">
      <xsl:if test="@example"><li class="tag">דוגמה</li></xsl:if>
      <xsl:if test="@no_experience"><li class="tag">בלי ניסיון</li></xsl:if>
      <xsl:if test="@day_only"><li class="tag">משמרות יום בלבד</li></xsl:if>
      <xsl:if test="@no_licence"><li class="tag">בלי רישיון נהיגה</li></xsl:if>
      <xsl:if test="@ride"><li class="tag">יש הסעה</li></xsl:if>
      <xsl:if test="@training"><li class="tag">הכשרה בתשלום</li></xsl:if>
    </ul>
    <p class="when"><xsl:value-of select="concat('פורסמה ', @opens, ' · פתוחה עד ', @closes)"/></p>
  </article></li>
</xsl:template>
</xsl:stylesheet>
