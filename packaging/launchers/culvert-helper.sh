#!/bin/sh
# Starts the privileged helper from this build. Written by the build from packaging/launchers/.
set -eu

@find-jdk@
self=$(readlink -f "$0")
here=${self%/*}
if ! find_jdk '@java.home@'; then
  echo "culvert-helper: no JDK 25 found; install one or let JAVA_HOME name it" >&2
  exit 1
fi

# A cache of loaded classes halves the start. Without one, or with one of another JDK or build, the
# JVM starts without it and says nothing.
cache=$here/culvert-helper.aot
[ -r "$cache" ] || cache=

# The faster AES-GCM, where the build found it; naming a module that is not there makes the JVM complain.
native=com.sun.jna,org.culvert.helper
for jar in "$here"/modules/AmazonCorrettoCryptoProvider-*.jar; do
  [ ! -e "$jar" ] || native=$native,com.amazon.corretto.crypto.provider
done

# Memory: the packet loops reuse their buffers, so that a small heap and the collector without
# threads of its own serve them best; what the compilers used is given back every ten seconds. glibc
# would keep an arena for each thread that ever allocated. Native access is granted by name, to nothing
# else than these. Corretto's library comes from our own folder, and is never unpacked into another. A core
# file would hold keys, and the JVM's own report may: a crash leaves neither, only its first lines in the log. A
# server's addresses come in the system's order (RFC 6724), not IPv4 first.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
exec "$jdk/bin/java" \
  -XX:+UseSerialGC -Xms16m -Xmx64m -Xmn8m -Xss512k \
  -XX:MaxMetaspaceSize=64m -XX:ReservedCodeCacheSize=48m -XX:+UseCompactObjectHeaders \
  -XX:TrimNativeHeapInterval=10000 -XX:-UsePerfData -XX:MaxDirectMemorySize=32m \
  -XX:+ExitOnOutOfMemoryError -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null -Djava.awt.headless=true \
  -Djava.net.preferIPv6Addresses=system -Dcom.amazon.corretto.crypto.provider.useExternalLib=true \
  ${cache:+"-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off} \
  --enable-native-access="$native" "-Djava.library.path=$here/native" \
  --module-path "$here/modules:$here/@jar@" \
  --module @module@/@main.class@ "$@"
