<?xml version="1.0" encoding="UTF-8"?>
<!-- A job as the public sees it, whoever looks: easy sentences first, what it says of itself, the
     employer's own text, how to ask for it.  The public page, an employer's preview and the page of
     staff show the same.   /page has <job …/> of jobs/job, jobs/own or jobs/any, and what there is of
     <sentences/sentence>, <shifts/shift>, <places/place>, <trades/trade>, <skills/skill> and
     <spoken/language>, of the statements of the same names (places: jobs/further).
     advert       all of it, below a page's own h1     advert-body  without title and apply -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../jobs/head.xsl"/>
<xsl:import href="../jobs/table.xsl"/>
<xsl:import href="../jobs/apply.xsl"/>

<xsl:template name="advert">
  <div class="advert">
    <xsl:for-each select="/page/job">
      <xsl:apply-templates select="../trades/trade[1]" mode="trade"/>
      <h2><xsl:call-template name="person">
        <xsl:with-param name="value" select="@title"/>
        <xsl:with-param name="lang" select="@lang"/>
      </xsl:call-template></h2>
      <xsl:apply-templates select="." mode="employer"/>
      <xsl:apply-templates select="." mode="tags"/>
    </xsl:for-each>
    <xsl:call-template name="advert-body"/>
    <xsl:apply-templates select="/page/job" mode="apply"/>
  </div>
</xsl:template>

<xsl:template name="advert-body">
  <xsl:apply-templates select="/page/sentences[sentence]"/>
  <xsl:apply-templates select="/page/job" mode="table"/>
  <xsl:apply-templates select="/page/job/@text"/>
  <xsl:apply-templates select="/page/job/@about"/>
</xsl:template>

<xsl:template match="page/sentences">
  <section class="panel" aria-labelledby="easy">
    <h2 id="easy"><xsl:value-of select="r:text('job.easy')"/></h2>
    <ul class="easy">
      <xsl:for-each select="sentence"><li><xsl:call-template name="person">
        <xsl:with-param name="value" select="@text"/>
        <xsl:with-param name="lang" select="@lang"/>
      </xsl:call-template></li></xsl:for-each>
    </ul>
  </section>
</xsl:template>
</xsl:stylesheet>
