<?xml version="1.0" encoding="UTF-8"?>
<!-- What the head of every page tells machines: whether search engines may list it (no example, no
     form that is sent), its mark, how a browser searches here, and the card that is shown where
     somebody passes its address on.  The card has the service's name and never the
     organisation's. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template name="meta">
  <xsl:if test="/page/organisation/@example = 'yes' or /page/@once"><meta name="robots" content="noindex"/></xsl:if>
  <link rel="icon" href="{/page/@base}/favicon.svg" type="image/svg+xml"/>
  <link rel="search" type="application/opensearchdescription+xml" href="{/page/@base}/opensearch.xml"
        title="{/page/organisation/service}"/>
  <meta property="og:type" content="website"/>
  <meta property="og:site_name" content="{/page/organisation/service}"/>
  <meta property="og:title">
    <xsl:attribute name="content"><xsl:apply-templates select="/page" mode="title"/></xsl:attribute>
  </meta>
  <meta property="og:description" content="{/page/organisation/purpose}"/>
  <meta property="og:image" content="{/page/@url}/social-card.png"/>
  <meta property="og:image:width" content="1200"/>
  <meta property="og:image:height" content="630"/>
</xsl:template>
</xsl:stylesheet>
