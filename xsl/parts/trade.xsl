<?xml version="1.0" encoding="UTF-8"?>
<!-- What the work is called in the reader's language; a trade that nobody has looked at says so.
     <job trade="…" trade_guessed="1"/> in mode trade   becomes   <p class="trade">…</p>, and
     without a trade nothing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="job" mode="trade">
  <xsl:if test="@trade">
    <p class="trade">
      <xsl:choose>
        <xsl:when test="@trade_guessed = 1"><xsl:value-of select="r:text('trade.probably', @trade)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@trade"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
