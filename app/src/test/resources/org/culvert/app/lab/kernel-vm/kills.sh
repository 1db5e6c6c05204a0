# SIGKILL of the helper, again and again; sourced after common.sh.

# What the helper before left behind, of which nothing may be there once a new one is ready.
leftovers() {
  ip -o link show type ovpn | sed 's/^[0-9]*: \([^:]*\):.*/device \1/'
  ip route show table all | grep -e culvert -e '10\.8\.' -e '198\.51\.100\.' | sed 's/^/route /' || true
  ip -6 route show table all | grep -e culvert -e 'fd08:' | sed 's/^/route /' || true
  ip rule show | grep -v -e '^0:' -e '^3276[67]:' | sed 's/^/rule /' || true
  ls "$state_dir" 2>/dev/null | grep journal | sed 's/^/journal /' || true
}

# kill_at PHASE-OR-SECONDS: a connection that goes on until then.
kill_at() {
  ask connect kill "$run/kill.ovpn" "$path" >/dev/null
  case $1 in
    [0-9]*)
      sleep "$1"
      state=$(ask status kill | field state)
      ;;
    disconnecting)
      ask wait kill connected 60 >/dev/null || fail 'no connection to be killed'
      ask disconnect kill >/dev/null
      state=disconnecting
      ;;
    # A phase may be over before one can ask for it.
    *) state=$(ask wait kill "$1|connected" 60 | field state) ;;
  esac
  kill_helper
  echo "${state:-none}" >>"$run/killed"
  echo "killed while ${state:-none}, at $(uptime_now) s"
}

# kill_helpers COUNT: in each phase that one can wait for, the rest at random moments.
kill_helpers() {
  step 'SIGKILL of the helper'
  # Keys change all the time, so that some are killed while they do.
  server_file udp4 'keepalive 5 60' 'reneg-sec 5' 'push "route 198.51.100.0 255.255.255.0"' >"$run/server.conf"
  start_server 2.7
  profile_file udp4 >"$run/kill.ovpn"
  : >"$run/killed"
  : >"$run/left"
  count=0
  for when in connecting authenticating configuring connected disconnecting random; do
    while :; do
      if [ "$when" = random ]; then
        kill_at "$(perl -e 'printf "%.2f", rand 5')"
      else
        kill_at "$when"
      fi
      count=$((count + 1))
      start_helper
      leftovers >>"$run/left"
      [ "$when" = random ] && [ "$count" -lt "$1" ] || break
    done
  done
  mark kills "$count"
  mark kills.states "$(sort "$run/killed" | uniq -c | tr -s '\n ' ' ')"
  mark kills.left "$(wc -l <"$run/left") $(sort "$run/left" | uniq -c | tr -s '\n ' ' ')"
  connect kill "$path"
  connected kill
  answers >/dev/null || answers >/dev/null || fail 'no answer after the kills'
  mark kills.after "$(echo "$status" | field kind)"
  disconnect kill
  stop_server
}
