# What ./culvert and ./verify share: getting what is missing, and building. Needs find-jdk.sh and
# $root, the top of the source tree.

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# install_missing WHY PACKAGE...: installs those of the Debian packages that are not there yet.
install_missing() {
  why=$1
  shift
  missing=
  for package in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) missing="$missing $package" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Missing for $why:$missing. Please install them; this is not a machine with apt-get." >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "Missing for $why:$missing. Please install them as root: apt-get install$missing" >&2
    return 1
  fi
  echo "Installing for $why:$missing" >&2
  update_packages_once
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}

updated=
update_packages_once() {
  [ -z "$updated" ] || return 0
  as_root apt-get update -q >&2
  updated=yes
}

prepare_build() {
  if ! find_jdk; then
    install_jdk
    find_jdk || {
      echo "Culvert needs a JDK 25. Install one (for example Eclipse Temurin 25) below" \
        "/usr/lib/jvm, or let JAVA_HOME name it, and start this again." >&2
      return 1
    }
  fi
  command -v mvn >/dev/null || install_missing 'the build' maven
}

# Debian 12 itself has no JDK 25; a configured vendor's archive, or a newer Debian, has.
install_jdk() {
  command -v apt-cache >/dev/null || return 0
  for package in openjdk-25-jdk-headless temurin-25-jdk; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      install_missing 'the build' "$package"
      return 0
    fi
  done
}

# JavaFX draws with these.
window_packages='libgtk-3-0 libgl1 libxtst6 libxxf86vm1 fonts-inter'

prepare_window() {
  command -v dpkg-query >/dev/null || return 0
  # shellcheck disable=SC2086
  install_missing 'the window' $window_packages
}

# The launcher of the last module is written at the very end of a build.
build_if_older() {
  stamp=$root/app/target/culvert
  if [ -x "$stamp" ] && [ -x "$root/native-helper/target/culvert-helper" ] &&
    [ -z "$(find "$root/pom.xml" "$root/.mvn" "$root/build" "$root/packaging" \
      "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print -quit)" ]; then
    return 0
  fi
  echo "Building Culvert (a minute the first time) ..." >&2
  (cd "$root" && mvn -B -q -Dmaven.test.skip=true package) >&2
}
