<?xml version="1.0" encoding="UTF-8"?>
<!-- What the visitor asked for, as the query string of a link:   ?q=…&field=…   or nothing.
     without: names to leave out, each between spaces (' after place ');  value: leave a name out
     only where it has this value (one field of several); after, which is a place in the old list,
     goes whatever its value. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

<xsl:template name="query">
  <xsl:param name="without" select="''"/>
  <xsl:param name="value" select="''"/>
  <xsl:for-each select="/page/request/param[not(contains($without, concat(' ', @name, ' '))
                                                and ($value = '' or . = $value
                                                     or @name = 'after'))]">
    <xsl:value-of select="concat(substring('?&amp;', 1 + (position() &gt; 1), 1), @name, '=',
                                 str:encode-uri(., true()))"/>
  </xsl:for-each>
</xsl:template>
</xsl:stylesheet>
