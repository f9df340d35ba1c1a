# An application with @Async on two threads and @Scheduled, on Tomcat, under ab.
# Its tasks note themselves how long they have waited; Tomcat's are noted by Byteman.
# shellcheck shell=bash disable=SC2034,SC2154

command -v ab >/dev/null || die "ab is needed: install apache2-utils"
tomcat=http-nio-127.0.0.1-$port-exec
compared=('orders|orders' 'scheduling|scheduling' "$tomcat|$tomcat")
resized=orders resized_to=6

start() {
  start_java -Xmx256m "$(byteman tomcat)" -cp "$here/spring/target/classes:$here/spring/target/lib/*" \
    watched.spring.OrdersApplication --server.address=127.0.0.1 --server.port="$port"
}

is_serving() { curl -sf -o /dev/null "http://127.0.0.1:$port/order"; }

put_load_on() { exec ab -q -n 2000 -c 8 "http://127.0.0.1:$port/order"; }
