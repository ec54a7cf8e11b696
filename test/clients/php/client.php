<?php
// PDO: prepared on the server, or written into the SQL (emulated); text both ways.
if (!extension_loaded('pdo_pgsql')) {
    echo "pdo_pgsql is missing; Debian has it in php-pgsql\n";
    exit(77);
}
$result = fopen(getenv('RESULT'), 'w');
$failed = 0;

function line(...$fields) {
    global $result;
    fwrite($result, implode("\t", array_map(fn($f) => trim(preg_replace('/\s+/', ' ', $f)), $fields)) . "\n");
}

function check($mode, $what, $run) {
    global $failed;
    try {
        $run();
        line('pass', $mode, $what);
    } catch (Throwable $e) {
        $failed = 1;
        line('fail', $mode, $what, $e->getMessage());
    }
}

function equal($got, $want) {
    [$a, $b] = [json_encode($got, JSON_UNESCAPED_UNICODE), json_encode($want, JSON_UNESCAPED_UNICODE)];
    if ($a !== $b) throw new Exception("got $a, PostgreSQL gives $b");
}

function connected($emulate) {
    $where = 'pgsql:host=' . getenv('PGHOST') . ';port=' . getenv('PGPORT') . ';dbname=' . getenv('PGDATABASE');
    return new PDO($where, getenv('PGUSER'), getenv('PGPASSWORD'), [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_STRINGIFY_FETCHES => true, PDO::ATTR_EMULATE_PREPARES => $emulate]);
}

// text gives a value as the server sent it: PDO has booleans as 0 and 1, bytea as bytes.
function text($type, $v) {
    if ($v === null) return null;
    if ($type === 'bool') return in_array($v, [true, '1', 't'], true) ? 't' : 'f';
    if ($type === 'bytea') return '\x' . bin2hex(is_resource($v) ? stream_get_contents($v) : $v);
    return (string) $v;
}

line('version', phpversion('pdo_pgsql'));
foreach (['server-side prepare' => false, 'emulated prepare' => true] as $mode => $emulate) {
    if (getenv('SHORT') && $emulate) break;
    $db = connected($emulate);
    foreach (json_decode(file_get_contents(getenv('STATEMENTS')), true) as $s) {
        if (!empty($s['block'])) {
            line('skip', $mode, $s['sql'], "a transaction is PDO's own");
            continue;
        }
        check($mode, $s['sql'], function () use ($db, $s) {
            try {
                $q = $db->prepare($s['sql']);
                $q->execute();
            } catch (PDOException $e) {
                if (($s['error'] ?? '') !== $e->errorInfo[0]) throw $e;
                return;
            }
            if (isset($s['error'])) throw new Exception('no error, PostgreSQL gives ' . $s['error']);
            if (!isset($s['types'])) return;
            $rows = array_map(fn($r) => array_map('text', $s['types'], $r), $q->fetchAll(PDO::FETCH_NUM));
            equal($rows, $s['rows']);
        });
    }
}

$mode = 'particulars';
$db = connected(false);
$db->exec('CREATE TEMP TABLE t (a int, b text)');
check($mode, 'parameters', function () use ($db) {
    $q = $db->prepare('SELECT CAST(:n AS int) + 1, CAST(:t AS text)');
    $q->execute(['n' => 41, 't' => 'ü']);
    equal($q->fetch(PDO::FETCH_NUM), ['42', 'ü']);
});
check($mode, 'a transaction that is rolled back', function () use ($db) {
    $db->beginTransaction();
    $db->exec("INSERT INTO t VALUES (1, 'x')");
    $db->rollBack();
    equal($db->query('SELECT count(*) FROM t')->fetchColumn(), '0');
});
check($mode, 'pgsqlCopyFromArray and pgsqlCopyToArray', function () use ($db) {
    $db->pgsqlCopyFromArray('t', ["1\tone\n", "2\t\\N\n"]);
    equal($db->pgsqlCopyToArray('t'), ["1\tone\n", "2\t\\N\n"]);
});
check($mode, 'a scrollable cursor', function () use ($db) {
    $db->beginTransaction();
    $q = $db->prepare('SELECT i FROM generate_series(1, 5) g(i)', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
    $q->execute();
    equal($q->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_ABS, 4), ['4']);
    equal($q->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_PRIOR), ['3']);
    $db->rollBack();
});
exit($failed);
