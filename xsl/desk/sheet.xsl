<?xml version="1.0" encoding="UTF-8"?>
<!-- The desk's list on paper, made by the command line: who waits, oldest first, each with the first
     sentence of the call in the person's own language, and room for notes.  It stands alone: its
     looks are in it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/unmatched.xsl"/>
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/telephone.xsl"/>
<xsl:import href="../desk/rows.xsl"/>
<xsl:output method="html" encoding="UTF-8" indent="yes"/>

<xsl:template match="page">
  <html lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <title><xsl:value-of select="concat(r:text('desk.title'), ', ', r:day(@today))"/></title>
      <style><xsl:text>@page{size:A4;margin:14mm}
body{max-width:44rem;margin:1rem auto;padding:0 1rem;font:11pt/1.5 "Noto Sans Hebrew","Noto Sans Arabic",Arial,sans-serif}
h1{font-size:16pt}h2,p,dl,dd{margin:0}h2{display:flex;justify-content:space-between;font-size:14pt}
section{margin:0 0 6mm;padding:4mm 5mm;border:1px solid #000;break-inside:avoid;page-break-inside:avoid}
.phone{font-size:14pt;font-weight:bold}.say{margin:2mm 0;padding:2mm 3mm;border:1px dashed #000}
dl div{display:flex}dt{flex:0 0 13rem;color:#444}dd{white-space:pre-line}.notes{height:18mm;border-bottom:1px solid #000}</xsl:text></style>
    </head>
    <body>
      <h1><xsl:value-of select="concat(r:text('desk.title'), ', ', r:day(@today))"/></h1>
      <xsl:if test="not(item)"><p><xsl:value-of select="r:text('desk.none')"/></p></xsl:if>
      <xsl:apply-templates select="item"/>
    </body>
  </html>
</xsl:template>

<xsl:template match="item">
  <section>
    <h2><xsl:call-template name="person"><xsl:with-param name="value" select="@name"/></xsl:call-template><bdi dir="ltr"><xsl:value-of select="r:show-code(@code)"/></bdi></h2>
    <xsl:if test="@closed"><p><xsl:value-of select="r:text('desk.sealed')"/></p></xsl:if>
    <p class="phone"><xsl:call-template name="telephone"><xsl:with-param name="number" select="@phone"/></xsl:call-template></p>
    <p class="say" lang="{@lang}" dir="{@dir}"><q><xsl:value-of select="@opening"/></q></p>
    <xsl:if test="@kind = 'call' and @message = 1"><p><xsl:value-of select="r:text('desk.message')"/></p></xsl:if>
    <xsl:if test="@kind = 'call' and not(@message = 1)"><p><strong><xsl:value-of select="r:text('desk.no_message')"/></strong></p></xsl:if>
    <dl><xsl:call-template name="rows"/></dl>
    <xsl:if test="@erased"><p><strong><xsl:value-of select="r:text('desk.erased', r:day(@erased))"/></strong></p></xsl:if>
    <p class="notes"><xsl:value-of select="r:text('desk.notes')"/></p>
  </section>
</xsl:template>

<xsl:template name="row">
  <xsl:param name="label"/>
  <xsl:param name="value"/>
  <xsl:if test="$value != ''"><div><dt><xsl:value-of select="$label"/></dt><dd><xsl:call-template name="person"><xsl:with-param name="value" select="$value"/></xsl:call-template></dd></div></xsl:if>
</xsl:template>
</xsl:stylesheet>
