<?xml version="1.0" encoding="UTF-8"?>
<!-- What was typed, read over before it is sent.
     answer       a row of a <dl>: label, and all that was sent as name; with say each as say.key,
                  with from (rows with key and a name or text) as that row says it.  Nothing sent, no row.
     check-send   the form that sends it, all of it in hidden fields, or leads back to change it -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>

<xsl:template name="answer">
  <xsl:param name="name"/>
  <xsl:param name="label"/>
  <xsl:param name="say" select="''"/>
  <xsl:param name="from" select="/.."/>
  <xsl:variable name="sent" select="/page/request/param[@name = $name]"/>
  <xsl:if test="$sent">
    <div>
      <dt><xsl:value-of select="$label"/></dt>
      <xsl:for-each select="$sent">
        <xsl:variable name="row" select="$from[@key = current()]"/>
        <dd>
          <xsl:choose>
            <xsl:when test="$row"><xsl:copy-of select="$row/@lang"/><xsl:value-of select="concat($row/@name, $row/@text[not($row/@name)])"/></xsl:when>
            <xsl:when test="$say != ''"><xsl:value-of select="r:code($say, .)"/></xsl:when>
            <xsl:when test="contains(., '&#10;')"><xsl:call-template name="person-block"><xsl:with-param name="value" select="."/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="person"><xsl:with-param name="value" select="."/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </dd>
      </xsl:for-each>
    </div>
  </xsl:if>
</xsl:template>

<xsl:template name="check-send">
  <xsl:param name="send"/>
  <form method="post" action="{@base}/{@lang}{@path}#errors">
    <xsl:call-template name="hidden"/>
    <xsl:for-each select="request/param"><input type="hidden" name="{@name}" value="{.}"/></xsl:for-each>
    <button class="btn" type="submit" name="checked" value="1"><xsl:value-of select="$send"/></button>
    <xsl:text> </xsl:text>
    <button class="btn btn--plain" type="submit" name="checked" value="0"><xsl:value-of select="r:text('check.change')"/></button>
  </form>
</xsl:template>
</xsl:stylesheet>
