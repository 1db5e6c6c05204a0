# What happens to a tunnel on the kernel path that lives on; sourced after common.sh.

# How many handshakes the server has seen, the first ones of connections among them.
renegotiations() {
  grep -c 'Control Channel: TLS' "$run/server.log"
}

connections() {
  grep -c 'Peer Connection Initiated' "$run/server.log"
}

enough_renegotiations() {
  [ "$(renegotiations)" -ge "$1" ]
}

# renegotiate_under_load TRANSPORT COUNT: with one TCP connection through the tunnel all the time.
renegotiate_under_load() {
  step "renegotiations under load, $1"
  server_file "$1" 'keepalive 5 60' 'reneg-sec 3' >"$run/server.conf"
  start_server 2.7
  profile_file "$1" >"$run/life.ovpn"
  connect life "$path"
  connected life
  before=$(connections)
  handshakes=$(renegotiations)
  rm -f "$run/enough"
  perl "$lab/stream.pl" 10.8.0.1 5003 "$run/payload" "$run/enough" >"$run/stream" 2>&1 &
  stream=$!
  until_true 400 "$2 renegotiations" enough_renegotiations $((handshakes + $2))
  mark "renegotiations.$1.state" "$(ask status life | field state) $(ask status life | field kind)"
  touch "$run/enough"
  wait "$stream" || true
  mark "renegotiations.$1.stream" "$(cat "$run/stream")"
  mark "renegotiations.$1.count" "$(($(renegotiations) - handshakes))"
  mark "renegotiations.$1.reconnected" "$(($(connections) - before))"
  # The counters are asked for once a second.
  until_true 20 'counters that stand still' counted_all
  mark "status.$1.received" "$(echo "$status" | field bytesIn) $(counter "$(device_of)" rx_bytes)"
  # Of what is sent the driver's device counts more than came to it; the other end has the truth.
  mark "status.$1.sent" "$(echo "$status" | field bytesOut) $(in_world cat /sys/class/net/tun0/statistics/rx_bytes)"
  if [ "$1" = udp4 ]; then
    mark cli.status "$("$ROOT/app/target/culvert" status life --json | tr -d ' \n')"
    mark cli.counted "$(counter "$(device_of)" rx_bytes)"
  fi
  disconnect life
  stop_server
}

# Whether the status has seen all that the device has received.
counted_all() {
  status=$(ask status life)
  # The gateway's answers to our own requests count for the device only.
  test $(($(echo "$status" | field bytesIn) * 100)) -ge $(($(counter "$(device_of)" rx_bytes) * 99))
}

# again WHAT: the session has come back; what it is like.
again() {
  until_true 60 "packets after: $1" answers
  connected life
  mark "again.$1" "$(echo "$status" | field kind) $(ip -o link show type ovpn | wc -l)"
}

# How many peers our end's device has removed because of their silence.
expired_peers() {
  dmesg | grep -c 'culvert0: deleting peer with id .*, reason 2' || true
}

# The desktop window, with a display of its own.
show_window() {
  step 'the window'
  server_file udp4 'keepalive 5 60' >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/life.ovpn"
  connect life "$path"
  connected life
  rm -f "$run/display"
  mkfifo "$run/display"
  Xvfb -displayfd 3 -screen 0 1000x700x24 -nolisten tcp 3>"$run/display" 2>"$run/xvfb.log" &
  xvfb=$!
  read -r display <"$run/display" || fail 'no display'
  DISPLAY=:$display "$JAVA" -Dprism.order=sw -Dculvert.window.patience=400 --enable-native-access=ALL-UNNAMED \
    -cp "$CLASS_PATH" org.culvert.app.lab.WindowMain "$CULVERT_SOCKET" "$run/store" "$run/life.ovpn" \
    >"$run/window.log" 2>&1 &
  window=$!
  until_true 400 'the window shows the session, or that it cannot' grep -q '^shows \|^Exception' "$run/window.log"
  device=$(device_of)
  before=$(counter "$device" rx_bytes)
  fetch 20000000 || fail 'bytes were lost'
  until_true 120 'the window shows what came' drawn_at_least $(($(counter "$device" rx_bytes) - before))
  mark window.path "$(tail -n 1 "$run/window.log")"
  mark window.received "$(drawn) $(($(counter "$device" rx_bytes) - before))"
  kill "$window" "$xvfb"
  disconnect life
  stop_server
}

# What the window's chart has drawn of what came in, in bytes.
drawn() {
  sed -n 's/^shows .*(in \([0-9]*\) out .*/\1/p' "$run/window.log" | tail -n 1
}

# drawn_at_least BYTES: so many, but for a twentieth.
drawn_at_least() {
  [ "$(drawn)" -ge $(($1 - $1 / 20)) ]
}

restart_server() {
  step 'restart of the server'
  server_file udp4 'keepalive 2 8' 'explicit-exit-notify 1' >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/life.ovpn"
  connect life "$path"
  connected life
  stop_server TERM
  until_true 30 'the session notices the end of the server' not in_state life connected
  start_server 2.7
  again restart

  step 'death of the server'
  before=$(date +%s)
  expiries=$(expired_peers)
  stop_server KILL
  # A server that died leaves its device, and with it the route into the tunnel.
  in_world ip link delete tun0 || true
  until_true 60 'the session notices the death of the server' not in_state life connected
  mark expired "$(($(date +%s) - before))"
  mark expired.by-kernel "$(($(expired_peers) - expiries))"
  start_server 2.7
  again death
  disconnect life
  stop_server
}

