<?xml version="1.0" encoding="UTF-8"?>
<!-- What speaks against a job beside its wording: pay below a rate, jobs that may be the same, the
     telephone of other employers, links and numbers in the text.  Hints, nothing is refused by them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="hints">
  <xsl:variable name="text" select="concat(advert/@title, ' ', advert/@text)"/>
  <xsl:variable name="plain" select="translate($text, '0123456789', '')"/>
  <xsl:variable name="links" select="contains(substring-after($text, '://'), '://') or contains($text, 'www.') or contains($text, 'bit.ly') or contains($text, 't.me/')"/>
  <xsl:variable name="numbers" select="string-length($text) - string-length($plain) &gt; 16"/>
  <xsl:apply-templates select="wages/wage"/>
  <xsl:if test="twins/twin or phones/employer or $links or $numbers">
    <section class="banner" aria-labelledby="hints">
      <h2 id="hints"><xsl:value-of select="r:text('decide.hints')"/></h2>
      <ul class="stack">
        <xsl:if test="$links"><li><xsl:value-of select="r:text('decide.links')"/></li></xsl:if>
        <xsl:if test="$numbers"><li><xsl:value-of select="r:text('decide.numbers')"/></li></xsl:if>
        <xsl:if test="phones/employer"><li><xsl:value-of select="concat(r:text('decide.phones'), ' ')"/>
          <xsl:for-each select="phones/employer">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <a href="{/page/@base}/{/page/@lang}/staff/employers/{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template></a>
          </xsl:for-each></li></xsl:if>
        <xsl:if test="twins/twin"><li><xsl:value-of select="r:text('decide.twins')"/>
          <ul><xsl:for-each select="twins/twin"><li>
            <a href="{/page/@base}/{/page/@lang}/staff/jobs/{@code}"><xsl:call-template name="person"><xsl:with-param name="value" select="@title"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template></a>
            <xsl:text> · </xsl:text><xsl:call-template name="person"><xsl:with-param name="value" select="@employer"/></xsl:call-template>
            <xsl:value-of select="concat(' · ', r:code('decide.state', @state))"/>
          </li></xsl:for-each></ul></li></xsl:if>
      </ul>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template match="wages/wage">
  <p class="banner">
    <xsl:value-of select="r:code('decide.wage', @status)"/>
    <xsl:value-of select="concat(' ', r:text('decide.rate', r:money(@amount), r:code('unit', @unit), r:day(@since)), ' ')"/>
    <xsl:if test="@old"><xsl:value-of select="concat(r:text('decide.wage_old'), ' ')"/></xsl:if>
    <bdi><xsl:value-of select="@source"/></bdi>
  </p>
</xsl:template>
</xsl:stylesheet>
