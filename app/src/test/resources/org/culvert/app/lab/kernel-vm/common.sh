# What every program of KernelVmIT begins with; sourced. The machine itself is the client; a network
# namespace, "world", has the servers. Prints "STEP what" before each step and "MARK name value" for
# each thing that was found.
#
# Needs in the environment ROOT, the source tree, OPENVPN_2_7, a Debian tree that has it, and JAVA with a
# CLASS_PATH for programs of the tests; and in this folder ca.crt, server.crt, server.key, client.crt and client.key.

lab=$(dirname "$(readlink -f "$0")")
run=/run/culvert-test
export CULVERT_SOCKET=$run/socket HOME=$run/home
state_dir=$run/state
# The second compiler costs more here than it gains, and so do the first one where a method runs only
# now and then (what it makes has to be translated once more), wide registers, the warm-up and moving the
# cache of classes to where nobody expects it.
JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=20 -XX:UseAVX=0'
JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -Dculvert.cold=true"
JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
export JAVA_TOOL_OPTIONS

uptime_now() {
  cut -d' ' -f1 /proc/uptime
}

step() {
  echo "STEP $* (at $(uptime_now) s)"
}

mark() {
  name=$1
  shift
  echo "MARK $name $*"
}

fail() {
  echo "FAILED $*"
  ip address
  ip route
  for log in "$run"/*.log; do
    echo "===== $log" && tail -n 80 "$log"
  done
  exit 1
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  end=$(($(date +%s) + $1))
  what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$end" ] || fail "not in time: $what"
    sleep 0.1
  done
}

# field NAME: of the JSON object on standard input, a text or a number.
field() {
  grep -o -e "\"$1\":\"[^\"]*\"" -e "\"$1\":[0-9-][0-9]*" | head -n 1 | sed -e 's/^[^:]*://' -e 's/"//g'
}

prepare() {
  mkdir -p "$run" "$HOME"
  cp "$lab"/*.crt "$lab"/*.key "$run"
  # What udev would load: ciphers for this processor.
  modprobe -a veth tun aesni_intel
}

# ----- the helper

# start_helper [WRAPPER...]: in what the wrapper makes; it has to end as the helper.
start_helper() {
  rm -f "$CULVERT_SOCKET" "$run/helper.ready"
  mkfifo "$run/helper.ready"
  # exec, so that the number is the JVM's.
  (exec "$@" "$ROOT/native-helper/target/culvert-helper" --socket "$CULVERT_SOCKET" \
    --state-dir "$state_dir" >"$run/helper.ready" 2>>"$run/helper.log") &
  helper=$!
  # Waits in the kernel: who looks again and again takes the processor from the helper.
  (sleep 120 && kill -KILL "$helper") &
  hurry=$!
  read -r ready <"$run/helper.ready" || fail 'the helper has ended, or was not ready in time'
  kill "$hurry" 2>/dev/null || true
  case $ready in
    'ready '*) ;;
    *) fail "the helper is not ready: $ready" ;;
  esac
}

kill_helper() {
  kill -KILL "$helper"
  wait "$helper" 2>/dev/null || true
}

stop_helper() {
  kill -TERM "$helper"
  wait "$helper" || true
}

ask() {
  perl "$lab/ask.pl" "$CULVERT_SOCKET" "$@"
}

# connect NAME PATH [MORE-FIELDS]: the profile is $run/NAME.ovpn.
connect() {
  answer=$(ask connect "$1" "$run/$1.ovpn" "$2" "${3:-}")
  case $answer in
    *'"type":"done"'*) ;;
    *) fail "connect $1: $answer" ;;
  esac
}

# Leaves what the helper says of the session in $status.
connected() {
  status=$(ask wait "$1" connected 60) || fail "$1 does not connect: $status"
}

disconnect() {
  ask disconnect "$1" >/dev/null
  status=$(ask wait "$1" disconnected 30) || fail "$1 does not disconnect: $status"
}

# answers: whether the other end of the tunnel does.
answers() {
  ping -q -c 1 -W 2 10.8.0.1
}

# in_state NAME STATE
in_state() {
  test "$(ask status "$1" | field state)" = "$2"
}

# said NAME WORDS: in the session's log.
said() {
  ask log "$1" | grep -qF -- "$2"
}

device_of() {
  echo "$status" | field device
}

# ----- the network

make_world() {
  ip netns add world
  ip link add wire0 type veth peer name wire0 netns world
  ip -n world link set lo up
  ip -n world address add 10.9.0.1/24 dev wire0
  ip -n world address add fd09::1/64 dev wire0 nodad
  ip -n world link set wire0 up
  ip address add 10.9.0.2/24 dev wire0
  ip address add fd09::2/64 dev wire0 nodad
  ip link set wire0 up
}

in_world() {
  ip netns exec world "$@"
}

# server_file TRANSPORT LINE...: a server's configuration, on standard output.
server_file() {
  case $1 in
    tcp*) proto=$1-server ;;
    *) proto=$1 ;;
  esac
  shift
  cat <<EOF
dev tun
topology subnet
server 10.8.0.0 255.255.255.0
server-ipv6 fd08::/64
proto $proto
port 1194
dh none
ca $run/ca.crt
cert $run/server.crt
key $run/server.key
verb 3
EOF
  for line in "$@"; do
    echo "$line"
  done
}

# profile_file TRANSPORT LINE...: a profile, on standard output.
profile_file() {
  case $1 in
    *6) address=fd09::1 ;;
    *) address=10.9.0.1 ;;
  esac
  printf 'client\ndev tun\nnobind\nremote-cert-tls server\nremote %s 1194 %s\n' "$address" "$1"
  shift
  for line in "$@"; do
    echo "$line"
  done
  for part in ca:ca.crt cert:client.crt key:client.key; do
    echo "<${part%%:*}>"
    cat "$run/${part#*:}"
    echo "</${part%%:*}>"
  done
}

# start_server 2.6|2.7: with the configuration $run/server.conf.
start_server() {
  : >"$run/server.log"
  # Not in_world, so that the number is OpenVPN's.
  case $1 in
    2.6) ip netns exec world openvpn --config "$run/server.conf" >>"$run/server.log" 2>&1 & ;;
    2.7)
      ip netns exec world "$ROOT/build/lab/in-tree" "$OPENVPN_2_7" "$run" openvpn --config "$run/server.conf" \
        >>"$run/server.log" 2>&1 &
      ;;
  esac
  server=$!
  until_true 60 "the server $1 is ready" grep -q 'Initialization Sequence Completed' "$run/server.log"
}

stop_server() {
  kill "-${1:-TERM}" "$server"
  wait "$server" 2>/dev/null || true
}

# ----- packets

payload_size=20000000

# What is sent: the same bytes each time, which nothing can compress.
make_payload() {
  head -c $payload_size /dev/urandom >"$run/payload"
}

# In the world: port 5001 sends so many bytes of the payload as a line asks for, port 5002 says
# whether as many came as they are there, port 5003 sends back what comes.
serve_payload() {
  in_world perl "$lab/serve.pl" 5001 "read -r n; exec head -c \"\$n\" '$run/payload'" &
  in_world perl "$lab/serve.pl" 5002 \
    "read -r n; head -c \"\$n\" | cmp -n \"\$n\" - '$run/payload' >&2 && echo same" 2>>"$run/serve.log" &
  in_world perl "$lab/serve.pl" 5003 'exec cat' &
}

# fetch BYTES: whether the other end's come down as they are.
fetch() {
  bash -c 'exec 3<>/dev/tcp/10.8.0.1/5001; echo "$1" >&3; cmp -n "$1" - "$2" <&3' fetch "$1" "$run/payload"
}

# push BYTES: whether ours arrive as they are.
push() {
  answer=$(bash -c 'exec 3<>/dev/tcp/10.8.0.1/5002; { echo "$1"; head -c "$1" "$2"; } >&3; cat <&3' \
    push "$1" "$run/payload")
  test "$answer" = same
}
