# SIGKILL of the helper, again and again; sourced after common.sh.

# Devices, routes, rules and journals.
machine_state() {
  # Of a device no more than its name: the rest changes by itself.
  printf 'link show\nroute show table all\nrule show\n' | ip -o -batch - | sed 's/^[0-9]*: \([^:]*\):.*/\1/'
  printf 'route show table all\nrule show\n' | ip -6 -batch -
  ls "$state_dir"
}

# What the helper before left behind, of which nothing may be there once a new one is ready.
leftovers() {
  machine_state | diff "$run/before" - | grep '^[<>]' || true
}

# kill_at PHASE-OR-SECONDS: a connection that goes on until then.
kill_at() {
  ask connect kill "$run/kill.ovpn" "$path" >/dev/null &
  asking=$!
  case $1 in
    [0-9]*)
      sleep "$1"
      state=$(ask status kill | field state)
      ;;
    disconnecting)
      began=$(uptime_now)
      wait "$asking"
      ask wait kill connected 60 >/dev/null || fail 'no connection to be killed'
      whole=$(perl -e 'printf "%.2f", $ARGV[1] - $ARGV[0]' "$began" "$(uptime_now)")
      # It waits already when the helper begins to tidy up.
      ask wait kill disconnecting 60 >"$run/seen" &
      watching=$!
      sleep 0.5
      ask disconnect kill >/dev/null &
      asking=$!
      wait "$watching" || true
      state=$(field state <"$run/seen")
      ;;
    renewing)
      wait "$asking"
      ask wait kill connected 60 >/dev/null || fail 'no connection to be killed'
      renewals=$(grep -c 'TLS: soft reset' "$run/server.log" || true)
      until_true 60 'keys are renewed' more_renewals "$renewals"
      sleep "$(perl -e 'printf "%.2f", rand 1.5')"
      state=renewing
      ;;
    # A phase may be over before one can ask for it.
    *)
      wait "$asking"
      state=$(ask wait kill "$1|connected" 60 | field state)
      ;;
  esac
  kill_helper
  wait "$asking" || true
  echo "${state:-none}" >>"$run/killed"
  echo "killed while ${state:-none}, at $(uptime_now) s"
}

more_renewals() {
  [ "$(grep -c 'TLS: soft reset' "$run/server.log")" -gt "$1" ]
}

# kill_helpers COUNT PHASE...: in each of these phases, "disconnecting" among them; the rest at random
# moments until soon after a connection stands.
kill_helpers() {
  step 'SIGKILL of the helper'
  # Keys change all the time, so that some are killed while they do.
  server_file udp4 'keepalive 5 60' 'reneg-sec 3' 'push "route 198.51.100.0 255.255.255.0"' \
    'push "redirect-gateway def1"' >"$run/server.conf"
  start_server 2.7
  # What all goes around the tunnel by.
  ip route add default via 10.9.0.1
  # Somebody else's, with a name like ours.
  ip link add culvert77 type ovpn
  machine_state >"$run/before"
  profile_file udp4 >"$run/kill.ovpn"
  : >"$run/killed"
  : >"$run/left"
  count=0
  wanted=$1
  shift
  for when in "$@" random; do
    while :; do
      if [ "$when" = random ]; then
        kill_at "$(perl -e 'printf "%.2f", rand 1.05 * $ARGV[0]' "$whole")"
      else
        kill_at "$when"
      fi
      count=$((count + 1))
      start_helper
      leftovers >>"$run/left"
      [ "$when" = random ] && [ "$count" -lt "$wanted" ] || break
    done
  done
  mark kills "$count"
  mark kills.states "$(sort "$run/killed" | uniq -c | tr -s '\n ' ' ')"
  # Their sockets went with the helpers; a peer needs one.
  mark kills.carried "$(dmesg | grep -c 'culvert0: deleting peer with id .*, reason 4' || true)"
  mark kills.left "$(wc -l <"$run/left") $(sort "$run/left" | uniq -c | tr -s '\n ' ' ')"
  connect kill "$path"
  connected kill
  answers >/dev/null || answers >/dev/null || fail 'no answer after the kills'
  mark kills.after "$(echo "$status" | field kind)"
  disconnect kill
  ip link delete culvert77 || fail "somebody else's device is gone"
  ip route delete default
  stop_server
}
