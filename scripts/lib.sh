# Shared by the scripts beside it; written for bash 3.2, the one that macOS has.

# In the locale C, which many containers have, Java cannot read arguments in other letters than ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SERVICE_JAR=$ROOT/streams-app/target/streams-app.jar
STACK_HOME=$ROOT/local-stack/target/stack

: "${OTA_KAFKA_PORT:=9092}"
: "${OTA_REGISTRY_PORT:=8081}"
: "${OTA_HTTP_PORT:=8080}"
: "${OTA_LOCAL_DIR:=$ROOT/.local}"
case $OTA_LOCAL_DIR in
  /*) ;;
  *) OTA_LOCAL_DIR=$PWD/${OTA_LOCAL_DIR#./} ;;
esac
export OTA_KAFKA_PORT OTA_REGISTRY_PORT OTA_HTTP_PORT OTA_LOCAL_DIR

SERVICE_SETTINGS=$OTA_LOCAL_DIR/ota-jobs.properties
LOG_DIR=$OTA_LOCAL_DIR/log
RUN_DIR=$OTA_LOCAL_DIR/run

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# The comment at the top of the calling script is its help.
usage() {
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"
}

find_java() {
  local version
  JAVA=java
  if [ -n "${JAVA_HOME:-}" ]; then
    JAVA=$JAVA_HOME/bin/java
  fi
  command -v "$JAVA" >/dev/null 2>&1 ||
    die "No Java found (looked for $JAVA). Install JDK 17 or newer, or set JAVA_HOME to one."
  # macOS has a java that only says that there is none.
  version=$("$JAVA" -version 2>&1) ||
    die "$JAVA does not run: $version"
  version=$(printf '%s\n' "$version" | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] ||
    die "$JAVA is too old (version ${version:-unknown}). JDK 17 or newer is needed; set JAVA_HOME to one."
  JAVA_FLAGS=
  if [ "$version" -ge 24 ]; then
    # From 24 on Java warns about what kafka-clients does unless told so.
    JAVA_FLAGS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  fi
}

# Runs mvn quietly with its output in a file; shows the end of it if it fails.
build() {
  local log=$LOG_DIR/build.log mvn=mvn
  command -v mvn >/dev/null 2>&1 || mvn=$ROOT/mvnw # which downloads Maven
  mkdir -p "$LOG_DIR"
  if ! (cd "$ROOT" && "$mvn" -B -q -DskipTests -Dspotless.check.skip "$@") >"$log" 2>&1 </dev/null; then
    # Maven says so in many lines, with the artifact that it missed.
    if grep -qE 'Unknown host|UnknownHost|Temporary failure in name|Network is unreachable|Connection refused|No route to host' "$log"; then
      die "The build needs libraries that Maven cannot download: is there a network, or a proxy that ~/.m2/settings.xml does not name? Log: $log"
    fi
    printf 'The build failed. The end of %s:\n' "$log" >&2
    tail -n 30 "$log" >&2
    exit 1
  fi
}

# Whether the stack runs, by its pid file; sets pid.
is_running() {
  pid=
  [ -f "$RUN_DIR/local.pid" ] && read -r pid _ <"$RUN_DIR/local.pid"
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null
}

# A command of the service with the settings of the running stack, e.g. service query JOBID.
service() {
  local command=$1
  shift
  find_java
  [ -f "$SERVICE_JAR" ] ||
    die "The service is not built. scripts/local builds and starts everything."
  if ! is_running || [ ! -f "$SERVICE_SETTINGS" ]; then
    die "The local stack is not running for $OTA_LOCAL_DIR. Start it: scripts/local --detach"
  fi
  # shellcheck disable=SC2086 # two flags or none
  exec "$JAVA" $JAVA_FLAGS -Xmx128m -jar "$SERVICE_JAR" "$command" "$@" --config "$SERVICE_SETTINGS"
}
