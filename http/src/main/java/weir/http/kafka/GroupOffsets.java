package weir.http.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks a broker where a group and its topics are. Used by one thread. */
final class GroupOffsets implements OffsetLook.Offsets {

  private final KafkaGroup group;
  private final KafkaGroup.Partitions partitions;
  private final int timeoutMillis;

  private Map<TopicPartition, ListOffsetsResultInfo> ends = Map.of();

  /**
   * Asks nothing yet.
   *
   * @param group whose events; not closed with this
   * @param partitions of its topics
   * @param timeoutMillis how long to wait for each answer
   */
  GroupOffsets(KafkaGroup group, KafkaGroup.Partitions partitions, int timeoutMillis) {
    this.group = group;
    this.partitions = partitions;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public long end() throws ExecutionException, InterruptedException {
    ends = offsets(partitions.events(), OffsetSpec.latest());
    return sum(ends);
  }

  @Override
  public long start() throws ExecutionException, InterruptedException {
    return sum(offsets(partitions.events(), OffsetSpec.earliest()));
  }

  @Override
  public long left() throws ExecutionException, InterruptedException {
    Map<TopicPartition, KafkaGroup.Left> begun = group.left(timeoutMillis);
    long left = 0;
    // No worker has come to others yet: all that is in them is left.
    Map<TopicPartition, ListOffsetsResultInfo> unknown = new HashMap<>(ends);
    unknown.keySet().removeAll(begun.keySet());
    for (TopicPartition partition : partitions.events()) {
      long end = offset(ends, partition);
      KafkaGroup.Left known = begun.get(partition);
      left += known == null ? end : known.below(end);
    }
    return unknown.isEmpty() ? left : left - sum(offsets(unknown.keySet(), OffsetSpec.earliest()));
  }

  @Override
  public long dead() throws ExecutionException, InterruptedException {
    return sum(offsets(partitions.letters(), OffsetSpec.latest()));
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicPartition> those, OffsetSpec wanted)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    those.forEach(partition -> all.put(partition, wanted));
    return group
        .admin()
        .listOffsets(all, new ListOffsetsOptions().timeoutMs(timeoutMillis))
        .all()
        .get();
  }

  private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
    return offsets.keySet().stream().mapToLong(partition -> offset(offsets, partition)).sum();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : Math.max(0, info.offset());
  }
}
