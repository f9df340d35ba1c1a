package weir.http.cluster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;

/** What a cluster says of itself. */
final class ClusterText {

  static final String NO_BROKER =
      "this Weir came without a broker (27 MB, which archives leave out): run './weir cluster' in a"
          + " checkout of Weir, which builds it, or have a broker of your own and run 'weir serve"
          + " --journal kafka --bootstrap HOST:PORT' and 'weir worker --bootstrap HOST:PORT'";

  private final ClusterSettings settings;
  private final PrintWriter out;

  ClusterText(ClusterSettings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  void broker(Member member, String bootstrap, Path folder) {
    row(member, bootstrap, "in " + folder);
  }

  void server(Member member, String url, LinkAddress socket) {
    row(member, url, "socket " + LinkAddresses.text(socket));
  }

  void workers(Member member, String socket) {
    row(member, settings.workersPerProcess() + " workers", "socket " + socket);
  }

  private void row(Member member, String what, String more) {
    out.printf(Locale.ROOT, "%-17s pid %-7d %-22s %s%n", member.name(), member.pid(), what, more);
    out.flush();
  }

  void howTo(List<String> urls, Member toKill) {
    String group = settings.group();
    out.printf(
        Locale.ROOT,
        """

        group '%s': %d workers, %s an event
        load:    ab -k -n 1000 -c 50 %s/events    (any server will do)
        watch:   weir stats --watch --group %s    or 'weir panel', whose list has the group (Σ)
        change:  weir workers %d --group %s
        break:   kill -9 %d                       what it was at goes to others after %d s
        stop:    Ctrl-C; the broker is last
        """,
        group,
        settings.workers(),
        settings.serviceTime(),
        urls.getLast(),
        group,
        2 * Math.max(1, settings.workers()),
        group,
        toKill.pid(),
        Cluster.LOCK_SECONDS);
    out.flush();
  }

  static String noBrokerAgain(String why) {
    return "broker can't be started again ("
        + why
        + "): nothing is accepted or handled any more, and what was accepted is in its folder;"
        + " Ctrl-C ends the others";
  }

  static String afterEnd(Member.Role role, ClusterSettings settings) {
    return switch (role) {
      case BROKER ->
          "nothing is accepted until it is there again, which is tried now; what was accepted is in"
              + " its folder";
      case SERVER -> "what it had accepted is in the topic; send to another";
      case WORKERS ->
          "what it was at goes to others, within "
              + Cluster.LOCK_SECONDS
              + " s; 'weir workers N --group "
              + settings.group()
              + "' shares out the work anew";
    };
  }
}
