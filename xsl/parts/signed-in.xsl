<?xml version="1.0" encoding="UTF-8"?>
<!-- The line on top of every page of somebody who is signed in: the way to the account, and out. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="signed-in">
  <xsl:if test="/page/@token and /page/@role != 'visitor'">
    <div class="me"><nav class="wrap" aria-label="{r:text('nav.account')}">
      <a href="{/page/@base}/{/page/@lang}/account"><xsl:value-of select="r:text('nav.account')"/></a>
      <form method="post" action="{/page/@base}/{/page/@lang}/sign-out">
        <xsl:call-template name="hidden-token"/>
        <button type="submit"><xsl:value-of select="r:text('nav.sign_out')"/></button>
      </form>
    </nav></div>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
