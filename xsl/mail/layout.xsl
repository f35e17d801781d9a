<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every letter.  In comes <page> with one <mail>, the row that a statement
     gave; out goes a page whose title is the subject and whose words are also sent as plain text.
     A letter's sheet imports this and answers in two modes of mail: subject (text) and text.

     A row has
       address   where it goes, in clear or sealed to the delivery key; never shown
       lang      the language of whom it goes to
       name      how to greet them, where that is known
       link      the 256 bits of a link (:new_link), whose page the sheet knows, or a whole path
                 below the language: '/employer/jobs/' || code
       leave     where the reader takes leave of such mail, below the language, where there is that
     and what its own sheet names at its head. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">
<xsl:import href="../parts/unmatched.xsl"/>
<xsl:import href="../parts/person.xsl"/>
<xsl:output method="html" encoding="UTF-8" indent="yes"/>

<xsl:template match="page">
  <html lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title><xsl:apply-templates select="mail" mode="subject"/></title>
      <style>.letter{max-width:36em;margin:0 auto;padding:1em;font:1.1em/1.5 sans-serif}.foot{font-size:.85em}</style>
    </head>
    <body>
      <!-- Mail readers on the web drop what <html> says. -->
      <div class="letter" lang="{@lang}" dir="{@dir}">
        <xsl:if test="mail/@name">
          <p><xsl:value-of select="substring-before(r:text('mail.hello', '|'), '|')"/><bdi><xsl:value-of select="mail/@name"/></bdi><xsl:value-of select="substring-after(r:text('mail.hello', '|'), '|')"/></p>
        </xsl:if>
        <xsl:apply-templates select="mail" mode="text"/>
        <div class="foot">
          <p><xsl:value-of select="organisation/service"/><br/>
            <xsl:if test="organisation/telephone"><xsl:value-of select="concat(r:text('mail.call'), ' ')"/><bdi dir="ltr"><xsl:value-of select="organisation/telephone"/></bdi></xsl:if>
          </p>
          <p><xsl:value-of select="r:text('mail.automatic')"/></p>
        </div>
      </div>
    </body>
  </html>
</xsl:template>

<!-- The one thing to do.  page: what stands before the bits of a link. -->
<xsl:template name="letter-link">
  <xsl:param name="page"/>
  <xsl:param name="path" select="concat(substring($page, 1, 256 * not(starts-with(@link, '/'))), @link)"/>
  <xsl:param name="text"/>
  <p><a href="{/page/@url}/{/page/@lang}{$path}"><xsl:value-of select="$text"/></a></p>
</xsl:template>
</xsl:stylesheet>
