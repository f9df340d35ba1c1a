# A Kafka broker, one process, under its own ProducerPerformance. Its tasks are noted by Byteman.
# Segments are closed after 0.2 s: each is then flushed to disk by a task of kafka-scheduler,
# which has as many threads as background.threads says, here 1.
# shellcheck shell=bash disable=SC2034,SC2154

compared=('kafka-scheduler|kafka-scheduler')
resized=kafka-scheduler resized_to=6 shortened=p99

kafka() { "$java_home/bin/java" -Xmx256m -cp "$here/kafka/target/lib/*" "$@"; }

start() {
  cat >"$work/server.properties" <<END
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:$((port + 1))
log.dirs=$work/data
num.partitions=16
background.threads=1
log.roll.ms=200
log.index.size.max.bytes=4096
offsets.topic.replication.factor=1
END
  kafka kafka.tools.StorageTool format -t "$(kafka kafka.tools.StorageTool random-uuid 2>"$work/format.log")" \
    -c "$work/server.properties" >>"$work/format.log" 2>&1 || die "$(tail -n 3 "$work/format.log")"
  start_java -Xmx512m "$(byteman pools)" -cp "$here/kafka/target/lib/*" kafka.Kafka "$work/server.properties"
}

is_serving() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

put_load_on() {
  kafka org.apache.kafka.tools.ProducerPerformance --bootstrap-server "127.0.0.1:$port" --topic watched \
    --record-size 100 --num-records 10000 --throughput 1000 \
    --command-property batch.size=200
}
