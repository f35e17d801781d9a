<?xml version="1.0" encoding="UTF-8"?>
<!-- Who runs the service, and how else than by telephone it is reached.  Each line stands only
     where organisation.xml sets it.
     ourselves          all of it: ways, name with number, address, where one can give
     ways               WhatsApp, which is a number and never a link, and mail
     who                the organisation's name, in the one element that may name it, and its number
     somebody           <name>, <telephone> and <mail> of somebody who answers for a matter -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>

<xsl:template name="ways">
  <xsl:for-each select="/page/organisation/whatsapp[. != '']">
    <p><xsl:value-of select="concat(r:text('organisation.whatsapp'), ': ')"/><bdi class="ltr" dir="ltr"><xsl:value-of select="."/></bdi></p>
  </xsl:for-each>
  <xsl:for-each select="/page/organisation/mail[. != '']">
    <p><xsl:value-of select="concat(r:text('organisation.mail'), ': ')"/><xsl:call-template name="mail"/></p>
  </xsl:for-each>
</xsl:template>

<xsl:template name="mail">
  <xsl:choose>
    <xsl:when test="/page/organisation/@example = 'yes'"><bdi class="ltr" dir="ltr"><xsl:value-of select="."/></bdi></xsl:when>
    <xsl:otherwise><a href="mailto:{.}"><bdi class="ltr" dir="ltr"><xsl:value-of select="."/></bdi></a></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="who">
  <p>
    <span class="organisation"><xsl:value-of select="/page/organisation/name"/></span>
    <xsl:for-each select="/page/organisation/number[. != '']">
      <xsl:value-of select="concat(' · ', r:text('organisation.number'), ' ')"/><bdi class="ltr" dir="ltr"><xsl:value-of select="."/></bdi>
    </xsl:for-each>
  </p>
</xsl:template>

<xsl:template name="ourselves">
  <xsl:call-template name="ways"/>
  <xsl:call-template name="who"/>
  <xsl:for-each select="/page/organisation/address[. != '']">
    <p><xsl:value-of select="concat(r:text('organisation.address'), ': ')"/><bdi dir="auto"><xsl:value-of select="."/></bdi></p>
  </xsl:for-each>
  <xsl:for-each select="/page/organisation/donation[starts-with(., 'https://')]">
    <p><a href="{.}" rel="noopener noreferrer"><xsl:value-of select="r:text('organisation.donation')"/></a></p>
  </xsl:for-each>
</xsl:template>

<xsl:template name="somebody">
  <xsl:for-each select="name[. != '']"><p><bdi dir="auto"><xsl:value-of select="."/></bdi></p></xsl:for-each>
  <xsl:for-each select="telephone[. != '']">
    <p><xsl:call-template name="telephone"><xsl:with-param name="number" select="."/></xsl:call-template></p>
  </xsl:for-each>
  <xsl:for-each select="mail[. != '']"><p><xsl:call-template name="mail"/></p></xsl:for-each>
</xsl:template>
</xsl:stylesheet>
