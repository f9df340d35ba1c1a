package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ViewTest {

  private static final long SECOND = 1_000_000_000L;
  private static final View.Known KNOWN = new View.Known(0, 1_000 * SECOND);

  private final View lastMinute = View.following(60 * SECOND);

  private static TimeWindow seconds(long from, long to) {
    return new TimeWindow(from * SECOND, to * SECOND);
  }

  private static TimeWindow window(View view) {
    return view.window(KNOWN.nowNanos());
  }

  @Test
  void shouldEndNowWhileItFollowsAndStartWithAYoungServer() {
    assertThat(window(lastMinute)).isEqualTo(seconds(940, 1_000));
    assertThat(lastMinute.window(10 * SECOND)).isEqualTo(seconds(0, 60));
  }

  @Test
  void shouldZoomAboutAMomentThatStays() {
    View closer = lastMinute.zoomed(0.5, 955 * SECOND, KNOWN);
    assertThat(closer.following()).isFalse();
    TimeWindow window = window(closer);
    assertThat(window.spanNanos()).isEqualTo(30 * SECOND);
    // A quarter of the way, before and after.
    assertThat(955 * SECOND - window.fromNanos()).isEqualTo(window.spanNanos() / 4);
    assertThat(window(closer.zoomed(2, 955 * SECOND, KNOWN))).isEqualTo(window(lastMinute));
    assertThat(closer.zoomed(2, 955 * SECOND, KNOWN).following()).isTrue();
  }

  @Test
  void shouldFollowWhereItReachesNow() {
    assertThat(lastMinute.zoomed(0.5, 1_000 * SECOND, KNOWN).following()).isTrue();
    View past = lastMinute.moved(-0.5, KNOWN);
    assertThat(window(past)).isEqualTo(seconds(910, 970));
    assertThat(past.behindNanos(KNOWN.nowNanos())).isEqualTo(30 * SECOND);
    assertThat(past.moved(0.5, KNOWN)).isEqualTo(lastMinute);
    assertThat(lastMinute.moved(1, KNOWN)).isEqualTo(lastMinute);
  }

  @Test
  void shouldNotLeaveWhatIsKnownNorShowNothing() {
    assertThat(window(lastMinute.moved(-50, KNOWN))).isEqualTo(seconds(0, 60));
    assertThat(window(lastMinute.atStart(KNOWN))).isEqualTo(seconds(0, 60));
    assertThat(lastMinute.zoomed(1e-9, 990 * SECOND, KNOWN).spanNanos()).isEqualTo(SECOND / 2);
    assertThat(lastMinute.zoomed(1e9, 990 * SECOND, KNOWN).spanNanos())
        .isEqualTo(12 * 3_600 * SECOND);
  }

  @Test
  void shouldStandWhereItIs() {
    View standing = lastMinute.standing(KNOWN);
    assertThat(standing.window(2_000 * SECOND)).isEqualTo(window(lastMinute));
    assertThat(standing.behindNanos(1_012 * SECOND)).isEqualTo(12 * SECOND);
  }
}
