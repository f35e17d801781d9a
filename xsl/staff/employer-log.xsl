<?xml version="1.0" encoding="UTF-8"?>
<!-- Who of us spoke with an employer, and a form to note it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/textarea.xsl"/>

<xsl:template name="employer-log">
  <xsl:param name="decides"/>
  <section class="panel">
    <h2><xsl:value-of select="r:text('employers.log')"/></h2>
    <xsl:if test="not(contacts/contact)"><p><xsl:value-of select="r:text('employers.no_contact')"/></p></xsl:if>
    <ul class="stack"><xsl:apply-templates select="contacts/contact"/></ul>
    <xsl:if test="$decides">
      <form method="post" novalidate="novalidate">
        <xsl:call-template name="employer-action"><xsl:with-param name="act" select="'contact'"/></xsl:call-template>
        <xsl:call-template name="hidden"/>
        <xsl:call-template name="radios"><xsl:with-param name="name" select="'way'"/><xsl:with-param name="label" select="r:text('employers.way')"/><xsl:with-param name="keys" select="'call visit mail message'"/><xsl:with-param name="first" select="'call'"/></xsl:call-template>
        <xsl:call-template name="textarea"><xsl:with-param name="name" select="'note'"/><xsl:with-param name="label" select="r:text('employers.note')"/></xsl:call-template>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.note_button')"/></button>
      </form>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template match="contact">
  <li>
    <p><strong><xsl:value-of select="r:code('way', @how)"/></strong><xsl:text> · </xsl:text><xsl:call-template name="employer-who"/></p>
    <xsl:choose>
      <xsl:when test="@note"><xsl:call-template name="person-block"><xsl:with-param name="value" select="@note"/></xsl:call-template></xsl:when>
      <xsl:otherwise><p class="muted"><xsl:value-of select="r:text('employers.sealed')"/></p></xsl:otherwise>
    </xsl:choose>
  </li>
</xsl:template>
</xsl:stylesheet>