move_server() {
  step 'another address of the server'
  server_file udp4 'keepalive 1 60' disable-dco >"$run/server.conf"
  start_server 2.7
  profile_file udp4 float >"$run/life.ovpn"
  connect life "$path"
  connected life
  until_true 30 'an answer before the move' answers
  before=$(connections)
  in_world ip address add 10.9.0.9/32 dev wire0
  in_world ip address delete 10.9.0.1/24 dev wire0
  in_world ip route replace 10.9.0.0/24 dev wire0 src 10.9.0.9
  until_true 60 'packets flow to the new address' answers
  until_true 30 'the session follows' followed
  mark moved "$(ask status life | field kind) $(ask status life | field address)"
  mark moved.reconnected "$(($(connections) - before))"
  disconnect life
  stop_server
  in_world ip route delete 10.9.0.0/24
  in_world ip address delete 10.9.0.9/32 dev wire0
  in_world ip address add 10.9.0.1/24 dev wire0
}

# A kernel that sends and receives nothing, while the server answers; see reference 21.
mute_kernel() {
  step 'a mute kernel'
  server_file udp4 'keepalive 2 60' disable-dco >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/life.ovpn"
  # Of what the server sends, data packets get lost; their opcode is 9.
  nft add table ip lab
  nft add chain ip lab before '{ type filter hook prerouting priority raw; }'
  nft add rule ip lab before udp sport 1194 '@th,64,8 & 0xf8 == 0x48' drop
  connect life auto
  connected life
  before=$(connections)
  handshakes=$(renegotiations)
  mark mute.before "$(echo "$status" | field kind)"
  ping -q -i 0.5 10.8.0.1 >/dev/null 2>&1 &
  pinging=$!
  until_true 60 'the kernel is given up' on_path userspace
  nft delete table ip lab
  until_true 30 'packets after the kernel is given up' answers
  kill "$pinging"
  status=$(ask status life)
  mark mute "$(echo "$status" | field state) $(echo "$status" | field kind): $(echo "$status" | field reason)"
  mark mute.reconnected "$(($(connections) - before))"
  mark mute.renewed "$(($(renegotiations) - handshakes))"
  mark mute.devices "$(ip -o link show type ovpn | wc -l)"
  disconnect life
  stop_server
}

# manage COMMAND: to the server's management socket.
manage() {
  perl -MSocket -e '
    socket(my $server, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!\n";
    connect($server, sockaddr_un($ARGV[0])) or die "$ARGV[0]: $!\n";
    syswrite($server, "$ARGV[1]\n");
    while (<$server>) {
      exit 0 if /^SUCCESS/;
      die $_ if /^ERROR/;
    }' "$run/management" "$1"
}

# kill_switch TRANSPORT: the kernel's own packets pass, and nobody else's, be they for the server's own port.
kill_switch() {
  step "a kill switch, $1"
  server_file "$1" 'keepalive 2 60' >"$run/server.conf"
  start_server 2.7
  profile_file "$1" >"$run/life.ovpn"
  connect life "$path" ',"killSwitch":true,"allowLan":false'
  connected life
  until_true 30 'packets beside a kill switch' answers
  mark "kill-switch.$1" "$(echo "$status" | field kind) $(sent 1194) $(sent 53)"
  disconnect life
  mark "kill-switch.$1.after" "$(sent 53)"
  stop_server
}

# sent PORT: whether what anybody sends to that port of the server's machine leaves this one.
sent() {
  if perl -MSocket -e '
    socket(my $own, PF_INET, SOCK_DGRAM, 0) or die "socket: $!\n";
    send($own, "x", 0, sockaddr_in($ARGV[0], inet_aton("10.9.0.1"))) or exit 1' "$1"; then
    echo leaves
  else
    echo stays
  fi
}

update_options() {
  step 'other options while the tunnel stands'
  rm -f "$run/management"
  server_file udp4 'keepalive 5 60' disable-dco "management $run/management unix" \
    'push "route 198.51.100.0 255.255.255.0"' >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/life.ovpn"
  connect life "$path"
  connected life
  # OpenVPN refuses while it is not done with the client itself.
  until_true 60 'the update is taken' manage 'push-update-broad "route 203.0.113.0 255.255.255.0"'
  # OpenVPN sends an update when it next looks after the client, 15 s later at times.
  until_true 60 'the new route' has_route 203.0.113.0/24
  until_true 30 'the old route is gone' not has_route 198.51.100.0/24
  until_true 30 'packets after the update' answers
  mark updated "$(ask status life | field kind)"
  disconnect life
  stop_server
}

has_route() {
  ip route show "$1" | grep -q culvert
}

on_path() {
  test "$(ask status life | field kind)" = "$1"
}

followed() {
  test "$(ask status life | field address)" = 10.9.0.9
}

not() {
  ! "$@"
}
