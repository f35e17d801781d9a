<?xml version="1.0" encoding="UTF-8"?>
<!-- What every form that is sent carries unseen: once, so that it happens once, and the token of who
     is signed in, so that it can only come from here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template name="hidden">
  <xsl:if test="/page/@once"><input type="hidden" name="once" value="{/page/@once}"/></xsl:if>
  <xsl:call-template name="hidden-token"/>
</xsl:template>

<xsl:template name="hidden-token">
  <xsl:if test="/page/@token"><input type="hidden" name="token" value="{/page/@token}"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
