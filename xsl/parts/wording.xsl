<?xml version="1.0" encoding="UTF-8"?>
<!-- What an advert says that it may not say, why, and how to mend it; a hint, never a refusal.
     <found><phrase kind="record" text="…" lang="he" law="…"/>…</found>   (wording/found.sql)   becomes
     a box of one paragraph for each kind: what is not allowed, the words, the law, how to mend it.
     Nothing found is said, too.  <offered><name lang="he" text="…"/></offered> (wording/offered.sql)
     gives the forms for both genders. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="found[phrase]">
  <div class="banner" id="wording">
    <p><xsl:value-of select="r:text('wording.lead')"/></p>
    <ul class="stack">
      <xsl:apply-templates select="phrase[not(@kind = preceding-sibling::phrase/@kind)]"/>
    </ul>
  </div>
</xsl:template>

<xsl:template match="found[not(phrase)]">
  <p id="wording"><xsl:value-of select="r:text('wording.none')"/></p>
</xsl:template>

<xsl:template match="found/phrase">
  <li>
    <strong><xsl:value-of select="r:code('wording.kind', @kind)"/></strong>
    <br/>
    <xsl:for-each select="../phrase[@kind = current()/@kind]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <bdi lang="{@lang}"><xsl:value-of select="normalize-space(translate(@text, '*#', ' …'))"/></bdi>
    </xsl:for-each>
    <br/>
    <xsl:apply-templates select="@kind" mode="mend"/>
    <xsl:variable name="names" select="/page/offered/name[@lang = current()/../phrase[@kind = current()/@kind]/@lang]"/>
    <xsl:if test="$names and (@kind = 'one_gender' or @kind = 'sex')">
      <xsl:value-of select="concat(' ', r:text('wording.both'), ' ')"/>
      <xsl:for-each select="$names">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <bdi lang="{@lang}"><xsl:value-of select="@text"/></bdi>
      </xsl:for-each>
      <xsl:text>.</xsl:text>
    </xsl:if>
    <br/>
    <bdi lang="he" dir="rtl"><xsl:value-of select="@law"/></bdi>
  </li>
</xsl:template>

<xsl:template match="offered"/>

<xsl:template match="@kind" mode="mend"><xsl:value-of select="r:text('wording.mend.equal')"/></xsl:template>
<xsl:template match="@kind[. = 'record' or . = 'one_gender' or . = 'worker_pays' or . = 'document' or . = 'off_books']" mode="mend"><xsl:value-of select="r:code('wording.mend', .)"/></xsl:template>
</xsl:stylesheet>
