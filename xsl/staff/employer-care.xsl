<?xml version="1.0" encoding="UTF-8"?>
<!-- Who of us is in charge of an employer, when to call next, what it looks for, what it promised. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/field.xsl"/>
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../employer/promises.xsl"/>

<xsl:template name="employer-care">
  <xsl:param name="decides"/>
  <section class="panel">
    <h2><xsl:value-of select="r:text('employers.care')"/></h2>
    <p><xsl:value-of select="concat(r:text('employers.coordinator'), ': ')"/>
      <xsl:choose>
        <xsl:when test="employer/@coordinator_code"><bdi><xsl:value-of select="employer/@coordinator"/></bdi><xsl:text> </xsl:text><bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(employer/@coordinator_code)"/></bdi></xsl:when>
        <xsl:otherwise><xsl:value-of select="r:text('employers.nobody')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="employer/@next_call"><br/><xsl:value-of select="r:text('employers.call', r:day(employer/@next_call))"/></xsl:if>
    </p>
    <xsl:for-each select="wanted/wants">
      <xsl:if test="@wants"><h3><xsl:value-of select="r:text('employers.wants')"/></h3><xsl:call-template name="person-block"><xsl:with-param name="value" select="@wants"/></xsl:call-template></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="pledges/pledge">
      <h3><xsl:choose><xsl:when test="@over"><xsl:value-of select="r:text('pledge.over', r:day(@lapses))"/></xsl:when><xsl:otherwise><xsl:value-of select="r:text('pledge.stands', r:day(@lapses))"/></xsl:otherwise></xsl:choose></h3>
      <xsl:apply-templates select="." mode="promises"/>
      <xsl:if test="@signed_by"><p><xsl:value-of select="concat(r:text('employers.signed_by'), ' ')"/><bdi><xsl:value-of select="@signed_by"/></bdi></p></xsl:if>
    </xsl:for-each>
    <xsl:if test="$decides">
      <form method="post"><xsl:call-template name="employer-action"><xsl:with-param name="act" select="'coordinator'"/></xsl:call-template>
        <xsl:call-template name="hidden"/><xsl:call-template name="employer-version"/>
        <div class="field">
          <label for="coordinator"><xsl:value-of select="r:text('employers.give')"/></label>
          <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'coordinator'"/></xsl:call-template>
          <select class="input" id="coordinator" name="coordinator">
            <xsl:for-each select="coordinators/coordinator"><option value="{@code}"><xsl:if test="@me"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="normalize-space(concat(@name, ' ', r:show-code(@code)))"/></option></xsl:for-each>
          </select>
        </div>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.give_button')"/></button>
      </form>
      <form method="post" novalidate="novalidate"><xsl:call-template name="employer-action"><xsl:with-param name="act" select="'next-call'"/></xsl:call-template>
        <xsl:call-template name="hidden"/><xsl:call-template name="employer-version"/>
        <xsl:call-template name="input"><xsl:with-param name="name" select="'day'"/><xsl:with-param name="label" select="r:text('employers.next_call')"/><xsl:with-param name="hint" select="r:text('employers.next_call_hint')"/></xsl:call-template>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.save')"/></button>
      </form>
      <form method="post" novalidate="novalidate"><xsl:call-template name="employer-action"><xsl:with-param name="act" select="'wants'"/></xsl:call-template>
        <xsl:call-template name="hidden"/><xsl:call-template name="employer-version"/>
        <xsl:call-template name="textarea"><xsl:with-param name="name" select="'wants'"/><xsl:with-param name="label" select="r:text('employers.wants')"/><xsl:with-param name="hint" select="r:text('employers.wants_hint')"/></xsl:call-template>
        <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('employers.save')"/></button>
      </form>
    </xsl:if>
  </section>
</xsl:template>
</xsl:stylesheet>
