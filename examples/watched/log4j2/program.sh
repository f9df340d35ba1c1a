# log4j2 whose loggers are all asynchronous: lines go through a Disruptor ring to one thread.
# When a line was logged is told by log4j2; an appender notes how long ago that is.
# shellcheck shell=bash disable=SC2034,SC2154

compared=('log4j2|ring')

start() {
  start_java -Xmx256m -Dwatched.folder="$work" \
    -Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector \
    -cp "$here/log4j2/target/classes:$here/log4j2/target/lib/*" watched.log4j2.LoggingProgram "$port"
}

is_serving() { curl -sf -o /dev/null "http://127.0.0.1:$port/alive"; }

# Ten seconds of bursts.
put_load_on() { exec curl -sf -o /dev/null "http://127.0.0.1:$port/log"; }
