# Runs Weir's programs, for ./weir, which builds them, and for bin/weir of an archive, which has them.
# Who sources this sets 'launch' (this folder), 'java_home', 'caches' (a folder) and 'javafx' (a folder of
# modules, or nothing where they are the JDK's own), and has the functions 'jar_of MODULE', 'prepare_agent',
# which sets 'agent_jar', 'prepare_broker', which sets 'broker_jar' (nothing where there is none), and 'bench
# ARGUMENTS'. Runs on bash 3.2 and newer.
# shellcheck shell=bash

say() { printf 'weir: %s\n' "$*" >&2; } # stdout may be going into a pipe

die() {
  say "$*"
  exit 1
}

# Sets 'jvm' to java with a program's flags and class path, to which more may be added. The caches are
# made with the same.
describe_jvm() {
  jvm=("$java_home/bin/java" "@$launch/common.flags" "@$launch/$1.flags")
  case $1 in
    panel) jvm+=(${javafx:+--module-path "$javafx"} -cp "$(jar_of desktop)") ;;
    *) jvm+=(-cp "$(jar_of http)${2:+:$2}") ;;
  esac
}

# Sets 'jvm' as a user runs the program: with handlers and options of his own, and with the cache if there
# is one. Of a cache that does not fit, the JVM says nothing and does without.
prepare_jvm() {
  describe_jvm "$1" "${WEIR_CLASS_PATH:-}"
  jvm+=(${WEIR_JAVA_OPTS:-})
  if [ -f "$caches/$1.aot" ]; then jvm+=("-XX:AOTCache=$caches/$1.aot" '-Xlog:aot*=off'); fi
}

# Makes the caches anew. There may be no panel.
train() {
  local program programs=()
  for program in serve short load panel; do
    if [ "$program" = panel ] && [ ! -f "$(jar_of desktop)" ]; then continue; fi
    describe_jvm "$program"
    programs+=(-- "$program" "${jvm[@]}")
  done
  "$java_home/bin/java" -XX:TieredStopAtLevel=1 -cp "$(jar_of http)" \
    weir.http.Training "$caches" "${programs[@]}" </dev/null
}

# Runs a program in place of this script.
run() {
  prepare_jvm "$1"
  shift
  exec "${jvm[@]}" "$@"
}

# What the server starts when a client has it send itself a load.
load_command() {
  prepare_jvm load
  printf -- '-Dweir.loadCommand=%s' "$(printf '%s\n' "${jvm[@]}" weir.http.Main load)"
}

# Sets 'jvm' to what runs a panel, which is told what runs the lab: its arguments, a unit separator between
# them, as lines would part it where it is itself in a list of lines.
prepare_panel() {
  local lab
  prepare_jvm serve
  lab=$(printf '%s\037' "${jvm[@]}" weir.http.Main lab)
  prepare_jvm panel
  jvm+=("-Dweir.labCommand=$lab")
}

# Server and panel together: the server opens the panel, once it has read where its socket will be.
both() {
  local load
  load=$(load_command)
  prepare_panel
  run serve "$load" "-Dweir.panelCommand=$(printf '%s\n' "${jvm[@]}" weir.desktop.ControlPanel)" \
    weir.http.Main serve "$@"
}

panel() {
  local socket
  # The panel reads no configuration file. One that can't be used is for the server to report.
  if [ -n "${WEIR_CONFIG:-}" ]; then
    prepare_jvm short
    if socket=$("${jvm[@]}" weir.http.Main config socket 2>/dev/null); then export WEIR_SOCKET=$socket; fi
  fi
  prepare_panel
  exec "${jvm[@]}" weir.desktop.ControlPanel "$@"
}

# Starts programs that it is told of, each as they are run alone.
cluster() {
  local weir broker=
  prepare_broker
  if [ -n "$broker_jar" ]; then
    broker=$(printf '%s\n' "$java_home/bin/java" "@$launch/common.flags" "@$launch/broker.flags" -jar "$broker_jar")
  fi
  prepare_jvm serve
  weir=$(printf '%s\n' "${jvm[@]}" weir.http.Main)
  run short "-Dweir.command=$weir" ${broker:+"-Dweir.brokerCommand=$broker"} weir.http.Main "$@"
}

agent() {
  prepare_agent
  run short "-Dweir.agentJar=$agent_jar" weir.http.Main "$@"
}

dispatch() {
  # Windows need no OpenGL of GTK's own: without it they open sooner, and take 45 MB less.
  export GDK_GL=${GDK_GL:-disable}
  case ${1-} in
    -h | --help | -V | --version) run short weir.http.Main "$@" ;;
    '' | -*) both "$@" ;;
    serve) run serve "$(load_command)" weir.http.Main "$@" ;;
    worker) run serve weir.http.Main "$@" ;;
    cluster)
      case " $* " in
        *' --help '* | *' -h '*) run short weir.http.Main "$@" ;; # nothing need be built for that
      esac
      cluster "$@"
      ;;
    load)
      case ${2-} in
        start | stop) run short weir.http.Main "$@" ;;
        *) run load weir.http.Main "$@" ;;
      esac
      ;;
    lab) run serve weir.http.Main "$@" ;; # an experiment is a server
    panel) shift && panel "$@" ;;
    bench)
      shift
      case ${1-} in '' | -*) run short weir.http.Main bench "$@" ;; esac
      bench "$@"
      ;;
    attach | detach) agent "$@" ;;
    *) run short weir.http.Main "$@" ;;
  esac
}
