<?xml version="1.0" encoding="UTF-8"?>
<!-- An open job of our own, no example, whose employer is named and wants it, for search engines:
     JobPosting in JSON-LD.  Every value is written by r:json, whose text holds no < and so cannot end the data block; the block is never run.  Pay
     for a whole piece of work has no unit there and is left out. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="job" mode="posting"/>

<xsl:template match="job[@state = 'open' and not(@source_name) and not(@example) and not(@unlisted)]" mode="posting">
  <script type="application/ld+json">
    <xsl:text>{"@context":"https://schema.org/","@type":"JobPosting","title":</xsl:text>
    <xsl:value-of select="r:json(@title)"/>
    <xsl:text>,"description":</xsl:text>
    <xsl:choose>
      <xsl:when test="@text"><xsl:value-of select="r:json(@text)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="r:json(@title)"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat(',&quot;datePosted&quot;:', r:json(@opens))"/>
    <xsl:value-of select="concat(',&quot;validThrough&quot;:', r:json(@closes))"/>
    <xsl:value-of select="concat(',&quot;url&quot;:', r:json(concat(/page/@url, '/', /page/@lang, '/jobs/', @code)))"/>
    <xsl:text>,"identifier":{"@type":"PropertyValue","name":</xsl:text>
    <xsl:value-of select="concat(r:json(/page/organisation/service), ',&quot;value&quot;:', r:json(@code))"/>
    <xsl:text>},"hiringOrganization":{"@type":"Organization","name":</xsl:text>
    <xsl:value-of select="r:json(@employer)"/>
    <xsl:text>},"jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":</xsl:text>
    <xsl:value-of select="concat(r:json(@place), ',&quot;addressRegion&quot;:', r:json(@region))"/>
    <xsl:text>,"addressCountry":"IL"}}</xsl:text>
    <xsl:apply-templates select="../trades[trade[not(@guessed)]]" mode="posting"/>
    <xsl:if test="@hours"><xsl:value-of select="concat(',&quot;workHours&quot;:', r:json(@hours))"/></xsl:if>
    <xsl:if test="@openings"><xsl:value-of select="concat(',&quot;totalJobOpenings&quot;:', r:json(@openings))"/></xsl:if>
    <xsl:if test="@starts"><xsl:value-of select="concat(',&quot;jobStartDate&quot;:', r:json(@starts))"/></xsl:if>
    <xsl:if test="(@pay_min or @pay_max) and @pay_unit != 'job'"><xsl:apply-templates select="." mode="salary"/></xsl:if>
    <xsl:text>}</xsl:text>
  </script>
</xsl:template>

<!-- Term and code of ISCO-08, as schema.org asks for them; what is only guessed is not told on. -->
<xsl:template match="trades" mode="posting">
  <xsl:text>,"occupationalCategory":[</xsl:text>
  <xsl:for-each select="trade[not(@guessed)]">
    <xsl:value-of select="substring(',', 1 + (position() = 1))"/>
    <xsl:text>{"@type":"CategoryCode","inCodeSet":{"@type":"CategoryCodeSet","name":"ISCO-08"}</xsl:text>
    <xsl:value-of select="concat(',&quot;codeValue&quot;:', r:json(@isco), ',&quot;name&quot;:', r:json(@text), '}')"/>
  </xsl:for-each>
  <xsl:text>]</xsl:text>
</xsl:template>

<xsl:template match="job" mode="salary">
  <xsl:text>,"baseSalary":{"@type":"MonetaryAmount","currency":"ILS","value":{"@type":"QuantitativeValue"</xsl:text>
  <xsl:if test="@pay_min"><xsl:value-of select="concat(',&quot;minValue&quot;:', r:json(@pay_min div 100))"/></xsl:if>
  <xsl:if test="@pay_max"><xsl:value-of select="concat(',&quot;maxValue&quot;:', r:json(@pay_max div 100))"/></xsl:if>
  <xsl:value-of select="concat(',&quot;unitText&quot;:', r:json(translate(@pay_unit, 'adhmnortuy', 'ADHMNORTUY')), '}}')"/>
</xsl:template>
</xsl:stylesheet>
