<?xml version="1.0" encoding="UTF-8"?>
<!-- The only <html>.  In comes <page>, out goes the whole page; the sheet of a page imports this and
     answers in three modes: title (text), head (links, nothing is fine) and main.  Mode address is
     where the page stands below its language, by which other languages find the same page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="parts/unmatched.xsl"/>
<xsl:import href="parts/query.xsl"/>
<xsl:import href="parts/person.xsl"/>
<xsl:import href="parts/telephone.xsl"/>
<xsl:import href="parts/organisation.xsl"/>
<xsl:import href="parts/foot-links.xsl"/>
<xsl:import href="parts/meta.xsl"/>
<xsl:import href="parts/signed-in.xsl"/>
<xsl:output method="html" encoding="UTF-8" indent="yes"/>

<xsl:template match="page" mode="head"/>

<xsl:template match="page" mode="address">
  <xsl:value-of select="@path"/>
  <xsl:if test="not(errors)"><xsl:call-template name="query"/></xsl:if>
</xsl:template>

<xsl:template match="page">
  <xsl:variable name="address"><xsl:apply-templates select="." mode="address"/></xsl:variable>
  <html lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>
        <xsl:if test="errors"><xsl:value-of select="r:text('error.title')"/>: </xsl:if>
        <xsl:apply-templates select="." mode="title"/>
        <xsl:value-of select="concat(' | ', organisation/service)"/>
      </title>
      <meta name="color-scheme" content="light"/>
      <link rel="stylesheet" href="{@base}/portal.css"/>
      <xsl:call-template name="meta"/>
      <xsl:for-each select="languages[not(/page/fault or /page/errors)]/language">
        <link rel="alternate" hreflang="{@tag}" href="{/page/@url}/{@tag}{$address}"/>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="head"/>
    </head>
    <body>
      <a class="skip" href="#main"><xsl:value-of select="r:text('nav.skip')"/></a>
      <header>
        <xsl:call-template name="signed-in"/>
        <xsl:apply-templates select="languages" mode="layout">
          <xsl:with-param name="address" select="$address"/>
        </xsl:apply-templates>
        <xsl:if test="organisation/@example = 'yes'">
          <div class="example"><p class="wrap"><xsl:value-of select="r:text('example.strip')"/></p></div>
        </xsl:if>
        <div class="head"><div class="wrap">
          <xsl:apply-templates select="organisation" mode="layout"/>
          <nav class="nav" aria-label="{r:text('nav.main')}">
            <ul>
              <xsl:call-template name="nav-item">
                <xsl:with-param name="path" select="'/jobs'"/>
                <xsl:with-param name="text" select="r:text('nav.jobs')"/>
              </xsl:call-template>
              <xsl:call-template name="nav-item">
                <xsl:with-param name="path" select="'/callback'"/>
                <xsl:with-param name="text" select="r:text('nav.callback')"/>
              </xsl:call-template>
              <xsl:call-template name="nav-item">
                <xsl:with-param name="path" select="'/about'"/>
                <xsl:with-param name="text" select="r:text('nav.about')"/>
              </xsl:call-template>
            </ul>
          </nav>
        </div></div>
      </header>
      <main id="main" tabindex="-1"><xsl:apply-templates select="." mode="main"/></main>
      <footer class="foot"><div class="wrap">
        <p class="promise"><xsl:value-of select="r:text('site.promise')"/></p>
        <xsl:call-template name="foot-links"/>
        <xsl:apply-templates select="organisation/telephone"/>
        <xsl:call-template name="foot-notes"/>
        <xsl:call-template name="ourselves"/>
      </div></footer>
    </body>
  </html>
</xsl:template>

<xsl:template match="languages" mode="layout">
  <xsl:param name="address"/>
  <div class="util"><nav class="wrap" aria-label="{r:text('nav.languages')}">
    <ul class="langs">
      <xsl:for-each select="language">
        <li><a href="{/page/@base}/{@tag}{$address}" lang="{@tag}" hreflang="{@tag}" dir="{@dir}">
          <xsl:if test="@tag = /page/@lang">
            <xsl:attribute name="aria-current">true</xsl:attribute>
          </xsl:if>
          <xsl:value-of select="r:code('language', @tag)"/>
        </a></li>
      </xsl:for-each>
    </ul>
  </nav></div>
</xsl:template>

<xsl:template match="organisation" mode="layout">
  <a class="logo" href="{/page/@base}/{/page/@lang}/">
    <xsl:for-each select="logo[. != '']"><img src="{/page/@base}/{.}" alt="" width="40" height="40"/></xsl:for-each>
    <span><xsl:value-of select="service"/><small><xsl:value-of select="purpose"/></small></span>
  </a>
  <p class="helpline">
    <xsl:value-of select="concat(r:text('help.line'), ' ')"/>
    <xsl:call-template name="our-telephone"/>
  </p>
</xsl:template>

<xsl:template name="nav-item">
  <xsl:param name="path"/>
  <xsl:param name="text"/>
  <li><a href="{/page/@base}/{/page/@lang}{$path}">
    <xsl:if test="/page/@path = $path"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
    <xsl:value-of select="$text"/>
  </a></li>
</xsl:template>
</xsl:stylesheet>
