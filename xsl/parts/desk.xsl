<?xml version="1.0" encoding="UTF-8"?>
<!-- How the desk can be reached, and how it keeps up.
     office       open now, or when again; nothing where hours or this year's holidays are not set
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
        <xsl:when test="@open_now = 1"><xsl:value-of select="r:text('office.open', @today_to)"/></xsl:when>
        <xsl:otherwise>
          <xsl:if test="@today_from and @next_day = /page/@today">
            <xsl:value-of select="concat(r:text('office.today', @today_from, @today_to), ' ')"/>
          </xsl:if>
          <xsl:if test="@next_day != /page/@today">
            <xsl:value-of select="r:text('office.closed', r:day(@next_day, 'weekday'), @next_from)"/>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
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
