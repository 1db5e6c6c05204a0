# One TCP connection to an echo server, with bytes on their way until a file appears.
#
#   perl stream.pl HOST PORT PAYLOAD STOP-FILE
#
# Sends the payload over and over, some megabytes a second at most, and compares what comes back.
# Prints "same BYTES", or what was wrong.
use strict;
use warnings;
use Socket;

my ($host, $port, $file, $stop) = @ARGV;
open(my $in, '<:raw', $file) or die "$file: $!\n";
my $payload = do { local $/; <$in> };
my $size = length $payload;
socket(my $server, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
connect($server, sockaddr_in($port, inet_aton($host))) or die "$host: $!\n";

# Bytes at an offset of the endless repetition of the payload.
sub expected {
  my ($offset, $length) = @_;
  my $start = $offset % $size;
  my $part = substr($payload, $start, $length);
  return length $part == $length ? $part : $part . substr($payload, 0, $length - length $part);
}

pipe(my $told, my $teller) or die "pipe: $!\n";
if (!fork) {
  my $sent = 0;
  until (-e $stop) {
    my $chunk = expected($sent, 50_000);
    my $written = 0;
    while ($written < length $chunk) {
      my $more = syswrite($server, $chunk, length($chunk) - $written, $written);
      defined $more or die "write: $!\n";
      $written += $more;
    }
    $sent += $written;
    select(undef, undef, undef, 0.03);
  }
  shutdown($server, 1);
  syswrite($teller, "$sent\n");
  exit 0;
}
close($teller);
my $got = 0;
while (1) {
  my $count = sysread($server, my $chunk, 65_536);
  defined $count or die "read after $got bytes: $!\n";
  last if $count == 0;
  $chunk eq expected($got, $count) or die "other bytes after $got\n";
  $got += $count;
}
my $sent = <$told>;
chomp $sent;
print $sent == $got ? "same $got\n" : "sent $sent, got $got\n";
