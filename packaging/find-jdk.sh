# Sets jdk to the home of a JDK 25 or newer and returns 0, or sets it empty and returns 1.
# Tried in order: the arguments, JAVA_HOME, the folders where Linux distributions put JDKs.
# Starts no process: the version is read from the JDK's own "release" file.
find_jdk() {
  for jdk in "$@" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*; do
    [ -x "$jdk/bin/java" ] && [ -r "$jdk/release" ] || continue
    while IFS='=' read -r key value; do
      [ "$key" = JAVA_VERSION ] || continue
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ "${value:-0}" -ge 25 ] && return 0
      break
    done <"$jdk/release"
  done
  jdk=
  return 1
}
