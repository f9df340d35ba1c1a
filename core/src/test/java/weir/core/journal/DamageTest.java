package weir.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flipped bits, lost pages and files that are gone cost, and what is said of them. */
@Timeout(60)
class DamageTest {

  private static final DiskJournalSettings SETTINGS = Journals.settings(new SyncPolicy.Always(), 8);

  private final AutoCloseable loud = Journals.quiet();

  @AfterEach
  void logAgain() throws Exception {
    loud.close();
  }

  /** A journal with two segments of events, every fourth of which has ended, in order of ids. */
  private static Map<Long, String> fill(MemoryStorage disk) throws Exception {
    Map<Long, String> left = new LinkedHashMap<>();
    try (DiskJournal journal = Journals.open(SETTINGS, disk)) {
      for (int event = 0; event < 60; event++) {
        String text = event + "x".repeat(event * 37 % 150);
        long id = Journals.append(journal, text);
        if (event % 4 == 3) {
          journal.end(id);
        } else {
          left.put(id, text);
        }
      }
    }
    return left;
  }

  /**
   * Any bit of any byte: no other event is lost, none that ended is read wrongly, and one that
   * can't be read is named. After a repair all is clean and the same events are there.
   */
  @Test
  void shouldNameTheEventOfAFlippedBitAndLoseNoOther() throws Exception {
    MemoryStorage all = new MemoryStorage();
    Map<Long, String> left = fill(all);
    MemoryStorage whole = new MemoryStorage();
    for (long used = 0; used < 2; used++) {
      whole.add(SegmentName.events(used), all.copy(SegmentName.events(used)));
      whole.add(SegmentName.ends(used), all.copy(SegmentName.ends(used)));
    }
    int named = 0;
    for (long segment = 0; segment < 2; segment++) {
      for (String name : List.of(SegmentName.events(segment), SegmentName.ends(segment))) {
        int bytes = whole.copy(name).length;
        for (int at = 0; at < bytes; at++) {
          MemoryStorage disk = whole.copy();
          disk.flip(name, at * 8 + (at * 5 + 3) % 8);
          named += look(disk, left, name + " byte " + at);
        }
      }
    }
    assertThat(named).as("events that can't be read").isGreaterThan(2_000);
  }

  /** Returns how many events could not be read. */
  private static int look(MemoryStorage disk, Map<Long, String> left, String what)
      throws Exception {
    InspectionReport report = Inspection.of(disk);
    Map<Long, String> found = Journals.recoveredAlone(SETTINGS, disk.copy());
    List<Long> lost = new ArrayList<>(left.keySet());
    lost.removeAll(found.keySet());
    assertThat(lost).as(what).hasSizeLessThanOrEqualTo(1);
    lost.forEach(
        id ->
            assertThat(report.damage())
                .as(what)
                .anyMatch(
                    one ->
                        one.firstId().orElse(-1) == id
                            && one.records() == 1
                            && one.sentence().contains("event " + id)));
    Map<Long, String> readAsWritten = new LinkedHashMap<>(found);
    readAsWritten.keySet().retainAll(left.keySet());
    assertThat(left.entrySet().containsAll(readAsWritten.entrySet())).as(what).isTrue();
    if (found.size() > left.size() - lost.size()) {
      // Handled again, not lost; and said.
      assertThat(report.isClean()).as(what).isFalse();
    }
    List<String> actions = new Repair(disk).run();
    assertThat(actions.isEmpty()).as(what).isEqualTo(report.isClean() && report.tornBytes() == 0);
    InspectionReport after = Inspection.of(disk);
    assertThat(after.damage()).as(what + " after " + actions).isEmpty();
    assertThat(after.entries()).as(what).isEqualTo(report.entries());
    return lost.size();
  }

