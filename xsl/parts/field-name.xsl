<?xml version="1.0" encoding="UTF-8"?>
<!-- What a field is called where it is named away from its form, as in the box of what is wrong:
     <error param="pay_min" code="required"/>   becomes   Pay from (in shekels)
     and nothing where the sentence of the error names the field by itself. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:r="urn:rehab:words" exclude-result-prefixes="r">

<xsl:template match="error" mode="field"/>
<xsl:template match="error[@param = 'amount']" mode="field"><xsl:value-of select="r:text('rates.amount')"/></xsl:template>
<xsl:template match="error[@param = 'answer']" mode="field"><xsl:value-of select="r:text('decide.words')"/></xsl:template>
<xsl:template match="error[@param = 'apply_phone']" mode="field"><xsl:value-of select="r:text('form.apply_phone')"/></xsl:template>
<xsl:template match="error[@param = 'apply_way']" mode="field"><xsl:value-of select="r:text('form.apply_way')"/></xsl:template>
<xsl:template match="error[@param = 'around']" mode="field"><xsl:value-of select="r:text('phrases.around')"/></xsl:template>
<xsl:template match="error[@param = 'business']" mode="field"><xsl:value-of select="r:text('offer.employer')"/></xsl:template>
<xsl:template match="error[@param = 'contact_mail' or @param = 'mail']" mode="field"><xsl:value-of select="r:text('register.contact_mail')"/></xsl:template>
<xsl:template match="error[@param = 'contact_name']" mode="field"><xsl:value-of select="r:text('offer.name')"/></xsl:template>
<xsl:template match="error[@param = 'contact_name'][starts-with(/page/@path, '/employer/')]" mode="field"><xsl:value-of select="r:text('register.contact_name')"/></xsl:template>
<xsl:template match="error[@param = 'contact_phone']" mode="field"><xsl:value-of select="r:text('offer.phone')"/></xsl:template>
<xsl:template match="error[@param = 'coordinator']" mode="field"><xsl:value-of select="r:text('employers.give')"/></xsl:template>
<xsl:template match="error[@param = 'employer']" mode="field"><xsl:value-of select="r:text('phone.employer')"/></xsl:template>
<xsl:template match="error[@param = 'field']" mode="field"><xsl:value-of select="r:text('form.field')"/></xsl:template>
<xsl:template match="error[@param = 'hours']" mode="field"><xsl:value-of select="r:text('form.hours')"/></xsl:template>
<xsl:template match="error[@param = 'how']" mode="field"><xsl:value-of select="r:text('employers.how')"/></xsl:template>
<xsl:template match="error[@param = 'law']" mode="field"><xsl:value-of select="r:text('bases.law')"/></xsl:template>
<xsl:template match="error[@param = 'needed_by']" mode="field"><xsl:value-of select="r:text('form.needed_by')"/></xsl:template>
<xsl:template match="error[@param = 'note']" mode="field"><xsl:value-of select="r:text('employers.note')"/></xsl:template>
<xsl:template match="error[@param = 'old']" mode="field"><xsl:value-of select="r:text('account.old')"/></xsl:template>
<xsl:template match="error[@param = 'openings']" mode="field"><xsl:value-of select="r:text('form.openings')"/></xsl:template>
<xsl:template match="error[@param = 'organisation']" mode="field"><xsl:value-of select="r:text('register.organisation')"/></xsl:template>
<xsl:template match="error[@param = 'organisation_kind']" mode="field"><xsl:value-of select="r:text('register.kind')"/></xsl:template>
<xsl:template match="error[@param = 'password'][@code = 'required']" mode="field"><xsl:value-of select="r:text('sign_in.password')"/></xsl:template>
<xsl:template match="error[@param = 'pay_max']" mode="field"><xsl:value-of select="r:text('form.pay_max')"/></xsl:template>
<xsl:template match="error[@param = 'pay_min']" mode="field"><xsl:value-of select="r:text('form.pay_min')"/></xsl:template>
<xsl:template match="error[@param = 'pay_unit']" mode="field"><xsl:value-of select="r:text('form.pay_unit')"/></xsl:template>
<xsl:template match="error[@param = 'phrase_kind']" mode="field"><xsl:value-of select="r:text('phrases.about')"/></xsl:template>
<xsl:template match="error[@param = 'phrase_lang']" mode="field"><xsl:value-of select="r:text('phrases.lang')"/></xsl:template>
<xsl:template match="error[@param = 'place']" mode="field"><xsl:value-of select="r:text('form.place')"/></xsl:template>
<xsl:template match="error[@param = 'reach']" mode="field"><xsl:value-of select="r:text('volunteer.reach')"/></xsl:template>
<xsl:template match="error[@param = 'reason']" mode="field"><xsl:value-of select="r:text('decide.reason')"/></xsl:template>
<xsl:template match="error[@param = 'registration'][@code = 'required']" mode="field"><xsl:value-of select="r:text('register.registration')"/></xsl:template>
<xsl:template match="error[@param = 'registration_sealed'][@code = 'required']" mode="field"><xsl:value-of select="r:text('register.own_number')"/></xsl:template>
<xsl:template match="error[@param = 'role']" mode="field"><xsl:value-of select="r:text('volunteer.roles')"/></xsl:template>
<xsl:template match="error[@param = 'signed_by']" mode="field"><xsl:value-of select="r:text('pledge.signed_by')"/></xsl:template>
<xsl:template match="error[@param = 'since']" mode="field"><xsl:value-of select="r:text('rates.from')"/></xsl:template>
<xsl:template match="error[@param = 'source']" mode="field"><xsl:value-of select="r:text('rates.source')"/></xsl:template>
<xsl:template match="error[@param = 'starts']" mode="field"><xsl:value-of select="r:text('form.starts')"/></xsl:template>
<xsl:template match="error[@param = 'status']" mode="field"><xsl:value-of select="r:text('rates.status')"/></xsl:template>
<xsl:template match="error[@param = 'text']" mode="field"><xsl:value-of select="r:text('form.text')"/></xsl:template>
<xsl:template match="error[@param = 'text'][/page/@path = '/staff/phrases']" mode="field"><xsl:value-of select="r:text('phrases.text')"/></xsl:template>
<xsl:template match="error[@param = 'text_lang']" mode="field"><xsl:value-of select="r:text('form.text_lang')"/></xsl:template>
<xsl:template match="error[@param = 'time']" mode="field"><xsl:value-of select="r:text('volunteer.time')"/></xsl:template>
<xsl:template match="error[@param = 'title']" mode="field"><xsl:value-of select="r:text('form.title')"/></xsl:template>
<xsl:template match="error[@param = 'unit']" mode="field"><xsl:value-of select="r:text('rates.unit')"/></xsl:template>
<xsl:template match="error[@param = 'way']" mode="field"><xsl:value-of select="r:text('employers.way')"/></xsl:template>
<xsl:template match="error[@param = 'who']" mode="field"><xsl:value-of select="r:text('rates.who')"/></xsl:template>
<xsl:template match="error[@param = 'whose']" mode="field"><xsl:value-of select="r:text('phone.whose')"/></xsl:template>
</xsl:stylesheet>
