#!/bin/sh
# Runs inside a virtual machine of KernelVmIT; see common.sh. The parts that DATA_PATH, the path to
# ask for, is tried with are the arguments.
set -eu
here=$(dirname "$(readlink -f "$0")")
for part in common rows life reasons kills cpu; do
  . "$here/$part.sh"
done
path=${DATA_PATH:-auto}

smoke() {
  server_file udp4 'keepalive 5 60' >"$run/server.conf"
  start_server 2.7
  row smoke udp4 AES-256-GCM
  stop_server
  reasons_of_risky_kernels
  kill_helpers 3 disconnecting connected
}

prepare
make_world
make_payload
serve_payload
start_helper
for part in "$@"; do
  case $part in
    rows-*) all_rows_of "${part#rows-}" ;;
    smoke) smoke ;;
    life)
      renegotiate_under_load udp4 20
      renegotiate_under_load tcp4 3
      show_window
      restart_server
      move_server
      mute_kernel
      update_options
      kill_switch udp4
      kill_switch tcp4
      ;;
    reasons)
      reasons_of_profiles
      reasons_of_servers
      reasons_of_keys
      reasons_of_sockets
      reasons_of_late_changes
      reasons_of_odd_drivers
      reasons_of_proxies
      reasons_of_containers
      reasons_of_machine
      ;;
    old) reasons_of_old_kernels ;;
    kills) kill_helpers 50 connecting authenticating configuring connected disconnecting renewing \
      connected renewing configuring connected renewing disconnecting connected renewing ;;
    cpu) measure_cpu ;;
  esac
done
stop_helper
step 'the end'
mark kernel "$(uname -r)"
mark ends "$(ip -o link show type ovpn | wc -l)"
mark warnings "$(dmesg | grep -e WARNING -e BUG: -e Oops -e 'Call Trace' -e unregister_netdevice | tr '\n' ';')"
mark seconds "$(cut -d. -f1 /proc/uptime)"
