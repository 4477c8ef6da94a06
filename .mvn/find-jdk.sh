# Sourced by mvnw: points JAVA_HOME at a JDK 25 or newer, or ends with one line that says what to do.
# Looks at JAVA_HOME, the java on PATH, then where distributions, installers and version managers put their JDKs.

tamperwatch_jdk_major() { # $1 = a JDK home; prints its feature release, nothing when it is not a JDK
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

tamperwatch_find_jdk() {
  wanted=25
  best_home='' best=0
  path_java="$(command -v javac 2>/dev/null || :)"
  [ -z "$path_java" ] || path_java="$(readlink -f "$path_java" 2>/dev/null || printf %s "$path_java")"
  # An explicit JAVA_HOME that is new enough is the user's word; everything else is a search for the newest.
  for home in "${JAVA_HOME-}" "${path_java%/bin/javac}"; do
    major="$([ -z "$home" ] || tamperwatch_jdk_major "$home")"
    [ "${major:-0}" -lt "$wanted" ] || { JAVA_HOME="$home"; export JAVA_HOME; return 0; }
  done
  set +f # mvnw runs with globbing off
  for home in /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/java* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.asdf/installs/java/*; do
    major="$(tamperwatch_jdk_major "$home")"
    [ "${major:-0}" -le "$best" ] || { best="$major" best_home="$home"; }
  done
  set -f
  if [ "$best" -lt "$wanted" ]; then
    echo "mvnw: tamperwatch needs a JDK $wanted or newer and found none; install one (for example Eclipse Temurin $wanted) or set JAVA_HOME to it." >&2
    exit 1
  fi
  JAVA_HOME="$best_home"
  export JAVA_HOME
}

tamperwatch_find_jdk
