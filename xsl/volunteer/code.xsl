<?xml version="1.0" encoding="UTF-8"?>
<!-- The field for a volunteer's code, and what is said when code and phone find nothing: the same
     for a wrong phone and for a code that nobody has. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>

<xsl:template name="volunteer-code">
  <xsl:call-template name="input">
    <xsl:with-param name="name" select="'code'"/>
    <xsl:with-param name="label" select="r:text('volunteer.code')"/>
    <xsl:with-param name="hint" select="r:text('volunteer.code_hint')"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="errors[error[not(@param)][@code = 'gone']]">
  <div class="summary" id="errors" tabindex="-1" role="alert">
    <h2><xsl:value-of select="r:text('volunteer.gone')"/></h2>
    <p><xsl:value-of select="concat(r:text('error.call'), ' ')"/><xsl:call-template name="our-telephone"/></p>
  </div>
</xsl:template>
</xsl:stylesheet>
