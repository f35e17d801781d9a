<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page states as a fact, and where that comes from.
     <facts>                a list of <fact>      <part name="deadline">  the same below its heading
     <fact kind="deadline" source="https://…" source_date="2023-08-13" checked="">text</fact>
     Without a source nothing is shown.  A sum, price, fax number or opening hour is shown once it
     is checked; anything else before too, and says that it is not.  Where nothing is left, the list
     says: call us. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="sources.xsl"/>

<xsl:template match="content/part">
  <h2><xsl:value-of select="r:code('content.part', @name)"/></h2>
  <xsl:apply-templates select="p"/>
  <xsl:call-template name="list"/>
</xsl:template>

<xsl:template match="content/facts" name="list">
  <xsl:variable name="lines"><xsl:apply-templates select="fact"/></xsl:variable>
  <xsl:choose>
    <xsl:when test="string($lines) != ''"><ul><xsl:copy-of select="$lines"/></ul></xsl:when>
    <xsl:otherwise>
      <p>
        <xsl:value-of select="concat(r:text('content.no_source'), ' ')"/>
        <xsl:call-template name="our-telephone"/>
      </p>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="fact[@source = '']
                     | fact[@checked = '' and contains(' sum price fax hours ', concat(' ', @kind, ' '))]"
              priority="2"/>

<xsl:template match="facts/fact | part/fact">
  <li>
    <span>
      <xsl:copy-of select="@lang"/>
      <xsl:value-of select="."/>
    </span>
    <xsl:if test="@number">: </xsl:if>
    <xsl:choose>
      <xsl:when test="@kind = 'fax'"><bdi class="ltr" dir="ltr"><xsl:value-of select="@number"/></bdi></xsl:when>
      <xsl:when test="@number">
        <xsl:call-template name="telephone"><xsl:with-param name="number" select="@number"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="@checked = '' and not(@number)">
      <br/><span class="muted small"><xsl:value-of select="r:text('content.not_checked')"/></span>
    </xsl:if>
  </li>
</xsl:template>
</xsl:stylesheet>
