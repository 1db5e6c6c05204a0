#!/usr/bin/perl -w
# One request to the helper over its socket, without a JVM, which starts slowly where it is emulated.
# So do perl's modules: nine tenths of the time went into Socket.
#
#   perl ask.pl SOCKET connect NAME PROFILE-FILE auto|kernel|userspace [MORE-FIELDS]
#   perl ask.pl SOCKET status NAME
#   perl ask.pl SOCKET disconnect NAME
#   perl ask.pl SOCKET log NAME
#   perl ask.pl SOCKET wait NAME STATES SECONDS
#
# The last waits until the session is in such a state, or has ended; it listens, since each question
# would cost the helper something. STATES is a regular expression. Prints what the helper says as one
# line of JSON. Exits with 1 when the state did not come.
use strict;

# Of Linux.
my $unix = 1;
my $stream = 1;

my ($path, $what, $name, @more) = @ARGV;
socket(my $helper, $unix, $stream, 0) or die "socket: $!\n";
connect($helper, pack('Sa108', $unix, $path)) or die "$path: $!\n";
select($helper);
$| = 1;
select(STDOUT);

my $id = 0;

sub text {
  my ($value) = @_;
  $value =~ s/(["\\])/\\$1/g;
  $value =~ s/\n/\\n/g;
  $value =~ s/([\x00-\x1f])/sprintf('\\u%04x', ord($1))/ge;
  return "\"$value\"";
}

sub request {
  my ($request) = @_;
  $id++;
  print $helper "{\"id\":$id,\"request\":$request}\n";
}

sub ask {
  request(@_);
  while (my $line = <$helper>) {
    chomp $line;
    return $line if $line =~ /"id":$id\b/;
  }
  die "the helper hung up\n";
}

sub named {
  my ($type) = @_;
  return "{\"type\":\"$type\",\"name\":" . text($name) . '}';
}

ask('{"type":"hello","protocol":1,"client":"lab"}');
if ($what eq 'connect') {
  open(my $file, '<', $more[0]) or die "$more[0]: $!\n";
  local $/;
  my $profile = <$file>;
  local $/ = "\n";
  print ask('{"type":"connect","name":' . text($name) . ',"profile":' . text($profile)
      . ",\"dataPath\":\"$more[1]\"" . ($more[2] // '') . '}'), "\n";
} elsif ($what eq 'wait') {
  my ($states, $seconds) = @more;
  my $last = '';
  $SIG{ALRM} = sub { print "$last\n"; exit 1 };
  alarm $seconds;
  ask('{"type":"subscribe"}');
  request(named('status'));
  while (my $line = <$helper>) {
    next unless $line =~ /"status":\{/ && index($line, '"name":' . text($name)) >= 0;
    chomp($last = $line);
    my ($now) = $line =~ /"state":"([^"]*)"/;
    if ($now =~ /^(?:$states)$/) {
      print "$line";
      exit 0;
    }
    last if $now eq 'failed' || $now eq 'disconnected';
  }
  print "$last\n";
  exit 1;
} else {
  print ask(named($what)), "\n";
}