  /** The events behind those that were taken out are no less safe than others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldRecoverWhatComesAfterARepairOfTheLast(int damaged) throws Exception {
    MemoryStorage disk = new MemoryStorage();
    Map<Long, String> expected = new LinkedHashMap<>();
    try (DiskJournal journal = Journals.open(SETTINGS, disk)) {
      for (int event = 0; event < 4; event++) {
        expected.put(Journals.append(journal, "event " + event), "event " + event);
      }
    }
    int frame = Frame.bytes(7);
    for (int index = 4 - damaged; index < 4; index++) {
      int payloadAt = SegmentHeader.EVENTS_AT + index * frame + Frame.HEAD_BYTES;
      disk.flip(SegmentName.events(0), payloadAt * 8);
      expected.remove((long) index);
    }
    assertThat(new Repair(disk).run()).hasSize(1);

    for (String text : List.of("later 0", "later 1")) {
      try (DiskJournal journal = Journals.open(SETTINGS, disk)) {
        expected.put(Journals.append(journal, text), text);
      }
      assertThat(Inspection.of(disk).damage()).isEmpty();
      assertThat(Journals.recoveredAlone(SETTINGS, disk.copy())).isEqualTo(expected);
      assertThat(new Repair(disk).run()).isEmpty();
    }
  }

  /** What was put aside is kept until a person deletes it. */
  @Test
  void shouldPutNothingInThePlaceOfWhatWasPutAside() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    List<byte[]> aside = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      try (DiskJournal journal = Journals.open(SETTINGS, disk)) {
        Journals.append(journal, "event " + round);
      }
      byte[] events = disk.copy(SegmentName.events(0));
      // Whatever is there, at the same place each time.
      int at = SegmentHeader.EVENTS_AT + Frame.INDEX_AT;
      disk.flip(SegmentName.events(0), at * 8 + round);
      aside.add(events);
      new Repair(disk).run();
    }

    List<String> names = disk.names().stream().filter(SegmentName::isAside).toList();

    assertThat(names).hasSameSizeAs(aside).doesNotHaveDuplicates();
    for (int round = 1; round <= 3; round++) {
      String text = "event " + round;
      boolean kept = false;
      for (String name : names) {
        kept |= new String(disk.copy(name), StandardCharsets.ISO_8859_1).contains(text);
      }
      assertThat(kept).as(text).isTrue();
    }
  }

  /** It may be there and not be opened, as where another user owns it. */
  @Test
  void shouldNotOpenWhereWhatHasEndedCannotBeRead() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    Map<Long, String> left = fill(disk);
    List<String> before = disk.names();
    disk.setGate(
        (call, name) -> {
          if (call.equals("read") && name.equals(SegmentName.ends(0))) {
            throw new FileNotFoundException(name + " (Permission denied)");
          }
        });

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Journals.open(SETTINGS, disk))
        .withMessageContaining("segment-0000000000.ended (Permission denied)");

    disk.setGate((call, name) -> {});
    assertThat(disk.names()).isEqualTo(before);
    assertThat(Journals.recoveredAlone(SETTINGS, disk)).isEqualTo(left);
  }

  /** Events are read while they are written: one that is not there yet is no damage. */
  @Test
  void shouldTellOfAJournalInUseOnlyWhatIsDamagedTwice() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    fill(disk);
    int payloadAt = SegmentHeader.EVENTS_AT + Frame.HEAD_BYTES;
    disk.flip(SegmentName.events(0), payloadAt * 8);
    AtomicInteger looks = new AtomicInteger();
    disk.setGate(
        (call, name) -> {
          // The header first, then the events.
          if (call.equals("read")
              && name.equals(SegmentName.events(0))
              && looks.incrementAndGet() == 3) {
            disk.flip(SegmentName.events(0), payloadAt * 8);
          }
        });

    InspectionReport report = Inspection.of(disk, Optional.of("17"));

    assertThat(report.damage()).isEmpty();
    assertThat(report.damagedRecords()).isZero();
    assertThat(report.entries()).isEqualTo(60);
    disk.setGate((call, name) -> {});
    disk.flip(SegmentName.events(0), payloadAt * 8);
    InspectionReport damaged = Inspection.of(disk, Optional.of("17"));
    assertThat(damaged.damage()).hasSize(1);
    assertThat(damaged.damagedRecords()).isEqualTo(1);
    assertThat(damaged.mayHaveLostMore()).isFalse();
  }

  @Test
  void shouldRecoverWhatIsBehindDamageOfAnySize() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    MemoryStorage whole = new MemoryStorage();
    Map<Long, String> left = fill(whole);
    for (int round = 0; round < 150; round++) {
      MemoryStorage disk = whole.copy();
      int from = random.nextInt(SegmentHeader.EVENTS_AT, 3_500);
      int length = random.nextInt(1, 900);
      byte[] bytes = disk.copy(SegmentName.events(0));
      for (int at = from; at < Math.min(bytes.length, from + length); at++) {
        bytes[at] = round % 2 == 0 ? 0 : (byte) random.nextInt();
      }
      disk.add(SegmentName.events(0), bytes);
      InspectionReport report = Inspection.of(disk);
      Map<Long, String> found = Journals.recoveredAlone(SETTINGS, disk.copy());
      long unread = left.keySet().stream().filter(id -> !found.containsKey(id)).count();
      long readable = report.entries() + report.damagedRecords();
      assertThat(readable).as("round %d", round).isEqualTo(60);
      assertThat(unread).isLessThanOrEqualTo(report.damagedRecords());
      assertThat(left).containsAllEntriesOf(found);
      new Repair(disk).run();
      assertThat(Inspection.of(disk).damage()).as("round %d", round).isEmpty();
    }
  }

  /** A payload is data, whatever it looks like. */
  @Test
  void shouldNotTakeAFrameInAPayloadForAnEvent() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    MemoryStorage other = new MemoryStorage();
    fill(other);
    byte[] frames = other.copy(SegmentName.events(0));
    byte[] payload = new byte[900];
    System.arraycopy(frames, SegmentHeader.EVENTS_AT, payload, 0, payload.length);
    try (DiskJournal journal = Journals.open(SETTINGS, disk)) {
      journal.append(payload, 1);
      journal.append(Journals.bytes("behind"), 2);
    }
    disk.flip(SegmentName.events(0), SegmentHeader.EVENTS_AT * 8);

    DiskJournal journal = Journals.open(SETTINGS, disk);

    assertThat(Journals.recovered(journal)).containsExactly(Map.entry(1L, "behind"));
    journal.close();
  }

  /** A damaged segment is not deleted with its events. */
  @Test
  void shouldKeepADamagedSegmentAsideOnceTheRestOfItHasEnded() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    fill(disk);
    disk.flip(SegmentName.events(0), (SegmentHeader.EVENTS_AT + Frame.HEAD_BYTES) * 8);
    byte[] damaged = disk.copy(SegmentName.events(0));

    DiskJournal journal = Journals.open(SETTINGS, disk);
    assertThat(journal.figures().damagedRecords()).isEqualTo(1);
    Journals.recovered(journal).keySet().forEach(journal::end);
    String aside = SegmentName.events(0) + SegmentName.ASIDE;
    while (!disk.names().contains(aside)) {
      Thread.sleep(1);
    }
    journal.close();

    assertThat(disk.copy(aside)).isEqualTo(damaged);
    assertThat(Inspection.of(disk).damage()).isEmpty();
  }

  @Test
  void shouldSayWhichSegmentIsMissingAndRecoverTheOthers() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    Map<Long, String> left = fill(disk);
    Map<Long, String> more = fill(disk);
    more.putAll(left);
    long segment = 1;
    disk.delete(SegmentName.events(segment));
    more.keySet().removeIf(id -> id >> SegmentHeader.INDEX_BITS == segment);

    DiskJournal journal = Journals.open(SETTINGS, disk);

    assertThat(journal.damage())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.sentence())
                    .contains("segment-0000000001.events is missing", "put it back"));
    assertThat(journal.damage().get(0).records()).isEqualTo(JournalDamage.UNKNOWN);
    assertThat(Journals.recovered(journal)).containsExactlyInAnyOrderEntriesOf(more);
    journal.close();
    new Repair(disk).run();
    assertThat(Inspection.of(disk).damage()).isEmpty();
  }

  @Test
  void shouldRecoverTheOthersOfASegmentWithoutHeader() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    Map<Long, String> left = fill(disk);
    byte[] events = disk.copy(SegmentName.events(0));
    Arrays.fill(events, 0, SegmentHeader.EVENTS_AT, (byte) 0);
    disk.add(SegmentName.events(0), events);
    MemoryStorage worse = disk.copy();
    worse.add(SegmentName.ends(0), new byte[10]);

    DiskJournal third = Journals.open(SETTINGS, disk);
    DiskJournal none = Journals.open(SETTINGS, worse.copy());

    assertThat(Journals.recovered(third)).as("by the copy in the ends").isEqualTo(left);
    left.keySet().removeIf(id -> id >> SegmentHeader.INDEX_BITS == 0);
    assertThat(Journals.recovered(none)).isEqualTo(left);
    assertThat(none.damage().get(0).sentence()).contains("no header that can be read");
    third.close();
    none.close();
    new Repair(worse).run();
    assertThat(Inspection.of(worse).damage()).isEmpty();
    assertThat(worse.copy(SegmentName.events(0) + SegmentName.ASIDE)).isEqualTo(events);
  }

  @Test
  void shouldReadAFileThatWasCutShortAsFarAsItGoes() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    Map<Long, String> left = fill(disk);
    disk.add(SegmentName.events(0), Arrays.copyOf(disk.copy(SegmentName.events(0)), 2_000));

    InspectionReport report = Inspection.of(disk);
    DiskJournal journal = Journals.open(SETTINGS, disk.copy());

    assertThat(report.damage())
        .anyMatch(one -> one.sentence().contains("was cut short at byte 2000 of 4096"));
    assertThat(report.entries() + report.damagedRecords()).isEqualTo(60);
    Map<Long, String> found = Journals.recovered(journal);
    assertThat(left).containsAllEntriesOf(found);
    assertThat(found.keySet()).anyMatch(id -> id < 10).anyMatch(id -> id > 1 << 27);
    journal.close();
    new Repair(disk).run();
    assertThat(Inspection.of(disk).damage()).isEmpty();
  }

  @Test
  void shouldNameThePageThatTheDiskCannotGive() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    fill(disk);
    disk.setGate(
        (call, name) -> {
          if (call.equals("readAt") && name.endsWith(":" + SegmentHeader.EVENTS_AT)) {
            throw new IOException("Input/output error");
          }
        });

    InspectionReport report = Inspection.of(disk);

    assertThat(report.damage())
        .anyMatch(one -> one.sentence().contains("can't be read at byte 128 (Input/output error)"));
  }

  @Test
  void shouldRefuseAnotherVersionAndChangeNothing() throws Exception {
    MemoryStorage disk = new MemoryStorage();
    fill(disk);
    byte[] events = disk.copy(SegmentName.events(0));
    byte[] later = Arrays.copyOf(events, SegmentHeader.BYTES);
    later[8] = 2;
    CRC32C checksum = new CRC32C();
    checksum.update(later, 0, 12);
    checksum.update(later, 16, SegmentHeader.BYTES - 16);
    ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(12, (int) checksum.getValue());
    System.arraycopy(later, 0, events, 0, later.length);
    disk.add(SegmentName.events(0), events);
    List<String> before = disk.names();

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Journals.open(SETTINGS, disk))
        .withMessageContaining("segment-0000000000.events has version 2 of the journal's format")
        .withMessageContaining("this build knows 1");
    assertThat(disk.names()).isEqualTo(before);
    assertThat(disk.copy(SegmentName.events(0))).isEqualTo(events);
  }
}
