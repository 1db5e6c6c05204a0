# Sends what a TCP stream of everyday does not have, through a tunnel to whoever is there:
#
#   perl odd-packets.pl IPV4|- IPV6|-
#
# Datagrams to port 10000 + n are n bytes long, but for the last of a segmented send.
use strict;
use warnings;
use Socket qw(:all);

use constant { UDP_SEGMENT => 103, IP_MTU_DISCOVER => 10, IP_OPTIONS => 4, IPV6_DSTOPTS => 59 };

srand(7);
my $state = 1;

sub bytes {
  my ($length) = @_;
  my $text = '';
  while (length($text) < $length) {
    $state = ($state * 1103515245 + 12345) & 0x7fffffff;
    $text .= pack('N', $state);
  }
  return substr($text, 0, $length);
}

sub breathe {
  select(undef, undef, undef, 0.002);
}

sub to {
  my ($address, $port) = @_;
  return $address =~ /:/
    ? pack_sockaddr_in6($port, inet_pton(AF_INET6, $address))
    : pack_sockaddr_in($port, inet_aton($address));
}

# Datagrams of each size, many of a kind behind each other, cut by the kernel or by us.
sub datagrams {
  my ($family, $address, $options) = @_;
  socket(my $udp, $family, SOCK_DGRAM, 0) or die "socket: $!\n";
  $options->($udp) if $options;
  for my $size (1, 64, 200, 500, 512, 1000, 1200, 1400) {
    my $most = int(60000 / $size);
    $most = 64 if $most > 64;
    for my $count (1, 2, 3, $most) {
      my $last = 1 + int(rand($size));
      setsockopt($udp, IPPROTO_UDP, UDP_SEGMENT, pack('i', $size)) or die "UDP_SEGMENT: $!\n";
      # A path that is too narrow for them, or a socket with options: told, and not our business.
      send($udp, bytes($size * ($count - 1) + $last), 0, to($address, 10000 + $size));
      breathe();
      setsockopt($udp, IPPROTO_UDP, UDP_SEGMENT, pack('i', 0)) or die "UDP_SEGMENT: $!\n";
      for (1 .. ($count < 8 ? $count : 8)) {
        send($udp, bytes($size), 0, to($address, 10000 + $size));
      }
      breathe();
    }
  }
}

# Longer than the device's MTU, and allowed to be cut.
sub fragments {
  my ($family, $address) = @_;
  socket(my $udp, $family, SOCK_DGRAM, 0) or die "socket: $!\n";
  if ($family == AF_INET) {
    setsockopt($udp, IPPROTO_IP, IP_MTU_DISCOVER, pack('i', 0)) or die "IP_MTU_DISCOVER: $!\n";
  }
  for my $size (1399, 1473, 3001, 9001, 30000) {
    send($udp, bytes($size), 0, to($address, 9)) or die "$size bytes to $address: $!\n";
    breathe();
  }
}

# A protocol that nobody knows.
sub strangers {
  my ($family, $address) = @_;
  socket(my $raw, $family, SOCK_RAW, 253) or die "socket: $!\n";
  for my $size (1, 2, 3, 64, 333, 520) {
    for (1 .. 5) {
      send($raw, bytes($size), 0, to($address, 0)) or die "$size bytes to $address: $!\n";
    }
    breathe();
  }
}

my ($ipv4, $ipv6) = @ARGV;
if ($ipv4 ne '-') {
  datagrams(AF_INET, $ipv4);
  datagrams(AF_INET, $ipv4, sub {
    setsockopt($_[0], IPPROTO_IP, IP_OPTIONS, "\1\1\1\1") or die "IP_OPTIONS: $!\n";
  });
  fragments(AF_INET, $ipv4);
  strangers(AF_INET, $ipv4);
}
if ($ipv6 ne '-') {
  datagrams(AF_INET6, $ipv6);
  datagrams(AF_INET6, $ipv6, sub {
    # A header of eight bytes: padding.
    setsockopt($_[0], IPPROTO_IPV6, IPV6_DSTOPTS, "\0\0\1\4\0\0\0\0") or die "IPV6_DSTOPTS: $!\n";
  });
  fragments(AF_INET6, $ipv6);
  strangers(AF_INET6, $ipv6);
}
