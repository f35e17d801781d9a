<?xml version="1.0" encoding="UTF-8"?>
<!-- What the work is called in the reader's language; a trade that nobody has looked at says so.
     <job trade="…" trade_guessed="1"/> in mode trade   becomes   <p class="trade">…</p>
     <trade text="…" guessed="1"/> in mode trade        becomes   the same
     and in mode trade-text what stands in it; without a trade there is nothing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="job[not(@trade)]" mode="trade"/>
<xsl:template match="job[@trade] | trade" mode="trade">
  <p class="trade"><xsl:apply-templates select="." mode="trade-text"/></p>
</xsl:template>

<xsl:template match="job" mode="trade-text"><xsl:value-of select="@trade"/></xsl:template>
<xsl:template match="job[@trade_guessed = 1]" mode="trade-text"><xsl:value-of select="r:text('trade.probably', @trade)"/></xsl:template>

<xsl:template match="trade" mode="trade-text"><xsl:value-of select="@text"/></xsl:template>
<xsl:template match="trade[@guessed = 1]" mode="trade-text"><xsl:value-of select="r:text('trade.probably', @text)"/></xsl:template>
</xsl:stylesheet>
