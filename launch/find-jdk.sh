# The one search for a JDK, for ./weir and .ci/run, which set 'project' and source this. Maven run by
# hand finds one by itself (the toolchains plugin in pom.xml), and is told of the one found here.
# shellcheck shell=bash

needed_java=$(sed -n 's:.*<weir.jdk>\([0-9]*\)</weir.jdk>.*:\1:p' "$project/pom.xml")

# Whether a folder holds a JDK that is new enough, by its 'release' file, without starting it.
is_new_jdk() {
  local line version=0
  if [ ! -x "$1/bin/javac" ] || [ ! -r "$1/release" ]; then return 1; fi
  while read -r line; do
    case $line in JAVA_VERSION=*) version=${line#*\"} ;; esac
  done <"$1/release"
  version=${version%%[!0-9]*} # '1' for Java 8 and before
  [ "${version:-0}" -ge "$needed_java" ]
}

# Sets java_home to the first JDK that is new enough; fails where there is none.
find_jdk() {
  local candidate on_path
  on_path=$(readlink -f "$(command -v java)" 2>/dev/null) || on_path=
  for candidate in "${WEIR_JAVA_HOME:-}" "${JAVA_HOME:-}" "${on_path%/bin/java}" \
    /usr/lib/jvm/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_new_jdk "$candidate"; then
      java_home=$candidate
      export "JAVA${needed_java}_HOME=$java_home" # where Maven's plugin looks as well
      return
    fi
  done
  return 1
}
