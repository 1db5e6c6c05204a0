# Each reason why a connection does not go through the kernel, produced for real; sourced after
# common.sh. Each is one connection with "auto", marked with its path and reason.

# reason NAME TRANSPORT PATH LINE...: connects with these lines in the profile.
reason() {
  name=$1 transport=$2 wanted=$3
  shift 3
  profile_file "$transport" "$@" >"$run/why.ovpn"
  connect why "$wanted"
  connected why
  # The first packet may meet a device that is not yet ready.
  ping -q -c 2 -i 0.05 -w 5 10.8.0.1 >/dev/null || fail "no answer: $name"
  mark "reason.$name" "$(echo "$status" | field kind): $(echo "$status" | field reason)"
  disconnect why
}

# refused NAME: of the profile $run/why.ovpn, with nothing but the kernel wanted.
refused() {
  status=$(ask connect why "$run/why.ovpn" kernel)
  case $status in
    *'"type":"done"'*) status=$(ask wait why failed 60) || true ;;
  esac
  mark "refused.$1" "$status"
}

reasons_of_profiles() {
  step 'reasons of the profile'
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  reason chosen udp4 userspace
  reason disable-dco udp4 auto disable-dco
  refused disable-dco
  reason bind-dev udp4 auto 'bind-dev wire0'
  reason passtos udp4 auto passtos
  reason mtu-disc udp4 auto 'mtu-disc yes'
  reason replay-window udp4 auto 'replay-window 5000 15'
  reason mssfix udp4 auto 'mssfix 1200'
  reason no-peer-id udp4 auto 'pull-filter ignore peer-id'
  echo 1 >/proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown
  reason linkdown udp4 auto
  refused linkdown
  echo 0 >/proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown
  profile_file udp4 passtos >"$run/why.ovpn"
  mark cli.check "$("$ROOT/app/target/culvert" check "$run/why.ovpn" 2>/dev/null | grep -i 'data path' | tr -s '\n ' ' ')"
  stop_server

  server_file udp4 'keepalive 5 60' disable-dco 'fragment 1300' >"$run/server.conf"
  start_server 2.6
  reason fragment udp4 auto 'fragment 1300'
  stop_server

  server_file udp4 'keepalive 5 60' disable-dco 'allow-compression yes' 'compress stub-v2' >"$run/server.conf"
  start_server 2.6
  reason compress udp4 auto 'allow-compression yes' 'compress stub-v2'
  stop_server
}

reasons_of_servers() {
  step 'reasons of the server'
  server_file udp4 'keepalive 5 60' disable-dco 'data-ciphers AES-256-CBC' >"$run/server.conf"
  start_server 2.6
  reason cipher udp4 auto 'data-ciphers AES-256-GCM:AES-256-CBC'
  refused cipher
  reason ciphers udp4 auto 'data-ciphers AES-256-CBC'
  stop_server

  server_file udp4 'keepalive 5 60' disable-dco 'allow-compression yes' 'compress stub-v2' \
    'push "compress stub-v2"' >"$run/server.conf"
  start_server 2.6
  reason pushed-compress udp4 auto
  stop_server
}

only_chacha='data-ciphers CHACHA20-POLY1305'

reasons_of_keys() {
  step 'a cipher that the kernel does not have any more'
  server_file udp4 'keepalive 5 60' disable-dco "$only_chacha" >"$run/server.conf"
  start_server 2.6
  # The helper has seen by now that the kernel has it: it finds out when it gives it the key.
  mkdir -p /etc/modprobe.d
  echo 'install chacha20poly1305 /bin/false' >/etc/modprobe.d/lab.conf
  until_true 30 'the cipher can go' rmmod chacha20poly1305
  reason no-cipher udp4 auto "$only_chacha"
  mark no-cipher.connections "$(connections)"
  reason no-cipher-float udp4 auto "$only_chacha" float
  mark no-cipher-float.connections "$(connections)"
  refused no-cipher
  stop_server

  step 'a cipher that the kernel never had'
  stop_helper
  start_helper
  server_file tcp4 'keepalive 5 60' disable-dco "$only_chacha" >"$run/server.conf"
  start_server 2.6
  reason no-cipher-tcp tcp4 auto "$only_chacha"
  mark no-cipher-tcp.connections "$(connections)"
  rm /etc/modprobe.d/lab.conf
  stop_server
}

# hold_socket: whether somebody else has the helper's socket to the server now.
hold_socket() {
  perl "$lab/hold.pl" "$helper" 10.9.0.1 1194 >"$run/hold" 2>&1 &
  holder=$!
  until [ -s "$run/hold" ] || ! kill -0 "$holder"; do
    sleep 0.1
  done
  grep -q held "$run/hold"
}

