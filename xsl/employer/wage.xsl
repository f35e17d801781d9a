<?xml version="1.0" encoding="UTF-8"?>
<!-- That an own job pays less than the least that may be paid; what is only announced is not said here.
     <wages><wage unit="hour" amount="3417" since="2026-04-01" status="in_force" source="…"/></wages> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">


<xsl:template match="wages"/>
<xsl:template match="wages[wage/@status = 'in_force']">
  <div class="banner">
    <xsl:for-each select="wage[@status = 'in_force'][1]">
      <p><strong><xsl:value-of select="r:text('own.wage')"/></strong></p>
      <p><xsl:value-of select="r:text('own.least', concat(r:money(@amount), ' ', r:code('unit', @unit)), r:day(@since))"/></p>
      <p><bdi><xsl:value-of select="@source"/></bdi></p>
    </xsl:for-each>
  </div>
</xsl:template>
</xsl:stylesheet>
