<?php
// xslt.php: the list of jobs by PHP-FPM, PDO and XSLTProcessor: rows become a document, list.xsl the page.
require __DIR__ . '/rows.php';

$document = new DOMDocument('1.0', 'UTF-8');
$root = $document->appendChild($document->createElement('page'));
foreach ($page as $name => $rows) {
    $list = $root->appendChild($document->createElement($name));
    foreach ($rows as $row) {
        $element = $list->appendChild($document->createElement('row'));
        if ($name === 'jobs') {
            $row = ['pay' => pay($row), 'opens' => day($row['opens']), 'closes' => day($row['closes'])]
                + $row;
        }
        foreach ($row as $key => $value) {
            if ($value !== null && $key[0] !== '_') {
                $element->setAttribute($key, (string) $value);
            }
        }
    }
}

$sheet = new DOMDocument();
$sheet->load(__DIR__ . '/list.xsl');
$processor = new XSLTProcessor();
$processor->importStylesheet($sheet);
foreach ($frame as $name => $text) {
    if (is_string($text)) {
        $processor->setParameter('', $name, $text);
    }
}
header('Content-Type: text/html; charset=utf-8');
echo $processor->transformToXML($document);
