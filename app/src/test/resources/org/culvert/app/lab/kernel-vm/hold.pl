#!/usr/bin/perl -w
# Takes a process's UDP socket to a server into a map of the kernel's (BPF_MAP_TYPE_SOCKMAP), as programs
# that steer packets do, and holds it there until it is ended. The driver takes no socket that somebody
# else has. Without perl's modules, which start slowly where it is emulated.
#
#   perl hold.pl PROCESS ADDRESS PORT
#
# Prints "held" when it is done; exits with 1 when the process has no such socket.
use strict;

# Of Linux on x86-64.
my ($bpf, $pidfd_open, $pidfd_getfd) = (321, 434, 438);
my ($create_map, $update_element, $sockmap, $any) = (0, 2, 15, 0);

my ($process, $address, $port) = @ARGV;

# As /proc/net/udp has it: the address in the byte order of this machine.
my $remote = sprintf('%02X%02X%02X%02X:%04X', reverse(split(/\./, $address)), $port);
open(my $sockets, '<', "/proc/$process/net/udp") or die "udp: $!\n";
my ($inode) = map { (split)[9] } grep { (split)[2] eq $remote } <$sockets>;
exit 1 unless defined $inode;
my ($number) = map { m{/(\d+)$} } grep { (readlink($_) // '') eq "socket:[$inode]" } glob("/proc/$process/fd/*");
exit 1 unless defined $number;

my $handle = syscall($pidfd_open, $process + 0, 0);
die "pidfd_open: $!\n" if $handle < 0;
my $socket = syscall($pidfd_getfd, $handle, $number + 0, 0);
die "pidfd_getfd: $!\n" if $socket < 0;

my $wanted = pack('L5 x108', $sockmap, 4, 4, 1, 0);
my $map = syscall($bpf, $create_map, $wanted, length($wanted));
die "bpf, a new map: $!\n" if $map < 0;
my $key = pack('L', 0);
my $value = pack('L', $socket);
my $update = pack('L x4 P4 P4 Q x96', $map, $key, $value, $any);
syscall($bpf, $update_element, $update, length($update)) == 0 or die "bpf, the socket into the map: $!\n";
$| = 1;
print "held\n";
sleep 1 while 1;
