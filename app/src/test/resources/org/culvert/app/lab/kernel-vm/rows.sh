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

# row NAME TRANSPORT CIPHER BYTES: a connection to the server that runs.
row() {
  name=$1 cipher=$3 bytes=$4
  row_words=
  step "row $name"
  profile_file "$2" "data-ciphers $cipher" >"$run/row.ovpn"
  connect row "$path"
  connected row
  device=$(device_of)
  received=$(counter "$device" rx_bytes)
  sent=$(counter "$device" tx_bytes)

  word "$(echo "$status" | field kind)"
  [ "$(echo "$status" | field cipher)" = "$cipher" ] && word "$cipher"
  # The first packet may meet a device that is not yet ready.
  ping -q -c 3 -i 0.2 -W 5 10.8.0.1 >/dev/null && ping -q -c 1 -W 5 fd08::1 >/dev/null && word 'ping out'
  in_world ping -q -c 1 -W 5 "$(address_of "$device" inet)" >/dev/null &&
    in_world ping -q -c 1 -W 5 "$(address_of "$device" inet6)" >/dev/null && word 'ping in'
  fetch "$bytes" && word down
  push "$bytes" && word up
  [ $(($(counter "$device" rx_bytes) - received)) -ge "$bytes" ] &&
    [ $(($(counter "$device" tx_bytes) - sent)) -ge "$bytes" ] && word counted
  ip -d link show dev "$device" | grep -q ' ovpn ' && word ovpn
  holds_tun || word 'no tun'
  disconnect row
  mark "row.$name" "${row_words# }"
}

# rows_of VERSION dco|userspace: all with one OpenVPN.
rows_of() {
  for protocol in udp tcp; do
    set -- "$1" "$2" 'keepalive 5 60' 'data-ciphers AES-256-GCM:AES-128-GCM:CHACHA20-POLY1305' \
      "$([ "$2" = dco ] || echo disable-dco)"
    # A socket for both families.
    server_file ${protocol}6 "$3" "$4" "$5" >"$run/server.conf"
    start_server "$1"
    for transport in ${protocol}4 ${protocol}6; do
      for cipher in AES-256-GCM AES-128-GCM CHACHA20-POLY1305; do
        row "$1.$2.$transport.$cipher" $transport $cipher "$(size_of $transport $cipher)"
      done
    done
    stop_server
  done
}

# size_of TRANSPORT CIPHER: how much is sent each way.
size_of() {
  case $1.$2 in
    *4.AES-256-GCM) echo $payload_size ;;
    *) echo "${SMALL:-1000000}" ;;
  esac
}

# address_of DEVICE inet|inet6
address_of() {
  ip -o address show dev "$1" scope global | awk -v family="$2" '$3 == family { sub("/.*", "", $4); print $4 }'
}
