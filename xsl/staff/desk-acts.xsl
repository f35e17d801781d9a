<?xml version="1.0" encoding="UTF-8"?>
<!-- What is done with an <item>: take, done; and a person's yes for a job (agreed). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/hidden.xsl"/>
<xsl:import href="../parts/errors.xsl"/>
<xsl:import href="../parts/person.xsl"/>

<xsl:template name="acts">
  <xsl:if test="@state = 'new'">
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/desk/{@code}/take">
      <xsl:call-template name="hidden"/>
      <button class="btn" type="submit"><xsl:value-of select="r:text('desk.take')"/></button>
    </form>
  </xsl:if>
  <xsl:if test="@state != 'done' or @kind = 'volunteer'">
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/desk/{@code}/done">
      <xsl:call-template name="hidden"/>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('desk.finish')"/></button>
    </form>
  </xsl:if>
</xsl:template>

<xsl:template name="agreed">
  <section class="panel">
    <h2><xsl:value-of select="r:text('desk.agreed')"/></h2>
    <p><xsl:value-of select="r:text('desk.agreed_lead')"/></p>
    <ul>
      <xsl:for-each select="/page/agreed/yes">
        <li><p>
          <bdi class="ltr" dir="ltr"><xsl:value-of select="r:show-code(@job)"/></bdi><xsl:text> </xsl:text>
          <xsl:call-template name="person"><xsl:with-param name="value" select="@title"/><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
          <br/><xsl:value-of select="concat(r:text('desk.agreed_by', r:day(@at)), ' · ')"/><xsl:call-template name="person"><xsl:with-param name="value" select="@by"/></xsl:call-template>
        </p></li>
      </xsl:for-each>
    </ul>
    <form method="post" action="{/page/@base}/{/page/@lang}/staff/desk/{@code}/note">
      <xsl:call-template name="hidden"/>
      <div class="field{substring(' field--wrong', 1 + 13 * not(/page/errors/error[@param = 'job']))}">
        <label for="job"><xsl:value-of select="r:text('desk.job_code')"/></label>
        <xsl:call-template name="beside-field"><xsl:with-param name="name" select="'job'"/></xsl:call-template>
        <input class="input" id="job" name="job" dir="ltr" autocomplete="off" value="{/page/request/param[@name = 'job'] | @job[not(/page/request/param[@name = 'job'])]}">
          <xsl:call-template name="described"><xsl:with-param name="name" select="'job'"/></xsl:call-template>
        </input>
      </div>
      <button class="btn btn--plain" type="submit"><xsl:value-of select="r:text('desk.agree')"/></button>
    </form>
  </section>
</xsl:template>
</xsl:stylesheet>
