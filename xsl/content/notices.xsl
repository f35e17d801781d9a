<?xml version="1.0" encoding="UTF-8"?>
<!-- What a reader must know before the first line: that nobody has checked the translation, the
     facts, or what the page says of a law.   <content kind="rights">   becomes   a banner, or
     nothing once all of it is checked. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/lawyer.xsl"/>

<xsl:template match="content" mode="notices">
  <xsl:param name="read"/>
  <xsl:variable name="foreign" select="@kind and @checked = '' and /page/@lang != 'he'"/>
  <xsl:variable name="facts" select="@kind and (not(@hold) or $read) and .//fact[@checked = '']"/>
  <xsl:variable name="law" select="@legal = 'yes' and not($read)"/>
  <xsl:if test="$foreign or $facts or $law">
    <div class="banner">
      <xsl:if test="$facts"><p><xsl:value-of select="r:text('content.top_facts')"/></p></xsl:if>
      <xsl:if test="$law"><xsl:call-template name="unread"/></xsl:if>
      <xsl:if test="$foreign">
        <p>
          <xsl:value-of select="r:text('content.top_translation')"/>
          <xsl:text> </xsl:text>
          <xsl:call-template name="our-telephone"/>
        </p>
        <xsl:if test="/page/languages/language[@tag = 'he']">
          <p><a href="{/page/@base}/he{/page/@path}" hreflang="he">
            <xsl:value-of select="r:text('content.hebrew')"/>
          </a></p>
        </xsl:if>
      </xsl:if>
    </div>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
