<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of who is signed in, by role, as one line above the page itself; nothing for visitors.
     Called first in mode main, outside .wrap.  A page below one of these is told by `here`, that
     page's path. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="area-nav">
  <xsl:param name="here" select="/page/@path"/>
  <xsl:variable name="roles" select="concat(' ', /page/@role, ' ')"/>
  <xsl:variable name="employer" select="contains($roles, ' employer ')"/>
  <xsl:variable name="coordinator" select="contains($roles, ' coordinator ')"/>
  <xsl:variable name="desk" select="$coordinator or contains($roles, ' worker ')"/>
  <xsl:variable name="manager" select="contains($roles, ' manager ')"/>
  <xsl:variable name="staff" select="$desk or $manager or contains($roles, ' admin ')"/>
  <xsl:if test="$employer or $staff">
    <nav class="area" aria-label="{r:text('area.name')}"><ul class="wrap">
      <xsl:if test="$employer">
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/employer'"/><xsl:with-param name="text" select="r:text('area.employer')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/employer/jobs/new'"/><xsl:with-param name="text" select="r:text('area.job')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/employer/people'"/><xsl:with-param name="text" select="r:text('area.people')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/employer/pledge'"/><xsl:with-param name="text" select="r:text('area.pledge')"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$staff">
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff'"/><xsl:with-param name="text" select="r:text('area.staff')"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$desk">
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/desk'"/><xsl:with-param name="text" select="r:text('area.desk')"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$coordinator">
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/queue'"/><xsl:with-param name="text" select="r:text('area.queue')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/employers'"/><xsl:with-param name="text" select="r:text('area.employers')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/jobs/new'"/><xsl:with-param name="text" select="r:text('area.phone')"/></xsl:call-template>
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/wording'"/><xsl:with-param name="text" select="r:text('wording.title')"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$manager">
        <xsl:call-template name="area-item"><xsl:with-param name="here" select="$here"/><xsl:with-param name="path" select="'/staff/audit'"/><xsl:with-param name="text" select="r:text('audit.title')"/></xsl:call-template>
      </xsl:if>
    </ul></nav>
  </xsl:if>
</xsl:template>

<xsl:template name="area-item">
  <xsl:param name="here"/>
  <xsl:param name="path"/>
  <xsl:param name="text"/>
  <li><a href="{/page/@base}/{/page/@lang}{$path}">
    <xsl:if test="$here = $path"><xsl:attribute name="aria-current"><xsl:choose><xsl:when test="/page/@path = $path">page</xsl:when><xsl:otherwise>true</xsl:otherwise></xsl:choose></xsl:attribute></xsl:if>
    <xsl:value-of select="$text"/>
  </a></li>
</xsl:template>
</xsl:stylesheet>
