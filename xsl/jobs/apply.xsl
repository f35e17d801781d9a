<?xml version="1.0" encoding="UTF-8"?>
<!-- How to ask for a job, as its employer chose.  Through us: by our telephone or by being called
     back, with the job's code.  By his own telephone, the way that does not pass us.  Or both; where
     he gives no number, we are the way.  Found elsewhere: on the page where it was published, which
     only http and https lead to.  A job that is over has no way; a draft shows the one it will have. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/person.xsl"/>
<xsl:import href="../parts/telephone.xsl"/>

<xsl:template match="job" mode="apply"/>

<xsl:template match="job[@state = 'open' or @state = 'draft' or @state = 'review']" mode="apply">
  <section class="panel" id="apply">
    <h2><xsl:value-of select="r:text('apply.title')"/></h2>
    <xsl:apply-templates select="@apply_phone"/>
    <xsl:if test="not(@apply_way = 'phone' and @apply_phone)">
      <p>
        <xsl:value-of select="concat(r:text('apply.call_us'), ' ')"/>
        <xsl:call-template name="our-telephone"/>
      </p>
      <p><xsl:value-of select="concat(r:text('apply.say_code'), ' ')"/>
        <bdi class="ltr" dir="ltr"><strong><xsl:value-of select="r:show-code(@code)"/></strong></bdi></p>
      <p><a class="btn" href="{/page/@base}/{/page/@lang}/callback?job={@code}"><xsl:value-of select="r:text('nav.callback')"/></a></p>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template match="job[@state = 'open' and @source_name]" mode="apply">
  <section class="panel" id="apply">
    <h2><xsl:value-of select="r:text('apply.title')"/></h2>
    <p><xsl:value-of select="concat(r:text('apply.elsewhere'), ' ')"/>
      <xsl:call-template name="person"><xsl:with-param name="value" select="@source_name"/></xsl:call-template></p>
    <p><xsl:value-of select="r:text('apply.not_checked')"/></p>
    <xsl:if test="starts-with(@source_url, 'https://') or starts-with(@source_url, 'http://')">
      <p><a class="btn" href="{@source_url}" rel="nofollow noreferrer noopener"><xsl:value-of select="r:text('apply.there')"/></a></p>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template match="job/@apply_phone">
  <p>
    <xsl:value-of select="concat(r:text('apply.employer_phone'), ' ')"/>
    <xsl:call-template name="telephone"><xsl:with-param name="number" select="."/></xsl:call-template>
  </p>
  <p class="muted"><xsl:value-of select="r:text('apply.need_not_say')"/></p>
</xsl:template>
</xsl:stylesheet>
