<?xml version="1.0" encoding="UTF-8"?>
<!-- From one page of a list to the next.   <jobs more="18233">   becomes   a link ?after=18233 to
     older ones and, where this is not the first page, one back to the newest.  No page has a
     number: the list grows at its head while it is read. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/query.xsl"/>

<xsl:template match="*" mode="pager">
  <xsl:variable name="later" select="/page/request/param[@name = 'after']"/>
  <xsl:variable name="here" select="concat(/page/@base, '/', /page/@lang, /page/@path)"/>
  <xsl:variable name="query">
    <xsl:call-template name="query"><xsl:with-param name="without" select="' after '"/></xsl:call-template>
  </xsl:variable>
  <xsl:if test="@more or $later">
    <nav class="pager" aria-label="{r:text('pager.name')}">
      <xsl:if test="$later">
        <a class="btn btn--plain" href="{$here}{$query}"><xsl:value-of select="r:text('pager.newest')"/></a>
      </xsl:if>
      <xsl:if test="@more">
        <a class="btn btn--plain" rel="next" href="{$here}{$query}{substring('?&amp;', 1 + ($query != ''), 1)}after={@more}">
          <xsl:value-of select="concat(r:text('pager.older'), ' ')"/><span class="i i--on"/>
        </a>
      </xsl:if>
    </nav>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
