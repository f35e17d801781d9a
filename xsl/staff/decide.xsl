<?xml version="1.0" encoding="UTF-8"?>
<!-- The forms by which staff decide about a job: publish, ask back or refuse, confirm the law, hide,
     bring back.  All carry the version that was read. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template match="item" mode="decide">
  <xsl:variable name="waits" select="@edit = 'waits' or @state = 'review' and not(@hidden)"/>
  <xsl:if test="@state = 'open' or @hidden">
    <section class="panel"><form method="post" action="{/page/@base}/{/page/@lang}/staff/jobs/{@code}/{substring('hideshow', 1 + 4 * boolean(@hidden), 4)}#errors">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="version" value="{@version}"/>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:code('decide.turn', substring('hideshow', 1 + 4 * boolean(@hidden), 4))"/></button>
    </form></section>
  </xsl:if>
  <xsl:if test="@legal_basis">
    <section class="panel" aria-labelledby="legal">
      <h2 id="legal"><xsl:value-of select="r:text('decide.legal')"/></h2>
      <p><xsl:value-of select="r:code('decide.legal_basis', @legal_basis)"/></p>
      <xsl:choose>
        <xsl:when test="@legal_confirmed"><p><xsl:value-of select="concat(r:text('decide.legal_confirmed', r:day(substring(@legal_confirmed, 1, 10))), ' ')"/><xsl:call-template name="person"><xsl:with-param name="value" select="@legal_name"/></xsl:call-template></p></xsl:when>
        <xsl:otherwise><form method="post" action="{/page/@base}/{/page/@lang}/staff/jobs/{@code}/legal#errors">
          <xsl:call-template name="hidden"/>
          <input type="hidden" name="version" value="{@version}"/>
          <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('decide.legal_button')"/></button>
        </form></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:if>
  <xsl:if test="$waits or @hidden"><xsl:call-template name="unready"/></xsl:if>
  <xsl:if test="$waits"><xsl:call-template name="publish"/><xsl:call-template name="answer"/></xsl:if>
</xsl:template>

<xsl:template name="unready">
  <xsl:if test="/page/unready/why">
    <section class="banner" aria-labelledby="unready">
      <h2 id="unready"><xsl:value-of select="r:text('decide.unready')"/></h2>
      <ul class="stack"><xsl:for-each select="/page/unready/why"><li><xsl:value-of select="r:code('error', @code)"/></li></xsl:for-each></ul>
    </section>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
