<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of text, rendered once by the command line.  In comes <page><content kind="rights|help"
     legal="yes" hold="lawyer" checked="">: <title>, then what body.xsl, contact.xsl and facts.xsl
     know; anything else in it is loud.
     kind    rights and help pages say on top what nobody has checked, rights link to all of them
     legal   states what a law says: until a lawyer has read it, the page says so
     hold    until then nothing but our telephone is shown -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>
<xsl:import href="../parts/help.xsl"/>
<xsl:import href="notices.xsl"/>
<xsl:import href="body.xsl"/>
<xsl:import href="contact.xsl"/>
<xsl:import href="facts.xsl"/>

<xsl:template match="page" mode="title"><xsl:value-of select="content/title"/></xsl:template>

<xsl:template match="page" mode="main">
  <xsl:variable name="read" select="organisation/lawyer[@page = substring(/page/@path, 2)][@checked != '']"/>
  <div class="wrap cols cols--aside">
    <article class="prose">
      <xsl:if test="content/@kind = 'rights' and @path != '/rights'">
        <a class="back" href="{@base}/{@lang}/rights"><xsl:value-of select="r:text('content.rights')"/></a>
      </xsl:if>
      <h1><xsl:value-of select="content/title"/></h1>
      <xsl:apply-templates select="content" mode="notices">
        <xsl:with-param name="read" select="$read"/>
      </xsl:apply-templates>
      <xsl:choose>
        <xsl:when test="content/@hold = 'lawyer' and not($read)">
          <p>
            <xsl:value-of select="concat(r:text('content.call'), ' ')"/>
            <xsl:call-template name="our-telephone"/>
          </p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="content/*[not(self::title)]"/>
          <xsl:apply-templates select="content" mode="sources"/>
          <xsl:if test="content/@legal"><xsl:call-template name="lawyer"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </article>
    <xsl:if test="not(content/@hold) or $read">
      <div class="side"><xsl:call-template name="help"><xsl:with-param name="text" select="r:text('help.call')"/></xsl:call-template></div>
    </xsl:if>
  </div>
</xsl:template>
</xsl:stylesheet>
