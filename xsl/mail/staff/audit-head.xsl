<?xml version="1.0" encoding="UTF-8"?>
<!-- The end of the audit trail on a day, for managers to keep.  A row has day, n, head. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../layout.xsl"/>

<xsl:template match="mail" mode="subject"><xsl:value-of select="r:text('mail.audit_subject')"/></xsl:template>

<xsl:template match="mail" mode="text">
  <p><xsl:value-of select="r:text('mail.audit_text', r:day(@day), r:number(@n))"/></p>
  <p><bdi dir="ltr"><xsl:value-of select="@head"/></bdi></p>
  <p><xsl:value-of select="r:text('mail.audit_keep')"/></p>
</xsl:template>
</xsl:stylesheet>
