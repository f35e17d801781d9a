<?xml version="1.0" encoding="UTF-8"?>
<!-- The foot of every page.
     foot-links  help now stands first, one tap away from anywhere
     foot-notes  that nobody has checked the translation, and that no lawyer has read what labels of
                 jobs say of a law -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="foot-links">
  <nav aria-label="{r:text('content.foot')}">
    <ul class="foot-links">
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'help-now'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'rights'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'families'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'why-hire'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'offer-job'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'volunteer'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'accessibility'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'privacy'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'about'"/></xsl:call-template>
      <xsl:call-template name="foot-link"><xsl:with-param name="page" select="'sign-in'"/></xsl:call-template>
    </ul>
  </nav>
</xsl:template>

<xsl:template name="foot-notes">
  <xsl:for-each select="/page">
    <xsl:if test="@lang != 'he' and (@unchecked or content/@checked = '')">
      <p class="note"><xsl:value-of select="r:text('foot.unchecked')"/></p>
    </xsl:if>
    <xsl:if test="*/job/@legal_check and not(organisation/lawyer[@page = 'jobs'][@checked != ''])">
      <p class="note"><xsl:value-of select="r:text('foot.lawyer')"/></p>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

<xsl:template name="foot-link">
  <xsl:param name="page"/>
  <li><a href="{/page/@base}/{/page/@lang}/{$page}"><xsl:value-of select="r:code('content.foot', $page)"/></a></li>
</xsl:template>
</xsl:stylesheet>
