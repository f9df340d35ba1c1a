package weir.core.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.core.files.OwnerOnly;

/**
 * Lists the sockets and tokens that servers have left in the user's runtime folder. Whether their
 * servers live is for those who connect to find out. As long as the folder is as it was, to list it
 * again costs one look at it. Not thread-safe.
 */
public final class RuntimeFolder {

  private static final Pattern TOKEN = Pattern.compile("tcp-(\\d{1,5})\\.token");
  private static final int MAX_PORT = 65_535;

  /** More files than this are not looked at. */
  private static final int MOST_FILES = 10_000;

  /** A file that came within the same tick of the file system's clock does not change the time. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /**
   * A place where a server is or was.
   *
   * @param address the place
   * @param version equal for as long as no other server has taken the place
   */
  public record Found(LinkAddress address, Object version) {}

  /**
   * What there is.
   *
   * @param found the newest first
   * @param leftOut how many more there are
   * @param fault why the folder can't be listed and what to do; empty if it can, and if there is
   *     none
   */
  public record Listing(List<Found> found, int leftOut, String fault) {

    /** Keeps the list from changing. */
    public Listing {
      found = List.copyOf(found);
    }
  }

  private record Dated(Found found, FileTime modified) {}

  private final Path folder;
  private @Nullable String user;
  private @Nullable FileTime listedModified;
  private int listedMost;
  private long listedMillis;
  private Listing listing = new Listing(List.of(), 0, "");

  /**
   * Creates a view of the folder, which need not be there.
   *
   * @param environment the environment variables
   * @param properties the system properties
   */
  public RuntimeFolder(Map<String, String> environment, Properties properties) {
    this(LinkAddresses.runtimeFolder(environment, properties));
  }

  RuntimeFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Lists what belongs to this user: sockets, and the tokens of loopback ports. Links are not
   * followed, and a folder that others can write to is not trusted.
   *
   * @param most how many of them at most
   * @return the listing; never fails
   */
  public Listing list(int most) {
    try {
      FileTime modified = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
      long now = System.currentTimeMillis();
      boolean asBefore = modified.equals(listedModified) && most == listedMost;
      if (!asBefore || listedMillis - modified.toMillis() < TICK.toMillis()) {
        requireOwn();
        listing = read(most);
        listedModified = modified;
        listedMost = most;
        listedMillis = now;
      }
      return listing;
    } catch (NoSuchFileException e) {
      return forget("");
    } catch (LinkException e) {
      return forget(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return forget(
          "the folder "
              + folder
              + " can't be listed ("
              + LinkFiles.reason(e)
              + "): servers in it have to be added by hand");
    }
  }

  private Listing forget(String fault) {
    listedModified = null;
    listing = new Listing(List.of(), 0, fault);
    return listing;
  }

  private void requireOwn() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (OwnerOnly.isKnownAt(folder)) {
      String self = user == null ? LinkFiles.currentUser() : user;
      user = self;
      LinkFiles.requirePrivate(folder, self);
    }
  }

  private Listing read(int most) throws IOException {
    List<Dated> all = new ArrayList<>();
    int files = 0;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (++files > MOST_FILES) {
          break;
        }
        look(file).ifPresent(all::add);
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(Comparator.comparing(Dated::modified).reversed());
    return new Listing(
        all.stream().limit(most).map(Dated::found).toList(), Math.max(0, all.size() - most), "");
  }

  private Optional<Dated> look(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Optional<LinkAddress> address = addressOf(file, attributes);
      if (address.isEmpty() || !isOwn(file)) {
        return Optional.empty();
      }
      Found found = new Found(address.get(), versionOf(attributes));
      return Optional.of(new Dated(found, attributes.lastModifiedTime()));
    } catch (IOException e) {
      return Optional.empty(); // Gone since it was listed.
    }
  }

  private static Optional<LinkAddress> addressOf(Path file, BasicFileAttributes attributes)
      throws IOException {
    if (attributes.isRegularFile()) {
      OptionalInt port = portOf(file.getFileName().toString());
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(new LinkAddress.LoopbackTcp(port.getAsInt(), file));
    }
    return attributes.isOther() && LinkFiles.isSocket(file)
        ? Optional.of(new LinkAddress.UnixSocket(file))
        : Optional.empty();
  }

  private static OptionalInt portOf(String name) {
    Matcher token = TOKEN.matcher(name);
    if (!token.matches()) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(token.group(1));
    return port >= 1 && port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private boolean isOwn(Path file) throws IOException {
    return !OwnerOnly.isKnownAt(file)
        || Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
  }

  /**
   * What a server has left at an address, wherever that is.
   *
   * @param address any
   * @return equal for as long as no other server has taken the place
   */
  public static Object versionOf(LinkAddress address) {
    Path file =
        address instanceof LinkAddress.LoopbackTcp tcp
            ? tcp.tokenFile()
            : ((LinkAddress.UnixSocket) address).path();
    try {
      return versionOf(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      return "none";
    }
  }

  private static Object versionOf(BasicFileAttributes attributes) {
    return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
  }
}
