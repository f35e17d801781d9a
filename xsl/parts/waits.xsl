<?xml version="1.0" encoding="UTF-8"?>
<!-- How long something waits for us: since, an instant; of the row also needed_by, a day, and
     answer_by, the instant by which an answer was promised.
     becomes   <p>needed by …</p> <p>waits 3 days · answer promised by …</p>  -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="waits">
  <xsl:param name="since"/>
  <xsl:variable name="days" select="r:days(substring($since, 1, 10), /page/@today)"/>
  <xsl:variable name="by" select="substring(@answer_by, 1, 10)"/>
  <xsl:if test="@needed_by"><p class="soon"><xsl:value-of select="r:text('queue.needed_by', r:day(@needed_by, 'weekday'))"/></p></xsl:if>
  <xsl:if test="$since">
    <p class="muted">
      <xsl:choose>
        <xsl:when test="$days &gt; 0"><xsl:value-of select="r:count('queue.waits', $days)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('queue.today')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$by">
        <xsl:text> · </xsl:text>
        <xsl:choose>
          <xsl:when test="number(translate($by, '-', '')) &lt; number(translate(/page/@today, '-', ''))">
            <span class="soon"><xsl:value-of select="r:text('queue.late', r:day($by, 'weekday'))"/></span>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="r:text('queue.promised', r:day($by, 'weekday'))"/></xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </p>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
