# DBD::Pg: text both ways; statements prepared on the server when they have parameters.
use strict;
use warnings;
use utf8;
use JSON::PP;
use File::Basename;
BEGIN { eval { require DBI; require DBD::Pg; 1 } or do { print "DBD::Pg is missing; Debian has it in libdbd-pg-perl\n"; exit 77 } }

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; decode_json(<$f>) }
my $list  = slurp($ENV{STATEMENTS});
my $types = slurp(dirname(__FILE__) . "/../types.json");
my %name  = reverse %$types;

open my $result, '>:utf8', $ENV{RESULT} or die $!;
my $failed = 0;
sub line { my @f = @_; s/\s+/ /g for @f; print $result join("\t", @f), "\n" }
sub check {
    my ($mode, $what, $run) = @_;
    return line("pass", $mode, $what) if eval { $run->(); 1 };
    $failed = 1;
    line("fail", $mode, $what, $@);
}
my $json = JSON::PP->new->canonical->allow_nonref;
sub equal {
    my ($got, $want) = map { $json->encode($_) } @_;
    die "got $got, PostgreSQL gives $want\n" if $got ne $want;
}
sub connected {
    DBI->connect("dbi:Pg:dbname=$ENV{PGDATABASE};host=$ENV{PGHOST};port=$ENV{PGPORT}", $ENV{PGUSER}, $ENV{PGPASSWORD},
        { RaiseError => 1, PrintError => 0, PrintWarn => 0, AutoCommit => 1, pg_enable_utf8 => 1, pg_expand_array => 0, pg_bool_tf => 1 });
}
line("version", $DBD::Pg::VERSION);

for my $mode ("server-side prepare", "no prepare") {
    last if $ENV{SHORT} && $mode eq "no prepare";
    my $db = connected();
    $db->{pg_server_prepare} = $mode eq "server-side prepare" ? 1 : 0;
    for my $s (@$list) {
        if ($s->{block}) { line("skip", $mode, $s->{sql}, "a transaction is DBI's own"); next }
        if ($s->{sql} =~ /^PREPARE/) { line("skip", $mode, $s->{sql}, 'DBD::Pg takes $1 for its own'); next }
        if ($s->{sql} =~ /^(EXECUTE|DEALLOCATE) p\b/) { line("skip", $mode, $s->{sql}, 'DBD::Pg takes $1 for its own'); next }
        if (grep { /^float/ } @{ $s->{types} // [] }) { line("skip", $mode, $s->{sql}, "DBD::Pg gives floats as Perl's numbers, which show 15 digits"); next }
        check($mode, $s->{sql}, sub {
            my ($h, @rows);
            if (!eval { $h = $db->prepare($s->{sql}); $h->execute; 1 }) {
                my $state = $db->state;
                die "$state $@" if !defined $s->{error} || $state ne $s->{error};
                return;
            }
            die "no error, PostgreSQL gives $s->{error}\n" if defined $s->{error};
            return if !$s->{types};
            equal([map { $name{$_} // $_ } @{ $h->{pg_type_oid} // [] }], $s->{types}) if $h->{pg_type_oid};
            while (my $r = $h->fetchrow_arrayref) { push @rows, [map { defined $_ ? "$_" : undef } @$r] }
            equal(\@rows, shown($s));
        });
    }
}

# shown gives rows as DBD::Pg does, which reads a bytea as its bytes.
sub shown {
    my $s = shift;
    [map { my $r = $_; [map { my $v = $r->[$_]; $s->{types}[$_] eq "bytea" && defined $v ? pack("H*", substr $v, 2) : $v } 0 .. $#$r] } @{ $s->{rows} }];
}

my $mode = "particulars";
my $db   = connected();
$db->do("CREATE TEMP TABLE t (a int, b text)");
check($mode, "placeholders", sub { equal([map { "$_" } $db->selectrow_array('SELECT ?::int + 1, ?::text', {}, 41, "ü")], ["42", "ü"]) });
check($mode, "a transaction that is rolled back", sub {
    $db->begin_work; $db->do("INSERT INTO t VALUES (1, 'x')"); $db->rollback;
    equal($db->selectrow_array("SELECT count(*) FROM t") . "", "0");
});
check($mode, "COPY FROM and TO", sub {
    $db->do("COPY t FROM STDIN");
    $db->pg_putcopydata($_) for "1\tone\n", "2\t\\N\n";
    $db->pg_putcopyend;
    $db->do("COPY t TO STDOUT");
    my ($out, $row) = ("", "");
    $out .= $row while $db->pg_getcopydata($row) >= 0;
    equal($out, "1\tone\n2\t\\N\n");
});
check($mode, "table_info and column_info", sub {
    equal([map { $_->[2] } @{ $db->table_info("", "public", "cloudtrail_events", "TABLE")->fetchall_arrayref }], ["cloudtrail_events"]);
    equal($db->column_info("", "public", "cloudtrail_events", "event_time")->fetchall_arrayref->[0][5], "timestamp with time zone");
});
exit $failed;
