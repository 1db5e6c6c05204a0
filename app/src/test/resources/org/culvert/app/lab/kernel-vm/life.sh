# What happens to a tunnel on the kernel path that lives on; sourced after common.sh.

# The server's file has reneg-sec; each handshake has a line of its own in the server's log.
renegotiations() {
  grep -c 'Control Channel: TLS' "$run/server.log"
}

enough_renegotiations() {
  [ "$(renegotiations)" -gt "$1" ]
}

renegotiate_under_load() {
  step 'renegotiations under load'
  server_file udp4 'keepalive 5 60' 'reneg-sec 6' >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/life.ovpn"
  connect life "$path"
  connected life
  perl "$lab/stream.pl" 10.8.0.1 5003 "$run/payload" "$run/enough" >"$run/stream" 2>&1 &
  stream=$!
  until_true 300 '20 renegotiations' enough_renegotiations 20
  mark renegotiations.state "$(ask status life | field state) $(ask status life | field kind)"
  touch "$run/enough"
  wait "$stream" || true
  mark renegotiations.stream "$(cat "$run/stream")"
  mark renegotiations.count "$(($(renegotiations) - 1))"
  mark renegotiations.connections "$(grep -c 'Peer Connection Initiated' "$run/server.log")"
  sleep 2
  status=$(ask status life)
  device=$(device_of)
  mark status.received "$(echo "$status" | field bytesIn) $(counter "$device" rx_bytes)"
  # Of what is sent the driver's device counts more than came to it; the other end has the truth.
  mark status.sent "$(echo "$status" | field bytesOut) $(in_world cat /sys/class/net/tun0/statistics/rx_bytes)"
  disconnect life
  stop_server
}

# again WHAT: the session has come back; what it is like.
again() {
  until_true 60 "packets after: $1" answers
  connected life
  mark "again.$1" "$(echo "$status" | field kind) $(ip -o link show type ovpn | wc -l)"
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
  stop_server KILL
  # A server that died leaves its device, and with it the route into the tunnel.
  in_world ip link delete tun0 || true
  until_true 60 'the session notices the death of the server' not in_state life connected
  mark expired "$(($(date +%s) - before))"
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
  answers >/dev/null || fail 'no answer before the move'
  in_world ip address add 10.9.0.9/32 dev wire0
  in_world ip address delete 10.9.0.1/24 dev wire0
  in_world ip route replace 10.9.0.0/24 dev wire0 src 10.9.0.9
  until_true 60 'packets flow to the new address' answers
  until_true 30 'the session follows' followed
  mark moved "$(ask status life | field kind) $(ask status life | field address)"
  mark moved.connections "$(grep -c 'Peer Connection Initiated' "$run/server.log")"
  disconnect life
  stop_server
  in_world ip route delete 10.9.0.0/24
  in_world ip address delete 10.9.0.9/32 dev wire0
  in_world ip address add 10.9.0.1/24 dev wire0
}

followed() {
  test "$(ask status life | field address)" = 10.9.0.9
}

not() {
  ! "$@"
}
