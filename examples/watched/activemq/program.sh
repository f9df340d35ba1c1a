# ActiveMQ Artemis, as it is distributed, with its own load: 'artemis perf'. Its tasks are noted by Byteman.
# Messages are large: a task writes a file, so one thread has some waiting to do.
# shellcheck shell=bash disable=SC2034,SC2154

pool=ActiveMQ-server-ActiveMQServerImpl::name=127.0.0.1
compared=("$pool|Thread ($pool)")
resized=$pool resized_to=6

artemis() {
  timeout 60 "$java_home/bin/java" -cp "$home/lib/artemis-boot.jar" -Dartemis.home="$home" \
    org.apache.activemq.artemis.boot.Artemis "$@"
}

start() {
  home=$(echo "$here"/activemq/target/apache-artemis-*) # there once it is built
  artemis create "$work/broker" --silent --user watched --password watched --no-web --no-autotune --nio \
    --no-amqp-acceptor --no-hornetq-acceptor --no-mqtt-acceptor --no-stomp-acceptor \
    --host 127.0.0.1 --default-port "$port" >"$work/create.log"
  sed -i "s|</name>|&<thread-pool-max-size>1</thread-pool-max-size><security-enabled>false</security-enabled>|" \
    "$work/broker/etc/broker.xml"
  start_java -Xmx512m "$(byteman pools)" -cp "$home/lib/artemis-boot.jar" -Dartemis.home="$home" \
    -Dartemis.instance="$work/broker" -Dartemis.instance.etc="$work/broker/etc" \
    -Ddata.dir="$work/broker/data" --add-opens java.base/jdk.internal.misc=ALL-UNNAMED \
    org.apache.activemq.artemis.boot.Artemis run
}

is_serving() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

put_load_on() {
  artemis perf client --url "tcp://127.0.0.1:$port" --persistent --message-size 200000 \
    --duration 10 --rate 150 --num-destinations 8 --threads 4 queue://watched
}