reasons_of_sockets() {
  step 'a socket that somebody else holds'
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  profile_file udp4 >"$run/why.ovpn"
  # So that there is time: the driver is given the socket when the server has answered.
  kill -STOP "$server"
  connect why auto
  until_true 30 'the socket is held' hold_socket
  kill -CONT "$server"
  connected why
  ping -q -c 2 -i 0.05 -w 5 10.8.0.1 >/dev/null || fail 'no answer by a socket that is held'
  mark reason.held "$(echo "$status" | field kind): $(echo "$status" | field reason)"
  mark held.connections "$(connections)"
  disconnect why
  kill "$holder"
  stop_server
}

# asked_server: whether the helper has a socket to the server, as it has once it has looked at the driver.
asked_server() {
  grep -q ' 0100090A:04AA ' "/proc/$helper/net/udp"
}

reasons_of_late_changes() {
  step 'a driver that goes while the server is asked'
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  profile_file udp4 >"$run/why.ovpn"
  kill -STOP "$server"
  connect why auto
  until_true 30 'the server is asked' asked_server
  echo 'install ovpn /bin/false' >/etc/modprobe.d/lab.conf
  until_true 30 'the driver can go' rmmod ovpn
  kill -CONT "$server"
  connected why
  ping -q -c 2 -i 0.05 -w 5 10.8.0.1 >/dev/null || fail 'no answer without the driver'
  mark reason.gone-driver "$(echo "$status" | field kind): $(echo "$status" | field reason)"
  mark gone-driver.connections "$(connections)"
  disconnect why
  rm /etc/modprobe.d/lab.conf
  stop_server
}

# by_userspace: whether the session is carried by the helper now.
by_userspace() {
  status=$(ask status why)
  test "$(echo "$status" | field kind)" = userspace
}

reasons_of_odd_drivers() {
  step 'a driver that takes no second key'
  stop_helper
  load_changed_driver "$max_slot" '${1}\x00'
  start_helper
  server_file udp4 'keepalive 5 60' disable-dco 'reneg-sec 5' >"$run/server.conf"
  start_server 2.6
  profile_file udp4 >"$run/why.ovpn"
  connect why auto
  connected why
  mark second-key.before "$(echo "$status" | field kind)"
  rm -f "$run/enough"
  perl "$lab/stream.pl" 10.8.0.1 5003 "$run/payload" "$run/enough" >"$run/stream" 2>&1 &
  stream=$!
  until_true 60 'the kernel refuses the second key' by_userspace
  touch "$run/enough"
  wait "$stream" || true
  mark reason.second-key "userspace: $(echo "$status" | field reason)"
  mark second-key.stream "$(cat "$run/stream")"
  mark second-key.connections "$(connections)"
  disconnect why
  stop_server

  step 'a driver that takes no key of a cipher'
  stop_helper
  load_changed_driver "$max_cipher" '${1}\x01'
  start_helper
  server_file udp4 'keepalive 5 60' disable-dco "$only_chacha" >"$run/server.conf"
  start_server 2.6
  reason refused-cipher udp4 auto "$only_chacha"
  refused refused-cipher
  stop_server

  step 'a driver with other commands'
  stop_helper
  load_changed_driver "$last_command" '${1}\x0d'
  start_helper
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  reason other-driver udp4 auto
  refused other-driver
  stop_server
  stop_helper
  rmmod ovpn
  modprobe ovpn
  start_helper
}

reasons_of_proxies() {
  step 'proxies'
  server_file tcp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  printf 'Port 8888\nListen 10.9.0.1\nAllow 10.9.0.0/24\nConnectPort 1194\n' >"$run/tinyproxy.conf"
  in_world tinyproxy -d -c "$run/tinyproxy.conf" >"$run/tinyproxy.log" 2>&1 &
  in_world microsocks -i 10.9.0.1 -p 1080 >"$run/microsocks.log" 2>&1 &
  until_true 30 'the proxies listen' in_world perl -MSocket -e '
    for (8888, 1080) {
      socket(my $s, PF_INET, SOCK_STREAM, 0);
      connect($s, sockaddr_in($_, inet_aton("10.9.0.1"))) or exit 1;
    }'
  reason http-proxy tcp4 auto 'http-proxy 10.9.0.1 8888'
  reason socks-proxy tcp4 auto 'socks-proxy 10.9.0.1 1080'
  stop_server
}

# In a user namespace a device can be made, but not used.
reasons_of_containers() {
  step 'a container'
  stop_helper
  ip link add wire1 type veth peer name wire1 netns world
  in_world ip address add 10.9.1.1/24 dev wire1
  in_world ip link set wire1 up
  start_helper unshare --user --map-root-user --net
  ip link set wire1 netns "$helper"
  nsenter --net --target "$helper" sh -c '
    ip link set lo up; ip address add 10.9.1.2/24 dev wire1; ip link set wire1 up'
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  profile_file udp4 | sed 's/10\.9\.0\.1/10.9.1.1/' >"$run/why.ovpn"
  connect why auto
  connected why
  mark reason.container "$(echo "$status" | field kind): $(echo "$status" | field reason)"
  disconnect why
  stop_server
  stop_helper
  start_helper
}

# On a kernel whose driver may crash by TCP.
reasons_of_risky_kernels() {
  step 'a risky kernel'
  server_file tcp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  reason risky tcp4 auto
  stop_server
}

