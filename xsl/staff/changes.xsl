<?xml version="1.0" encoding="UTF-8"?>
<!-- What an edit changes, field by field; within a text the words that go are <del>, those that come
     <ins>.   <change title="…" was_title="…"/>   becomes   <dl><dt>…</dt><dd>…</dd></dl> -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="change">
  <section class="panel" aria-labelledby="changes">
    <h2 id="changes"><xsl:value-of select="r:text('decide.changes')"/></h2>
    <p class="hint"><xsl:value-of select="r:text('decide.changes_hint')"/></p>
    <dl class="answers">
      <xsl:for-each select="@*[starts-with(name(), 'was_')]">
        <xsl:variable name="name" select="substring(name(), 5)"/>
        <xsl:call-template name="changed">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="before" select="."/>
          <xsl:with-param name="after" select="../@*[name() = $name]"/>
        </xsl:call-template>
      </xsl:for-each>
      <!-- What was not there has no attribute of its own. -->
      <xsl:for-each select="@*[not(starts-with(name(), 'was_'))]">
        <xsl:if test="not(../@*[name() = concat('was_', name(current()))])">
          <xsl:call-template name="changed"><xsl:with-param name="name" select="name()"/><xsl:with-param name="after" select="."/></xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </dl>
  </section>
</xsl:template>

<xsl:template name="changed">
  <xsl:param name="name"/>
  <xsl:param name="before" select="''"/>
  <xsl:param name="after" select="''"/>
  <xsl:if test="string($before) != string($after)">
    <div>
      <dt><xsl:value-of select="r:code('decide.field', $name)"/></dt>
      <dd dir="auto"><xsl:choose>
        <xsl:when test="$name = 'title' or $name = 'text' or $name = 'hours'"><span class="edit"><xsl:copy-of select="r:difference($before, $after)"/></span></xsl:when>
        <xsl:otherwise>
          <xsl:if test="$before != ''"><del><xsl:call-template name="shown"><xsl:with-param name="name" select="$name"/><xsl:with-param name="value" select="$before"/></xsl:call-template></del><xsl:text> </xsl:text></xsl:if>
          <xsl:if test="$after != ''"><ins><xsl:call-template name="shown"><xsl:with-param name="name" select="$name"/><xsl:with-param name="value" select="$after"/></xsl:call-template></ins></xsl:if>
        </xsl:otherwise>
      </xsl:choose></dd>
    </div>
  </xsl:if>
</xsl:template>

<xsl:template name="shown">
  <xsl:param name="name"/>
  <xsl:param name="value"/>
  <xsl:choose>
    <xsl:when test="$name = 'pay_min' or $name = 'pay_max'"><xsl:value-of select="r:money($value)"/></xsl:when>
    <xsl:when test="$name = 'pay_unit'"><xsl:value-of select="r:code('unit', $value)"/></xsl:when>
    <xsl:when test="$name = 'apply_way' or $name = 'named' or $name = 'legal_basis'"><xsl:value-of select="r:code(concat('decide.', $name), $value)"/></xsl:when>
    <xsl:otherwise><xsl:call-template name="person"><xsl:with-param name="value" select="$value"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
