# What a byte costs the whole machine, both ends of the tunnel in it; sourced after common.sh.

# Hundredths of seconds in which a processor did anything: user, nice, system, irq, softirq.
busy() {
  awk '$1 == "cpu" { print $2 + $3 + $4 + $7 + $8 }' /proc/stat
}

# cost NAME: of what the tunnel that stands carries, by direction.
cost() {
  # Once for what is compiled, resolved and learnt on the way.
  fetch $payload_size && push $payload_size || fail "no bytes: $1"
  before=$(busy)
  fetch $payload_size || fail "other bytes: $1"
  between=$(busy)
  push $payload_size || fail "other bytes: $1"
  mark "cpu.$1" "$((between - before)) $(($(busy) - between))"
}

# ours NAME PATH
ours() {
  connect cpu "$2"
  connected cpu
  until_true 30 'an answer' answers
  cost "$1"
  disconnect cpu
}

# theirs NAME LINE...: OpenVPN 2.7 in our place.
theirs() {
  name=$1
  shift
  profile_file udp4 "$@" >"$run/theirs.conf"
  "$ROOT/build/lab/in-tree" "$OPENVPN_2_7" "$run" openvpn --config "$run/theirs.conf" >"$run/theirs.log" 2>&1 &
  client=$!
  until_true 60 'the client is ready' grep -q 'Initialization Sequence Completed' "$run/theirs.log"
  until_true 30 'an answer' answers
  cost "$name"
  kill "$client"
  wait "$client" || true
}

# In turns, so that what else the machine does meets all of them.
measure_cpu() {
  # As users have it.
  stop_helper
  unset JAVA_TOOL_OPTIONS
  start_helper
  server_file udp4 'keepalive 5 60' >"$run/server.conf"
  start_server 2.7
  [ "$(server_path)" = kernel ] || fail 'the server does not use the kernel'
  profile_file udp4 >"$run/cpu.ovpn"
  round=1
  while [ "$round" -le "3" ]; do
    step "round $round"
    ours culvert-kernel kernel
    ours culvert-userspace userspace
    theirs openvpn-kernel
    theirs openvpn-userspace disable-dco
    round=$((round + 1))
  done
  stop_server
}