# On a kernel from before the driver.
reasons_of_old_kernels() {
  step 'an old kernel'
  server_file udp4 'keepalive 5 60' >"$run/server.conf"
  start_server 2.6
  reason too-old udp4 auto
  refused too-old
  # What such a kernel does not cut for a device without checksums, our own path sends one by one.
  compute_no_checksums wire0
  profile_file udp4 >"$run/old.ovpn"
  connect old auto
  connected old
  until_true 30 'an answer by datagrams of their own' answers
  push 2000000 || fail 'bytes were lost'
  mark one-by-one "$(grep -c 'takes no segments' "$run/helper.log")"
  disconnect old
  stop_server
}

# compute_no_checksums DEVICE: as ethtool does (SIOCETHTOOL, ETHTOOL_STXCSUM).
compute_no_checksums() {
  perl -MSocket -e '
    socket(my $any, PF_INET, SOCK_DGRAM, 0) or die "socket: $!\n";
    my $off = pack("LL", 0x17, 0);
    my $request = pack("a16 P8 x16", $ARGV[0], $off);
    ioctl($any, 0x8946, $request) or die "$ARGV[0]: $!\n";' "$1"
}

reasons_of_machine() {
  step 'no driver'
  stop_helper
  modprobe -r ovpn
  echo 'install ovpn /bin/false' >/etc/modprobe.d/lab.conf
  start_helper
  server_file udp4 'keepalive 5 60' disable-dco >"$run/server.conf"
  start_server 2.6
  reason not-loaded udp4 auto
  mark not-loaded "$(grep -c '^ovpn ' /proc/modules)"
  profile_file udp4 >"$run/why.ovpn"
  refused not-loaded
  "$ROOT/app/target/culvert" import "$run/why.ovpn" --name lab >/dev/null || fail import
  code=0
  said=$("$ROOT/app/target/culvert" connect lab --data-path kernel --wait 60 2>&1) || code=$?
  mark cli.kernel "$code $(echo "$said" | tr '\n' ' ')"
  mark cli.doctor "$("$ROOT/app/target/culvert" doctor 2>/dev/null | grep -i -A 2 ovpn | tr -s '\n ' ' ')"

  step 'a driver that the owner of the machine does not want'
  stop_helper
  echo 'blacklist ovpn' >/etc/modprobe.d/lab.conf
  start_helper
  reason unwanted udp4 auto
  mark unwanted "$(grep -c '^ovpn ' /proc/modules)"
  rm /etc/modprobe.d/lab.conf

  step 'a kernel without the driver'
  stop_helper
  mount -t tmpfs tmpfs /lib/modules
  start_helper
  reason not-installed udp4 auto
  refused not-installed
  # As its package for other kernels leaves it.
  mkdir -p "/lib/modules/$(uname -r)"
  echo 'updates/dkms/ovpn-dco-v2.ko.xz:' >"/lib/modules/$(uname -r)/modules.dep"
  mark cli.doctor-old "$("$ROOT/app/target/culvert" doctor 2>/dev/null | grep -i 'dco' | tr -s '\n ' ' ')"
  reason not-built udp4 auto
  umount /lib/modules

  step 'no program that loads it'
  modprobe=$(readlink -f /sbin/modprobe)
  mount --bind /dev/null "$modprobe"
  reason no-modprobe udp4 auto
  umount "$modprobe"

  step 'a kernel of the list'
  stop_helper
  # Ubuntu's are in none of the archives that we have: this one says that it is one.
  echo 6.17.0-5-generic >"$run/osrelease"
  mount --bind "$run/osrelease" /proc/sys/kernel/osrelease
  start_helper
  reason listed udp4 auto
  umount /proc/sys/kernel/osrelease
  stop_helper
  start_helper
  stop_server
}

# What may differ in another driver, as bytes of the known one. Its last command, by which a key is deleted:
# the entry with four pointers that the loader fills in, the largest attribute (3) and the number.
last_command='(\0{32}\x03\0{3})\x0a'
# What a key has: a slot, its id and a cipher, each a number (3) that is checked for the largest (4): 1, 7 and 2.
largest='\x03\x04\0{8}'
max_slot="($largest)\\x01(?=\\0{5}$largest\\x07\\0{5}$largest\\x02)"
max_cipher="($largest\\x01\\0{5}$largest\\x07\\0{5}$largest)\\x02"

# load_changed_driver FROM TO: the driver with other bytes where those are, in place of the one that is loaded.
load_changed_driver() {
  modprobe ovpn
  xz -dc "$(modinfo -n ovpn)" >"$run/ovpn.ko"
  rmmod ovpn
  # Without the mark at its end it is one that nobody has signed, not one with a wrong signature.
  changed=$(perl -0777 -i -pe "
    s/~Module signature appended~\\n\\z//;
    print STDERR s/$1/$2/gs;" "$run/ovpn.ko" 2>&1)
  [ "$changed" -ge 1 ] || fail "the driver has no such place: $1"
  insmod "$run/ovpn.ko"
}
