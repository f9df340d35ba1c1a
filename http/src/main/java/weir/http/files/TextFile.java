package weir.http.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The start of a text file, and a reader of all of it. It is read as UTF-8, as UTF-16 where a byte
 * order mark says so, and as Windows-1252 where it is none of them.
 */
record TextFile(Path path, String head, Reader reader) implements AutoCloseable {

  private static final int HEAD_BYTES = 1 << 15;
  private static final long MAX_BYTES = 256L << 20;
  private static final int GZIP = 0x1f8b;

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if it is none of text; the message says why and what to do
   */
  static TextFile open(String name) {
    Path path = Path.of(name);
    check(path);
    InputStream opened = null;
    boolean done = false;
    try {
      opened = new BufferedInputStream(Files.newInputStream(path), HEAD_BYTES);
      opened.mark(HEAD_BYTES + 1);
      byte[] head = opened.readNBytes(HEAD_BYTES);
      opened.reset();
      Charset charset = charset(path, head);
      opened.skipNBytes(markLength(head));
      TextFile file =
          new TextFile(
              path,
              charset.decode(ByteBuffer.wrap(head)).toString().replace("\uFEFF", ""),
              new InputStreamReader(opened, charset));
      done = true;
      return file;
    } catch (IOException e) {
      throw unreadable(path, e);
    } finally {
      if (!done && opened != null) {
        closeQuietly(opened);
      }
    }
  }

  private static void check(Path path) {
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + " is a folder: name a file in it");
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "there is no file "
              + path
              + ": give the path of one; what is to be taken from it follows as ,NAME=VALUE");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new IllegalArgumentException(
            path + " is larger than " + (MAX_BYTES >> 20) + " MiB: take a part of it");
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Charset charset(Path path, byte[] head) {
    int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
    if (first == GZIP) {
      throw new IllegalArgumentException(path + " is compressed: unpack it with gunzip first");
    }
    if (first == 0xfffe) {
      return StandardCharsets.UTF_16LE;
    }
    if (first == 0xfeff) {
      return StandardCharsets.UTF_16BE;
    }
    for (byte value : head) {
      if (value == 0) {
        throw new IllegalArgumentException(
            path + " is no text file: save it as text, such as CSV in UTF-8");
      }
    }
    return isUtf8(head) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
  }

  /** A character that the end of the head cuts is no fault. */
  private static boolean isUtf8(byte[] head) {
    for (int cut = 0; cut < 4; cut++) {
      try {
        int length = head.length == HEAD_BYTES ? head.length - cut : head.length;
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, length));
        return true;
      } catch (CharacterCodingException e) {
        // Perhaps with fewer bytes.
      }
    }
    return false;
  }

  private static int markLength(byte[] head) {
    if (head.length >= 3
        && (head[0] & 0xff) == 0xef
        && (head[1] & 0xff) == 0xbb
        && (head[2] & 0xff) == 0xbf) {
      return 3;
    }
    int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
    return first == 0xfffe || first == 0xfeff ? 2 : 0;
  }

  static IllegalArgumentException unreadable(Path path, IOException fault) {
    String reason =
        fault.getMessage() == null || fault.getMessage().equals(path.toString())
            ? fault.getClass().getSimpleName().replaceFirst("Exception$", "")
            : fault.getMessage();
    return new IllegalArgumentException(
        path + " can't be read (" + reason + "): give a readable text file", fault);
  }

  /** A file that was only read has nothing to lose. */
  private static void closeQuietly(AutoCloseable reader) {
    try {
      reader.close();
    } catch (Exception e) {
      // See above.
    }
  }

  @Override
  public void close() {
    closeQuietly(reader);
  }
}
