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

# Where no language is set, as in a cron job, Java takes names of files and arguments for ASCII, and no
# profile with an umlaut could be named.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

cache=$here/culvert.aot
[ -r "$cache" ] || cache=

# The first compiler alone: a command lives for a fraction of a second, and the window opens in three quarters
# of the time that it takes with both.
# What is made while the window opens fits into 32 MB; with less, it stops seven times for garbage meanwhile.
# A core file would hold passwords that were just typed, and the JVM's own report may: a crash leaves neither.
# The settings' "start at login" is an entry for this file. Native access is granted by name; JNA is for the
# keyrings of Windows and macOS, and loads nothing on Linux. JavaFX is opened so that its timer can rest while no
# window shows: see PulseRest.
exec "$jdk/bin/java" -Dculvert.launcher="$self" \
  -XX:+UseSerialGC -Xms48m -Xmn32m -Xmx256m -XX:+UseCompactObjectHeaders -XX:-UsePerfData \
  -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null \
  -XX:TieredStopAtLevel=1 ${cache:+"-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off} \
  --add-exports=javafx.graphics/com.sun.javafx.tk=org.culvert.app \
  --add-exports=javafx.graphics/com.sun.glass.ui=org.culvert.app \
  --add-opens=javafx.graphics/com.sun.javafx.tk.quantum=org.culvert.app \
  --enable-native-access=javafx.graphics,com.sun.jna,org.culvert.app \
  --module-path "$here/modules:$here/@jar@" \
  --module @module@/@main.class@ "$@"
