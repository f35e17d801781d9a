<?xml version="1.0" encoding="UTF-8"?>
<!-- The box that leads to a person: telephone, hours, and the form by which we call back.
     code: the job that the visitor has before him, if any; text: what we do for him. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>

<xsl:template name="help">
  <xsl:param name="code" select="''"/>
  <xsl:param name="text" select="r:text('help.text')"/>
  <aside class="help" aria-labelledby="help">
    <h2 id="help"><xsl:value-of select="r:text('help.title')"/></h2>
    <p><xsl:value-of select="$text"/></p>
    <xsl:apply-templates select="/page/organisation/telephone"/>
    <p class="help__form"><a href="{/page/@base}/{/page/@lang}/callback{substring('?job=', 1 + 5 * ($code = ''))}{$code}">
      <xsl:value-of select="r:text('nav.callback')"/>
    </a></p>
  </aside>
</xsl:template>
</xsl:stylesheet>
