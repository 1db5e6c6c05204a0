# Runs a shell command for each connection, with the connection as its input and output.
#
#   perl serve.pl PORT COMMAND
use strict;
use warnings;
use Socket;

my ($port, $command) = @ARGV;
$SIG{CHLD} = 'IGNORE';
socket(my $server, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1) or die "reuse: $!\n";
bind($server, sockaddr_in($port, INADDR_ANY)) or die "port $port: $!\n";
listen($server, 20) or die "listen: $!\n";
while (1) {
  accept(my $client, $server) or next;
  if (!fork) {
    open(STDIN, '<&', $client) or die "in: $!\n";
    open(STDOUT, '>&', $client) or die "out: $!\n";
    close($client);
    close($server);
    $SIG{CHLD} = 'DEFAULT';
    exec('/bin/sh', '-c', $command);
  }
  close($client);
}
