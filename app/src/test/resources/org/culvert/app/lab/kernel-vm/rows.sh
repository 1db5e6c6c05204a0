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

# row VERSION dco|userspace TRANSPORT CIPHER BYTES
row() {
  version=$1 transport=$3 cipher=$4 bytes=$5
  name=$version.$2.$transport.$cipher
  row_words=
  set -- 'keepalive 5 30' "data-ciphers $cipher" "$([ "$2" = dco ] || echo disable-dco)"
  server_file "$transport" "$@" >"$run/server.conf"
  start_server "$version"
  profile_file "$transport" >"$run/row.ovpn"
  connect row "$path"
  connected row
  device=$(device_of)
  sum=$(head -c "$bytes" "$run/payload" | sha256sum)
  received=$(counter "$device" rx_bytes)
  sent=$(counter "$device" tx_bytes)

  word "$(echo "$status" | field kind)"
  [ "$(echo "$status" | field cipher)" = "$cipher" ] && word "$cipher"
  # The first packet may meet a device that is not yet ready.
  ping -q -c 3 -i 0.3 -W 5 10.8.0.1 >/dev/null && ping -q -c 1 -W 5 fd08::1 >/dev/null && word 'ping out'
  in_world ping -q -c 1 -W 5 "$(address_of "$device" inet)" >/dev/null &&
    in_world ping -q -c 1 -W 5 "$(address_of "$device" inet6)" >/dev/null && word 'ping in'
  [ "$(fetch 10.8.0.1 "$bytes")" = "$sum" ] && word down
  [ "$(push 10.8.0.1 "$bytes")" = "$sum" ] && word up
  [ $(($(counter "$device" rx_bytes) - received)) -ge "$bytes" ] &&
    [ $(($(counter "$device" tx_bytes) - sent)) -ge "$bytes" ] && word counted
  ip -d link show dev "$device" | grep -q ' ovpn ' && word ovpn
  holds_tun || word 'no tun'
  disconnect row
  stop_server
  mark "row.$name" "${row_words# }"
}

# address_of DEVICE inet|inet6
address_of() {
  ip -o address show dev "$1" scope global | awk -v family="$2" '$3 == family { sub("/.*", "", $4); print $4 }'
}
