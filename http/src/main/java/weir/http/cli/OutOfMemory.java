package weir.http.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when a thread ends for want of memory: half a program that goes on is worse. The
 * launcher's {@code -XX:+ExitOnOutOfMemoryError} comes first where it is set; this is for where it
 * is not, and for memory outside of the heap.
 */
public final class OutOfMemory implements Thread.UncaughtExceptionHandler {

  /** Made beforehand: there may be no memory for it later. */
  private final byte[] sentence =
      ("weir: out of memory: ask for less at once (connections, ring, bodies), or give it a larger"
              + " heap, such as with WEIR_JAVA_OPTS=-Xmx2g\n")
          .getBytes(StandardCharsets.UTF_8);

  private final FileOutputStream standardError = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /** From now on, for every thread without a handler of its own. */
  public static void endsTheProcess() {
    Thread.setDefaultUncaughtExceptionHandler(new OutOfMemory());
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    if (isCauseOf(fault)) {
      end();
    }
    // As the JVM does without a handler.
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    fault.printStackTrace();
  }

  static boolean isCauseOf(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("EmptyCatch") // nobody reads it: the status is left to say so
  private void end() {
    try {
      standardError.write(sentence);
    } catch (IOException e) {
      // See above.
    } finally {
      Runtime.getRuntime().halt(ExitStatus.OUT_OF_MEMORY);
    }
  }
}
