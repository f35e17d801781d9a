<?xml version="1.0" encoding="UTF-8"?>
<!-- The search row: what, where, a button.  Stands inside the <form> of its page and refills itself
     from /page/request.  <regions> gives the areas; without it there is only "what". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template name="search">
  <div class="search" role="search">
    <div class="what">
      <label for="q"><xsl:value-of select="r:text('search.what')"/></label>
      <input class="input" id="q" name="q" type="search" maxlength="80" autocomplete="off" dir="auto"
             value="{/page/request/param[@name = 'q']}" placeholder="{r:text('search.example')}"/>
    </div>
    <xsl:if test="/page/regions">
      <div class="where">
        <label for="region"><xsl:value-of select="r:text('search.where')"/></label>
        <select class="input" id="region" name="region">
          <option value=""><xsl:value-of select="r:text('search.everywhere')"/></option>
          <xsl:for-each select="/page/regions/region">
            <option value="{@key}">
              <xsl:if test="@key = /page/request/param[@name = 'region']">
                <xsl:attribute name="selected">selected</xsl:attribute>
              </xsl:if>
              <xsl:value-of select="concat(@text, ' (', r:number(@n), ')')"/>
            </option>
          </xsl:for-each>
        </select>
      </div>
    </xsl:if>
    <button class="btn" type="submit"><xsl:value-of select="r:text('search.button')"/></button>
  </div>
</xsl:template>
</xsl:stylesheet>
