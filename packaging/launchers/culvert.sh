#!/bin/sh
# Starts the window or the command line from this build. Written by the build from packaging/launchers/.
set -eu

@find-jdk@
self=$(readlink -f "$0")
here=${self%/*}
if ! find_jdk '@java.home@'; then
  echo "culvert: no JDK 25 found; install one or let JAVA_HOME name it" >&2
  exit 1
fi

# A command lives for a fraction of a second: the first compiler is all that it can use. The window
# draws for hours and gets both.
case "${1:-}" in
  '' | gui | demo | --rehearse) compiler= ;;
  *) compiler=-XX:TieredStopAtLevel=1 ;;
esac

cache=$here/culvert.aot
[ -r "$cache" ] || cache=

# The settings' "start at login" is an entry for this file. Native access is granted by name; JNA is for the
# keyrings of Windows and macOS, and loads nothing on Linux.
exec "$jdk/bin/java" -Dculvert.launcher="$self" \
  -XX:+UseSerialGC -Xms16m -Xmx256m -XX:+UseCompactObjectHeaders -XX:-UsePerfData \
  $compiler ${cache:+"-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off} \
  --enable-native-access=javafx.graphics,com.sun.jna,org.culvert.app \
  --module-path "$here/modules:$here/@jar@" \
  --module @module@/@main.class@ "$@"
