<?xml version="1.0" encoding="UTF-8"?>
<!-- A form that is one button: path below the language, text, and class where it is not the plain one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>

<xsl:template name="button">
  <xsl:param name="path"/>
  <xsl:param name="text"/>
  <xsl:param name="class" select="'btn btn--plain'"/>
  <form method="post" action="{/page/@base}/{/page/@lang}{$path}">
    <xsl:call-template name="hidden"/>
    <button class="{$class}" type="submit"><xsl:value-of select="$text"/></button>
  </form>
</xsl:template>
</xsl:stylesheet>
