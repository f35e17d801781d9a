<?xml version="1.0" encoding="UTF-8"?>
<!-- How many days lie between two days.   from 2026-11-21, to 2026-11-24   becomes   3
     Each becomes its Julian day number; NaN when one is no day.  Asks nothing of the page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template name="days-between">
  <xsl:param name="from"/>
  <xsl:param name="to"/>
  <xsl:variable name="first">
    <xsl:call-template name="julian-day"><xsl:with-param name="day" select="$from"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="last">
    <xsl:call-template name="julian-day"><xsl:with-param name="day" select="$to"/></xsl:call-template>
  </xsl:variable>
  <xsl:value-of select="$last - $first"/>
</xsl:template>

<!-- Years that begin in March put the leap day last. -->
<xsl:template name="julian-day">
  <xsl:param name="day"/>
  <xsl:variable name="month" select="substring($day, 6, 2)"/>
  <xsl:variable name="early" select="floor((14 - $month) div 12)"/>
  <xsl:variable name="year" select="substring($day, 1, 4) + 4800 - $early"/>
  <xsl:value-of select="substring($day, 9, 2) + floor((153 * ($month + 12 * $early - 3) + 2) div 5)
                        + 365 * $year + floor($year div 4) - floor($year div 100)
                        + floor($year div 400) - 32045"/>
</xsl:template>
</xsl:stylesheet>
