# One request to the helper over its socket, without a JVM, which starts slowly where it is emulated.
#
#   perl ask.pl SOCKET connect NAME PROFILE-FILE auto|kernel|userspace
#   perl ask.pl SOCKET status NAME
#   perl ask.pl SOCKET disconnect NAME
#   perl ask.pl SOCKET log NAME
#   perl ask.pl SOCKET wait NAME STATES SECONDS [EVERY]
#
# The last waits until the session is in such a state, or has ended, and asks each EVERY seconds; each
# time costs the helper something. STATES is a regular expression. Prints the helper's answer as one line of JSON. Exits with 1 when
# the state did not come.
use strict;
use warnings;
use Socket;

my ($path, $what, $name, @more) = @ARGV;
socket(my $helper, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!\n";
connect($helper, sockaddr_un($path)) or die "$path: $!\n";
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

sub ask {
  my ($request) = @_;
  $id++;
  print $helper "{\"id\":$id,\"request\":$request}\n";
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
      . ",\"dataPath\":\"$more[1]\"}"), "\n";
} elsif ($what eq 'wait') {
  my ($states, $seconds, $every) = @more;
  my $end = time + $seconds;
  while (1) {
    my $status = ask(named('status'));
    my ($now) = $status =~ /"state":"([^"]*)"/;
    $now = 'none' unless defined $now;
    my $is = $now =~ /^(?:$states)$/;
    if ($is || $now eq 'failed' || $now eq 'disconnected' || time >= $end) {
      print "$status\n";
      exit($is ? 0 : 1);
    }
    select(undef, undef, undef, $every || 0.2);
  }
} else {
  print ask(named($what)), "\n";
}
