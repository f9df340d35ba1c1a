# log4j2 whose loggers are all asynchronous: lines go through a Disruptor ring, larger than by default, to
# one thread. When a line was logged is told by log4j2; an appender notes how long ago that is. Weir looks at the
# ring from outside, a thousand times a second at most, and later on a busy machine. There is no lever: its
# consumer is one thread. Both sample some thousand moments, of which those of a few pauses make the p99.
# shellcheck shell=bash disable=SC2034,SC2154

compared=('Log4j2-TF-1-AsyncLogger|ring') one_in=100 by_time=yes tolerance_micros=5000 p50_share=0.05 p99_share=0.15

start() {
  start_java -Xmx256m -Dwatched.folder="$work" \
    -Dlog4j2.asyncLoggerRingBufferSize=65536 \
    -Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector \
    -cp "$here/log4j2/target/classes:$here/log4j2/target/lib/*" watched.log4j2.LoggingProgram "$port"
}

is_serving() { curl -sf -o /dev/null "http://127.0.0.1:$port/alive"; }

# Five seconds, as fast as it can.
put_load_on() { exec curl -sf -o /dev/null "http://127.0.0.1:$port/log"; }
