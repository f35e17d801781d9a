<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of GET /staff: what has a code (find, <thing>), and whom to call today (<calls>). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>

<xsl:template name="find">
  <form action="{@base}/{@lang}{@path}" role="search">
    <label for="code"><xsl:value-of select="r:text('staff.search')"/></label>
    <div class="ask">
      <input class="input" id="code" name="code" dir="ltr" autocomplete="off" value="{request/param[@name = 'code']}"/>
      <button class="btn"><xsl:value-of select="r:text('staff.find')"/></button>
    </div>
  </form>
  <xsl:if test="request/param[@name = 'code'] and not(found/thing)"><p role="status"><xsl:value-of select="r:text('staff.not_found')"/></p></xsl:if>
  <ul class="stack"><xsl:apply-templates select="found/thing"/></ul>
</xsl:template>

<xsl:template match="thing">
  <xsl:variable name="path"><xsl:choose>
    <xsl:when test="@kind = 'job' and contains(concat(' ', /page/@role, ' '), ' coordinator ')">/staff/jobs/</xsl:when>
    <xsl:when test="@kind = 'job'">/jobs/</xsl:when>
    <xsl:when test="@kind = 'employer'">/staff/employers/</xsl:when>
    <xsl:otherwise>/staff/desk/</xsl:otherwise>
  </xsl:choose></xsl:variable>
  <li class="panel"><a href="{/page/@base}/{/page/@lang}{$path}{@code}">
    <xsl:value-of select="concat(r:code('thing', @kind), ' ')"/><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi>
    <xsl:if test="@text"><xsl:text>: </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="@text"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></xsl:if>
  </a></li>
</xsl:template>

<xsl:template match="calls">
  <section class="panel">
    <h2><xsl:value-of select="r:text('staff.calls')"/></h2>
    <ul>
      <xsl:for-each select="employer">
        <li><p><a href="{/page/@base}/{/page/@lang}/staff/employers/{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a>
          <xsl:if test="@late"><xsl:text> </xsl:text><span class="soon"><xsl:value-of select="r:text('staff.due', r:day(@day))"/></span></xsl:if>
        </p></li>
      </xsl:for-each>
    </ul>
  </section>
</xsl:template>
</xsl:stylesheet>
