#!/bin/sh
# Runs inside the virtual machine of ResolvedVmIT, in the folder that has server.conf, plain.ovpn
# and split.ovpn. The machine itself is the client and looks up names by systemd-resolved; a network
# namespace is the world, with a DNS server outside the tunnel and another one inside. Prints
# "STEP what" before each step and "MARK name value" for each thing that was found.
#
# Needs ROOT, the source tree, in the environment.
set -u
lab=$(dirname "$0")

step() {
  echo "STEP $* (at $(cut -d' ' -f1 /proc/uptime) s)"
}

mark() {
  name=$1
  shift
  echo "MARK $name $*"
}

fail() {
  echo "FAILED $*"
  for log in "$lab"/*.log; do
    echo "===== $log" && tail -n 60 "$log"
  done
  resolvectl status --no-pager
  exit 1
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  end=$(($(date +%s) + $1))
  what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$end" ] || fail "not in time: $what"
    sleep 0.2
  done
}

# The IPv4 address that a program of this machine gets for a name.
ask() {
  answer=$(getent ahostsv4 "$1" | head -n 1 | cut -d' ' -f1)
  echo "${answer:-none}"
}

# An emulated JVM may be slower to say its first word than the helper is patient (exit status 3).
culvert() {
  for try in 1 2 3 4 5; do
    answer=0
    "$ROOT/app/target/culvert" "$@" || answer=$?
    [ "$answer" -eq 3 ] || break
    echo "once more: culvert $1 (try $try)" >&2
  done
  return "$answer"
}

start_helper() {
  rm -f "$lab/helper.log.new"
  "$ROOT/native-helper/target/culvert-helper" --socket "$CULVERT_SOCKET" --state-dir /run/culvert-state \
    >"$lab/helper.log.new" 2>&1 &
  helper=$!
  until_true 240 'the helper listens' grep -q '^ready ' "$lab/helper.log.new"
  cat "$lab/helper.log.new" >>"$lab/helper.log"
}

# dns_server NAME ADDRESS ANSWER...
dns_server() {
  name=$1
  address=$2
  shift 2
  for answer in "$@"; do
    set -- "$@" "--address=$answer"
    shift
  done
  ip netns exec world dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts \
    --user=root --pid-file= --bind-interfaces --except-interface=lo --listen-address="$address" \
    --log-queries --log-facility=- "$@" >"$lab/dns-$name.log" 2>&1 &
  until_true 30 "the DNS server $name listens" grep -q started "$lab/dns-$name.log"
}

export CULVERT_SOCKET=/run/culvert-test.sock HOME=/run/culvert-home
# The second compiler costs more here than it gains.
export JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1
mkdir -p "$ROOT" "$HOME"
mount --bind "/host$ROOT" "$ROOT" || fail 'the source tree is not there'
modprobe -a veth tun || fail 'no kernel modules'

step 'the network'
ip netns add world
ip link add wire0 type veth peer name wire0 netns world
ip -n world link set lo up
ip -n world address add 10.9.0.1/24 dev wire0
ip -n world link set wire0 up
ip address add 10.9.0.2/24 dev wire0
ip link set wire0 up
ip route add default via 10.9.0.1
dns_server outside 10.9.0.1 /www.example/192.0.2.10 /corp.example/192.0.2.99
until_true 60 'systemd-resolved runs' resolvectl dns wire0 10.9.0.1
resolvectl default-route wire0 true

step 'the server'
ip netns exec world openvpn --config "$lab/server.conf" >"$lab/server.log" 2>&1 &
until_true 90 'the server is ready' grep -q 'Initialization Sequence Completed' "$lab/server.log"
dns_server inside 10.8.0.1 /www.example/10.8.0.10 /host.corp.example/10.8.0.20

step 'before'
until_true 60 'the outer server answers' test "$(ask www.example)" = 192.0.2.10
mark before "$(ask www.example)"

step 'the helper'
start_helper
mark doctor "$(culvert doctor 2>/dev/null | grep -A 1 -i 'DNS back end' | tr -s '\n ' ' ')"
for profile in plain split; do
  culvert import "$lab/$profile.ovpn" --name "$profile" || fail "import of $profile"
done

step 'connect'
culvert connect plain --wait 120 || fail 'connect'
mark connected "$(ask www.example)"
mark short "$(ask host)"
mark status "$(culvert status plain --json)"
resolvectl status --no-pager

step 'disconnect'
culvert disconnect plain || fail 'disconnect'
mark disconnected "$(ask www.example)"

step 'split DNS'
culvert connect split --wait 120 || fail 'connect split'
mark split-inside "$(ask host.corp.example)"
mark split-outside "$(ask www.example)"
mark split-link "$(resolvectl domain culvert0) $(resolvectl default-route culvert0)"

step 'kill the helper, and start it again'
kill -KILL "$helper"
wait "$helper"
mark journal "$(ls /run/culvert-state | tr '\n' ' ')"
start_helper
mark killed "$(ask host.corp.example)"
mark recovered "$(ls /run/culvert-state | grep -c dns.journal)"
