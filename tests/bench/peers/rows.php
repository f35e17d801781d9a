<?php
// rows.php: what both pages of PHP begin with: the rows of the list by the portal's own statements, and
// its page without rows, as peers.py leaves them in the folder REHAB_BENCH.
declare(strict_types=1);

$folder = getenv('REHAB_BENCH');
$frame = json_decode(file_get_contents("$folder/frame.json"), true);
$db = new PDO('sqlite:' . getenv('REHAB_DATABASE'), null, null, [
    PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC]);

function rows(string $name): array
{
    global $db, $folder, $frame;
    $text = file_get_contents("$folder/$name.sql");
    $statement = $db->prepare($text);
    foreach ($frame['values'] as $key => $value) {
        if (preg_match("/:$key\\b/", $text)) {
            $statement->bindValue(":$key", $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
        }
    }
    $statement->execute();
    return $statement->fetchAll();
}

const FLAGS = ['no_experience' => 'בלי ניסיון', 'day_only' => 'משמרות יום בלבד',
    'no_licence' => 'בלי רישיון נהיגה', 'ride' => 'יש הסעה', 'training' => 'הכשרה בתשלום'];
const UNITS = ['hour' => 'לשעה', 'day' => 'ליום', 'month' => 'לחודש', 'job' => 'לעבודה'];

function pay(array $job): string
{
    $sums = [];
    foreach (['pay_min', 'pay_max'] as $name) {
        if ($job[$name] !== null) {
            $sums[] = number_format($job[$name] / 100) . ' ₪';
        }
    }
    return $sums ? implode(' עד ', $sums) . ' ' . UNITS[$job['pay_unit']] : 'לא נמסר';
}

function day(string $text): string
{
    return implode('.', array_reverse(explode('-', $text)));
}

$db->beginTransaction();
$page = ['jobs' => array_slice(rows('list'), 0, 20), 'found' => rows('found'),
    'regions' => rows('regions'), 'fields' => rows('fields'), 'places' => rows('places')];
$db->rollBack();
