<?xml version="1.0" encoding="UTF-8"?>
<!-- Telephone numbers and the hours in which somebody answers.
     our-telephone    the organisation's number      telephone  any number, as people write it
     <telephone>      a line with number and hours   <hours>    each <open> in words
     On an example site nothing is a link: nobody should be called by mistake. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="our-telephone">
  <xsl:call-template name="telephone">
    <xsl:with-param name="number" select="/page/organisation/telephone"/>
  </xsl:call-template>
</xsl:template>

<!-- +972501234567 is written 050-123-4567; what comes otherwise stays as it is. -->
<xsl:template name="telephone">
  <xsl:param name="number"/>
  <xsl:variable name="own" select="substring-after($number, '+972')"/>
  <xsl:variable name="head" select="string-length($own) - 7"/>
  <xsl:variable name="said">
    <xsl:choose>
      <xsl:when test="$head = 1 or $head = 2">
        <xsl:value-of select="concat('0', substring($own, 1, $head), '-',
                                     substring($own, $head + 1, 3), '-', substring($own, $head + 4))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$number"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="/page/organisation/@example = 'yes'">
      <bdi class="ltr" dir="ltr"><xsl:value-of select="$said"/></bdi>
    </xsl:when>
    <xsl:otherwise>
      <a href="tel:{translate($number, ' -()/.', '')}"><bdi class="ltr" dir="ltr"><xsl:value-of select="$said"/></bdi></a>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="organisation/telephone">
  <p><xsl:call-template name="our-telephone"/><br/><xsl:apply-templates select="../hours"/></p>
</xsl:template>

<xsl:template match="organisation/hours">
  <xsl:for-each select="open">
    <xsl:if test="position() &gt; 1"><br/></xsl:if>
    <xsl:variable name="first" select="substring(@days, 1, 1)"/>
    <xsl:variable name="last" select="substring(@days, string-length(@days), 1)"/>
    <xsl:variable name="days">
      <xsl:choose>
        <xsl:when test="$first = $last"><xsl:value-of select="r:code('day', $first)"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="r:text('hours.days', r:code('day', $first), r:code('day', $last))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="r:text('hours.line', $days, @from, @to)"/>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
