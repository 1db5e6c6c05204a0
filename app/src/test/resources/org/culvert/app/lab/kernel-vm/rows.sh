# The kernel path with each server, transport and cipher; sourced after common.sh.

# What a row's connection did, as words: all of them when all is well.
row_words=

word() {
  row_words="$row_words $1"
}

# A device's counter: rx_bytes or tx_bytes.
counter() {
  cat "/sys/class/net/$1/statistics/$2"
}

# Packets that came into our process had to come from a TUN device.
holds_tun() {
  ls -l "/proc/$helper/fd" | grep -q 'net/tun'
}

# What carries the packets at the server's end.
server_path() {
  case $(in_world ip -d link show dev tun0) in
    *' ovpn '*) echo kernel ;;
    *) echo userspace ;;
  esac
}

# row NAME TRANSPORT CIPHER [MTU]: a connection to the server that runs.
row() {
  name=$1 cipher=$3
  row_words=
  step "row $name"
  profile_file "$2" "data-ciphers $cipher" "tun-mtu ${4:-1500}" >"$run/row.ovpn"
  connect row "$path"
  connected row
  device=$(device_of)
  received=$(counter "$device" rx_bytes)
  sent=$(counter "$device" tx_bytes)

  word "$(server_path) to"
  word "$(echo "$status" | field kind)"
  [ "$(echo "$status" | field cipher)" = "$cipher" ] && word "$cipher"
  # The first packet may meet a device that is not yet ready.
  ping -q -c 2 -i 0.05 -w 5 10.8.0.1 >/dev/null && ping -q -c 1 -W 5 fd08::1 >/dev/null && word 'ping out'
  in_world ping -q -c 1 -W 5 "$(address_of "$device" inet)" >/dev/null &&
    in_world ping -q -c 1 -W 5 "$(address_of "$device" inet6)" >/dev/null && word 'ping in'
  fetch $payload_size && word down
  push $payload_size && word up
  [ $(($(counter "$device" rx_bytes) - received)) -ge $payload_size ] &&
    [ $(($(counter "$device" tx_bytes) - sent)) -ge $payload_size ] && word counted
  ip -d link show dev "$device" | grep -q ' ovpn ' && word ovpn
  holds_tun || word 'no tun'
  disconnect row
  word "own $(came_to_process row)"
  mark "row.$name" "${row_words# }"
}

# came_to_process NAME: how many data packets did in the session that was the last of this name.
came_to_process() {
  ask log "$1" | grep -o 'data packets that came to this process: [0-9]*' | tail -n 1 | grep -o '[0-9]*$'
}

# rows_of udp|tcp VERSION dco|userspace: all with one OpenVPN, in large packets: what is emulated
# takes its time for each.
rows_of() {
  rows_with 32000 "4 6" "AES-256-GCM AES-128-GCM CHACHA20-POLY1305" "$@"
}

# rows_with MTU FAMILIES CIPHERS udp|tcp VERSION dco|userspace
rows_with() {
  mtu=$1 families=$2 ciphers=$3
  shift 3
  # A socket for both families.
  server_file "${1}6" 'keepalive 5 60' 'data-ciphers AES-256-GCM:AES-128-GCM:CHACHA20-POLY1305' \
    "tun-mtu $mtu" "$([ "$3" = dco ] || echo disable-dco)" >"$run/server.conf"
  start_server "$2"
  for family in $families; do
    for cipher in $ciphers; do
      row "$mtu.$2.$3.$1$family.$cipher" "$1$family" "$cipher" "$mtu"
    done
  done
  stop_server
}

# all_rows_of udp|tcp
all_rows_of() {
  ip link set wire0 mtu 33000
  in_world ip link set wire0 mtu 33000
  rows_with 1500 4 AES-256-GCM "$1" 2.7 dco
  rows_of "$1" 2.7 dco
  rows_of "$1" 2.7 userspace
  rows_of "$1" 2.6 userspace
}

# address_of DEVICE inet|inet6
address_of() {
  ip -o address show dev "$1" scope global | awk -v family="$2" '$3 == family { sub("/.*", "", $4); print $4 }'
}
