<?xml version="1.0" encoding="UTF-8"?>
<!-- How the desk can be reached, and how it keeps up.
     office       open now, or today's hours and when again; nothing where hours or this year's
                  holidays are not set
     desk-late    answers take longer than promised: call us
     desk-closed  in place of a form that takes nothing now
     answer-by    day and hour by which we answer; not while answers are late -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>

<xsl:template name="office">
  <xsl:for-each select="/page/organisation[@open_now]">
    <p class="muted">
      <xsl:choose>
        <xsl:when test="@open_now = 1"><xsl:value-of select="r:text('office.open', @open_until)"/></xsl:when>
        <xsl:when test="today"><xsl:value-of select="r:text('office.now')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('office.day_off')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@open_now = 0 and today">
        <xsl:variable name="hours"><xsl:for-each select="today">
          <xsl:if test="position() &gt; 1"> · </xsl:if>
          <xsl:value-of select="r:text('office.stretch', @from, @to)"/>
        </xsl:for-each></xsl:variable>
        <xsl:value-of select="concat(' ', r:text('office.today', $hours))"/>
      </xsl:if>
      <xsl:if test="@next_day and @next_day != /page/@today">
        <xsl:value-of select="concat(' ', r:text('office.opens', r:day(@next_day, 'weekday'), @next_from))"/>
      </xsl:if>
    </p>
  </xsl:for-each>
</xsl:template>

<xsl:template name="desk-late">
  <xsl:if test="/page/desk/@late">
    <p class="banner"><xsl:value-of select="concat(r:text('desk.late'), ' ')"/><xsl:call-template name="our-telephone"/></p>
  </xsl:if>
</xsl:template>

<xsl:template name="desk-closed">
  <xsl:param name="title"/>
  <div class="wrap"><div class="form">
    <h1><xsl:value-of select="$title"/></h1>
    <p class="lead"><xsl:value-of select="r:text('callback.closed')"/></p>
    <xsl:apply-templates select="/page/organisation/telephone"/>
    <xsl:call-template name="office"/>
  </div></div>
</xsl:template>

<xsl:template name="answer-by">
  <xsl:for-each select="/page/organisation[@answer_day][not(/page/desk/@late)]">
    <p><xsl:value-of select="r:text('sent.by', r:day(@answer_day, 'weekday'), @answer_hour)"/></p>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
