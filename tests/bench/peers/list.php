<?php
// list.php: the list of jobs by PHP-FPM, PDO and a plain template.
require __DIR__ . '/rows.php';

function h(mixed $text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}
?>
<?= $frame['top'] ?>
<?php foreach ($page['regions'] as $region): ?>
<option value="<?= h($region['key']) ?>"><?= h($region['text']) ?> (<?= h($region['n']) ?>)</option>
<?php endforeach ?>
<?= $frame['places'] ?>
<?php foreach ($page['places'] as $place): ?>
<option value="<?= h($place['key']) ?>"><?= h($place['text']) ?> (<?= h($place['n']) ?>)</option>
<?php endforeach ?>
<?= $frame['fields'] ?>
<?php foreach ($page['fields'] as $field): ?>
<label class="check"><input type="checkbox" name="field" value="<?= h($field['key']) ?>"> <span><?= h($field['text']) ?></span> <span class="n"><?= h($field['n']) ?></span></label>
<?php endforeach ?>
<?= $frame['jobs'] ?>
<?php foreach ($page['jobs'] as $job): ?>
<li><article class="job">
<?php if ($job['trade']): ?><p class="trade"><?= h($job['trade']) ?></p><?php endif ?>
<h3><a href="/he/jobs/<?= h($job['code']) ?>"><bdi<?php if ($job['lang'] !== 'he'): ?> lang="<?= h($job['lang']) ?>"<?php endif ?>><?= h($job['title']) ?></bdi></a></h3>
<p class="by"><bdi><?= h($job['employer']) ?></bdi><?php if ($job['employer_checked']): ?> <span class="ok"><span class="i i--checked"></span> מעסיק מאושר</span><?php endif ?></p>
<dl class="facts">
<div><dt><span class="i"></span><span class="away">מקום: </span></dt><dd><bdi><?= h($job['place']) ?></bdi></dd></div>
<div><dt><span class="i i--pay"></span><span class="away">שכר: </span></dt><dd class="pay"><?= h(pay($job)) ?></dd></div>
<?php if ($job['hours']): ?><div><dt><span class="i i--hours"></span><span class="away">שעות עבודה: </span></dt><dd><bdi><?= h($job['hours']) ?></bdi></dd></div><?php endif ?>
<?php if ($job['transport']): ?><div><dt><span class="i i--transport"></span><span class="away">איך מגיעים: </span></dt><dd><bdi><?= h($job['transport']) ?></bdi></dd></div><?php endif ?>
</dl>
<ul class="tags"><?php if ($job['example']): ?><li class="tag">דוגמה</li><?php endif ?><?php foreach (FLAGS as $name => $text): if ($job[$name]): ?><li class="tag"><?= h($text) ?></li><?php endif; endforeach ?></ul>
<p class="when">פורסמה <?= day($job['opens']) ?> · פתוחה עד <?= day($job['closes']) ?></p>
</article></li>
<?php endforeach ?>
<?= $frame['bottom'] ?>
